#include <algorithm>
#include <cmath>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/nearest_line.hpp>

namespace libgrid {
namespace hotspot {

NearestLine::NearestLine(std::span<const LineString> lines, Metres reach)
    : reach_(reach), side_(std::max(reach.value, 50.0) * (1.0 + 0x1.0p-20)) {
  GRID_ASSERT(reach.value > 0.0);
  for (std::size_t line = 0; line < lines.size(); ++line)
    for (std::size_t k = 1; k < lines[line].size(); ++k) {
      const Xy a = lines[line][k - 1], b = lines[line][k];
      for (std::int64_t y = square(std::min(a.y, b.y)); y <= square(std::max(a.y, b.y)); ++y)
        for (std::int64_t x = square(std::min(a.x, b.x)); x <= square(std::max(a.x, b.x)); ++x)
          pieces_.push_back({y, x, static_cast<std::uint32_t>(line), a, b});
    }
  std::sort(pieces_.begin(), pieces_.end());
}

std::int64_t NearestLine::square(double v) const { return static_cast<std::int64_t>(std::floor(v / side_)); }

std::optional<std::size_t> NearestLine::find(Xy place) const {
  std::optional<std::size_t> best;
  double least = reach_.value;
  for (std::int64_t y = square(place.y) - 1; y <= square(place.y) + 1; ++y) {
    const auto low = [&](const Piece& p) { return p.y != y ? p.y < y : p.x < square(place.x) - 1; };
    for (auto at = std::partition_point(pieces_.begin(), pieces_.end(), low);
         at != pieces_.end() && at->y == y && at->x <= square(place.x) + 1; ++at) {
      const double distance = distance_to_segment(place, at->a, at->b).value;
      if (distance > least || (best && distance == least && at->line >= *best)) continue;
      best = at->line;
      least = distance;
    }
  }
  return best;
}

}  // namespace hotspot
}  // namespace libgrid
