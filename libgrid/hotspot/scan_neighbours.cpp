#include <algorithm>
#include <limits>

#include <libgrid/hotspot/detail/point_buckets.hpp>
#include <libgrid/hotspot/scan_neighbours.hpp>

namespace libgrid {
namespace hotspot {

std::vector<ScanNeighbours> street_neighbours(const StreetGround& ground, const StreetPlaces& places, Metres limit) {
  std::vector<ScanNeighbours> all(places.place.size());
  // A street is never shorter than the straight line; 1 mm is more than the rounding of both.
  const detail::PointBuckets buckets(places.on_street, std::max(limit, Metres{1.0}) + Metres{1e-3});
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].push_back({0.0, static_cast<std::uint32_t>(i)});
    if (!places.place[i]) continue;
    const roads::StreetsAround around = ground.graph.around(*places.place[i], limit);
    buckets.visit_near(places.on_street[i], [&](std::uint32_t j) {
      if (j == i || !places.place[j]) return;
      if (const auto distance = around.to(*places.place[j])) all[i].push_back({distance->value, j});
    });
    std::ranges::sort(all[i]);
  }
  return all;
}

std::vector<ScanNeighbours> connected_neighbours(const Weights& weights, std::size_t steps) {
  std::vector<ScanNeighbours> all(weights.size());
  std::vector<std::size_t> seen(weights.size(), std::numeric_limits<std::size_t>::max());
  for (std::size_t centre = 0; centre < all.size(); ++centre) {
    ScanNeighbours& reached = all[centre];
    reached.push_back({0.0, static_cast<std::uint32_t>(centre)});
    seen[centre] = centre;
    std::size_t from = 0;
    for (std::size_t step = 1; step <= steps; ++step) {
      const std::size_t until = reached.size();
      for (; from < until; ++from)
        for (const std::uint32_t next : weights.neighbours(reached[from].place)) {
          if (seen[next] == centre) continue;
          seen[next] = centre;
          reached.push_back({static_cast<double>(step), next});
        }
    }
    std::ranges::sort(reached);
  }
  return all;
}

}  // namespace hotspot
}  // namespace libgrid
