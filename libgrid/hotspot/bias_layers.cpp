#include <cmath>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/bias_layers.hpp>
#include <libgrid/hotspot/local_statistics.hpp>
#include <libgrid/hotspot/multiple_testing.hpp>

namespace libgrid {
namespace hotspot {

LayerMap layer_map(const Weights& neighbours, const RateTable& table, double level) {
  GRID_ASSERT(neighbours.size() == table.events.size());
  LayerMap map{.rates = empirical_bayes(table), .z = {}, .p = {}, .q = {}, .hot = {}};
  const LocalStatistics star = gi_star(with_self(neighbours), eb_standardised(table));
  map.z = star.z;
  for (std::size_t i = 0; i < star.z.size(); ++i) {
    const bool defined = neighbours.degree(i) > 0 && std::isfinite(star.z[i]);
    if (!defined) map.z[i] = std::numeric_limits<double>::quiet_NaN();
    map.p.push_back(defined ? star.p_two_sided[i] : 1.0);
  }
  map.q = benjamini_hochberg(map.p);
  for (std::size_t i = 0; i < map.z.size(); ++i) map.hot.push_back(map.z[i] > 0.0 && map.q[i] <= level);
  return map;
}

double jaccard(const std::vector<bool>& a, const std::vector<bool>& b) {
  GRID_ASSERT(a.size() == b.size());
  double both = 0.0, either = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) both += a[i] && b[i] ? 1.0 : 0.0, either += a[i] || b[i] ? 1.0 : 0.0;
  return both / either;
}

}  // namespace hotspot
}  // namespace libgrid
