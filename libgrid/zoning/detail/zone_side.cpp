#include <libgrid/zoning/detail/zone_side.hpp>

#include <cmath>
#include <limits>

namespace libgrid::zoning::detail {
namespace {

/// Distance to a segment that may go on beyond an end, and how far sideways p lies of it, as a sine.
struct Nearness {
  double distance = std::numeric_limits<double>::infinity();
  double sideways = 0.0;
};

Nearness nearness(Xy a, Xy b, Xy p, bool open_start, bool open_end) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  double along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);
  if (along < 0.0 && !open_start) along = 0.0;
  if (along > 1.0 && !open_end) along = 1.0;
  const Xy foot{a.x + along * dx, a.y + along * dy};
  const double away = std::hypot(p.x - foot.x, p.y - foot.y);
  const double cross = std::abs(dx * (p.y - a.y) - dy * (p.x - a.x)) / std::hypot(dx, dy);
  return {away, away > 0.0 ? cross / away : 1.0};
}

}  // namespace

Side side_of_line(std::span<const Xy> line, Xy p) {
  Nearness best;
  std::size_t nearest = 1;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Nearness here = nearness(line[i - 1], line[i], p, i == 1, i + 1 == line.size());
    // Beside a corner both segments are equally far: the one that sees p more from the side decides.
    const double tolerance = 1e-9 * (1.0 + best.distance);
    const bool nearer = here.distance < best.distance - tolerance;
    const bool as_near = here.distance <= best.distance + tolerance;
    if (i == 1 || nearer || (as_near && here.sideways > best.sideways)) best = here, nearest = i;
  }
  return orientation(line[nearest - 1], line[nearest], p) == Side::right ? Side::right : Side::left;
}

LineString without_repeats(std::span<const Xy> line) {
  LineString kept;
  for (const Xy p : line)
    if (kept.empty() || kept.back() != p) kept.push_back(p);
  return kept;
}

}  // namespace libgrid::zoning::detail
