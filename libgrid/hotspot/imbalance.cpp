#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/imbalance.hpp>

namespace libgrid {
namespace hotspot {
namespace {

/// Places with exposure, those of a group beside each other.
struct Strata {
  std::vector<std::size_t> place;  ///< position in the table
  std::vector<std::size_t> first;  ///< of a place's group in `place`
  std::vector<std::size_t> size;   ///< of a place's group
};

Strata strata_of(const RateTable& table, const PlaceGroups& groups) {
  Strata strata;
  for (std::size_t i = 0; i < table.events.size(); ++i)
    if (table.exposure[i] > 0.0) strata.place.push_back(i);
  std::ranges::stable_sort(strata.place, {}, [&](std::size_t i) { return groups.of_place[i]; });
  std::vector<std::size_t> size(groups.count, 0), first(groups.count, 0);
  for (std::size_t k = strata.place.size(); k-- > 0;)
    ++size[groups.of_place[strata.place[k]]], first[groups.of_place[strata.place[k]]] = k;
  for (const std::size_t i : strata.place)
    strata.first.push_back(first[groups.of_place[i]]), strata.size.push_back(size[groups.of_place[i]]);
  return strata;
}

/// Events and exposure of each group.
std::vector<EventRate> group_rates(const RateTable& table, const PlaceGroups& groups) {
  std::vector<EventRate> rates(groups.count);
  for (std::size_t i = 0; i < table.events.size(); ++i) {
    if (!(table.exposure[i] > 0.0)) continue;
    rates[groups.of_place[i]].events += table.events[i];
    rates[groups.of_place[i]].exposure += table.exposure[i];
  }
  return rates;
}

/// Events of a drawn place of n, its rate moved away from the group's (Rao & Wu 1988).
double rescaled_events(EventRate place, EventRate group, std::size_t n) {
  if (n < 2) return place.events;
  const double stretch = std::sqrt(static_cast<double>(n) / static_cast<double>(n - 1));
  const double mean = group.events / group.exposure;
  return place.exposure * std::max(0.0, mean + stretch * (place.events / place.exposure - mean));
}

/// The interval mirrored at the estimate on the log scale; as it is where a bound is not above 0.
Interval95 mirrored(Interval95 drawn, double estimate) {
  if (!(drawn.lower > 0.0 && estimate > 0.0)) return drawn;
  return {estimate * estimate / drawn.upper, estimate * estimate / drawn.lower};
}

}  // namespace

Imbalance imbalance(const RateTable& table, const PlaceGroups& groups) {
  GRID_ASSERT(groups.of_place.size() == table.events.size());
  std::vector<double> events, weights;
  std::vector<std::size_t> kept, group;
  for (std::size_t i = 0; i < table.events.size(); ++i) {
    if (!(table.exposure[i] > 0.0)) continue;
    events.push_back(table.events[i]), weights.push_back(table.exposure[i]);
    kept.push_back(i), group.push_back(groups.of_place[i]);
  }
  const EmpiricalBayes rates = empirical_bayes({events, weights});
  const std::size_t all = table.events.size();
  Imbalance told{.rates = {.estimate = std::vector<double>(all, std::numeric_limits<double>::quiet_NaN()),
                           .a = rates.a,
                           .b = rates.b,
                           .few = std::vector<bool>(all, true)},
                 .theil = {}};
  for (std::size_t k = 0; k < kept.size(); ++k)
    told.rates.estimate[kept[k]] = rates.estimate[k], told.rates.few[kept[k]] = rates.few[k];
  told.n = kept.size();
  told.left_out = all - told.n;
  told.theil = theil_index(rates.estimate, group, groups.count, weights);
  told.gini = gini(rates.estimate);
  return told;
}

ImbalanceIntervals imbalance_intervals(const RateTable& table, const PlaceGroups& groups,
                                       const BootstrapOptions& options) {
  GRID_ASSERT(groups.of_place.size() == table.events.size());
  const Strata strata = strata_of(table, groups);
  const std::vector<EventRate> group = group_rates(table, groups);
  const std::size_t n = strata.place.size();
  std::array<std::vector<double>, 5> draws;
  std::vector<double> events(n), exposure(n);
  std::vector<std::size_t> of(n);
  for (std::size_t b = 0; b < options.replicates; ++b) {
    const CounterRandom random(options.seed, b);
    double sum = 0.0;
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t i = strata.place[strata.first[k] + random.below(k, strata.size[k])];
      exposure[k] = table.exposure[i], of[k] = groups.of_place[i];
      events[k] = rescaled_events({table.events[i], table.exposure[i]}, group[of[k]], strata.size[k]);
      sum += events[k];
    }
    if (!(sum > 0.0)) continue;
    const Imbalance told = imbalance({events, exposure}, {of, groups.count});
    draws[0].push_back(told.theil.total), draws[1].push_back(told.theil.between);
    draws[2].push_back(told.theil.within), draws[4].push_back(told.gini);
    draws[3].push_back(told.theil.total > 0.0 ? told.theil.between / told.theil.total : 0.0);
  }
  ImbalanceIntervals sure;
  sure.replicates = draws[0].size();
  sure.total = percentile_interval(std::move(draws[0])), sure.between = percentile_interval(std::move(draws[1]));
  const double within = imbalance(table, groups).theil.within;
  sure.within = mirrored(percentile_interval(std::move(draws[2])), within),
  sure.between_share = percentile_interval(std::move(draws[3]));
  sure.gini = percentile_interval(std::move(draws[4]));
  return sure;
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
