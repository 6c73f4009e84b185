#include <algorithm>

#include <libgrid/hotspot/multiple_testing.hpp>

namespace libgrid {
namespace hotspot {

std::vector<double> benjamini_yekutieli(std::span<const double> p) {
  double harmonic = 0.0;
  for (std::size_t m = p.size(); m > 0; --m) harmonic += 1.0 / static_cast<double>(m);
  // Without the cap inside Benjamini-Hochberg: its running minimum starts at p_max * c, not at 1.
  std::vector<std::size_t> order(p.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [p](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> q(p.size());
  double least = 1.0;
  for (std::size_t rank = p.size(); rank > 0; --rank) {
    const std::size_t i = order[rank - 1];
    const double share = static_cast<double>(p.size()) / static_cast<double>(rank);
    least = std::min(least, std::max(p[i], p[i] * share * harmonic));
    q[i] = least;
  }
  return q;
}

}  // namespace hotspot
}  // namespace libgrid
