#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/imbalance.hpp>

namespace libgrid {
namespace hotspot {

Imbalance imbalance(const RateTable& table, const PlaceGroups& groups) {
  GRID_ASSERT(groups.of_place.size() == table.events.size());
  Imbalance told{.rates = empirical_bayes(table), .theil = {}};
  std::vector<double> rates, weights;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < table.events.size(); ++i) {
    if (!(table.exposure[i] > 0.0)) continue;
    rates.push_back(told.rates.estimate[i]);
    weights.push_back(table.exposure[i]);
    kept.push_back(groups.of_place[i]);
  }
  told.n = rates.size();
  told.left_out = table.events.size() - told.n;
  told.theil = theil_index(rates, kept, groups.count, weights);
  told.gini = gini(rates);
  return told;
}

RateRatio rate_ratio_of_marked(const RateTable& table, const std::vector<bool>& marked) {
  GRID_ASSERT(marked.size() == table.events.size());
  EventRate in, out;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    EventRate& side = marked[i] ? in : out;
    side.events += table.events[i];
    side.exposure += table.exposure[i];
  }
  return rate_ratio(in, out);
}

}  // namespace hotspot
}  // namespace libgrid
