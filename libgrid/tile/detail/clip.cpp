#include <libgrid/tile/detail/clip.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace libgrid::tile::detail {
namespace {

struct Segment {
  TilePoint from, to;
};

TilePoint between(TilePoint a, TilePoint b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

/// Narrows [t0, t1] to where start + t * step stays in the square; false if nothing stays.
bool narrow(double start, double step, Square square, double& t0, double& t1) {
  if (step == 0.0) return start >= square.low && start <= square.high;
  double enter = (square.low - start) / step;
  double leave = (square.high - start) / step;
  if (enter > leave) std::swap(enter, leave);
  t0 = std::max(t0, enter);
  t1 = std::min(t1, leave);
  return t0 <= t1;
}

std::optional<Segment> clip_segment(TilePoint a, TilePoint b, Square square) {
  double t0 = 0.0;
  double t1 = 1.0;
  if (!narrow(a.x, b.x - a.x, square, t0, t1) || !narrow(a.y, b.y - a.y, square, t0, t1)) return std::nullopt;
  return Segment{t0 == 0.0 ? a : between(a, b, t0), t1 == 1.0 ? b : between(a, b, t1)};
}

/// Keeps the side of one edge of the square where sign * (coordinate - limit) >= 0.
TilePath clip_half_plane(const TilePath& ring, double TilePoint::* axis, double limit, double sign) {
  double TilePoint::* other = axis == &TilePoint::x ? &TilePoint::y : &TilePoint::x;
  const auto inside = [&](TilePoint p) { return sign * (p.*axis - limit) >= 0.0; };
  TilePath kept;
  kept.reserve(ring.size() + 4);
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const TilePoint a = ring[i == 0 ? ring.size() - 1 : i - 1];
    const TilePoint b = ring[i];
    if (inside(a) != inside(b)) {
      TilePoint cut;
      cut.*axis = limit;
      cut.*other = a.*other + (limit - a.*axis) / (b.*axis - a.*axis) * (b.*other - a.*other);
      kept.push_back(cut);
    }
    if (inside(b)) kept.push_back(b);
  }
  return kept;
}

}  // namespace

std::vector<TilePath> clip_line(std::span<const TilePoint> line, Square square) {
  std::vector<TilePath> parts;
  bool open = false;  // the last part ends at the point where the next segment starts
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto segment = clip_segment(line[i - 1], line[i], square);
    if (!segment) {
      open = false;
      continue;
    }
    if (!open || parts.back().back() != segment->from) parts.push_back({segment->from});
    parts.back().push_back(segment->to);
    open = segment->to == line[i];
  }
  return parts;
}

TilePath clip_ring(std::span<const TilePoint> ring, Square square) {
  TilePath kept(ring.begin(), ring.end());
  if (kept.size() > 1 && kept.front() == kept.back()) kept.pop_back();
  kept = clip_half_plane(kept, &TilePoint::x, square.low, 1.0);
  kept = clip_half_plane(kept, &TilePoint::x, square.high, -1.0);
  kept = clip_half_plane(kept, &TilePoint::y, square.low, 1.0);
  return clip_half_plane(kept, &TilePoint::y, square.high, -1.0);
}

}  // namespace libgrid::tile::detail
