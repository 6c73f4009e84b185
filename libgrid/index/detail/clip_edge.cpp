#include <libgrid/index/detail/clip_edge.hpp>

#include <algorithm>
#include <cmath>

namespace libgrid::index::detail {
namespace {

constexpr double kSide = kPlaceUnits;
constexpr double kLow = -kPad, kHigh = kSide + kPad;

/// The edge in place units, and the interval of its parameter that lies in a box.
struct PlaceEdge {
  double ax, ay, dx, dy;
  double from = 0.0, to = 1.0;

  void keep(double start, double step, double low, double high) {  // low <= start + t step <= high
    if (step == 0.0) {
      if (start < low || start > high) to = -1.0;
      return;
    }
    const double t0 = (low - start) / step, t1 = (high - start) / step;
    from = std::max(from, std::min(t0, t1));
    to = std::min(to, std::max(t0, t1));
  }
  [[nodiscard]] double y_at(double t) const { return t <= 0.0 ? ay : t >= 1.0 ? ay + dy : ay + t * dy; }
  [[nodiscard]] double x_at(double t) const { return t <= 0.0 ? ax : t >= 1.0 ? ax + dx : ax + t * dx; }
};

std::int16_t height(double y) { return static_cast<std::int16_t>(std::lround(std::clamp(y, -16.0, kSide + 16.0))); }

void set_line(ClippedEdge& out, const PlaceEdge& edge) {
  const double largest = std::max(std::abs(edge.dx), std::abs(edge.dy));
  if (largest == 0.0) return;
  const double a = std::round(-edge.dy / largest * kSide), b = std::round(edge.dx / largest * kSide);
  const double middle = 0.5 * (edge.from + edge.to);
  const double x = edge.x_at(middle), y = edge.y_at(middle);
  out.a = static_cast<std::int16_t>(a);
  out.b = static_cast<std::int16_t>(b);
  out.c = static_cast<std::int32_t>(
      std::lround(0.5 * (a + b) - (a * x + b * y)));  // 0.5: a place is the middle of its unit
}

}  // namespace

FixedEdge fixed(const FlatFrame& frame, const ExactEdge& edge) {
  return {(edge.a.x - frame.x0) * frame.scale, (edge.a.y - frame.y0) * frame.scale, (edge.b.x - frame.x0) * frame.scale,
          (edge.b.y - frame.y0) * frame.scale};
}

bool may_meet(const FixedEdge& edge, const FixedCell& cell) {
  const double side = static_cast<double>(cell.side()), pad = kPad * cell.unit();
  const double left = static_cast<double>(cell.x) - pad, low = static_cast<double>(cell.y) - pad;
  const double size = side + 2.0 * pad;
  if (std::max(edge.ax, edge.bx) < left || std::min(edge.ax, edge.bx) > left + size) return false;
  if (edge.by < low || edge.ay > low + size) return false;  // ay <= by
  const double dx = edge.bx - edge.ax, dy = edge.by - edge.ay;
  const double middle_x = left + 0.5 * size - edge.ax, middle_y = low + 0.5 * size - edge.ay;
  const double reach = (std::abs(dx) + std::abs(dy)) * (0.5 * size) * (1.0 + 0x1.0p-20);
  return std::abs(dx * middle_y - dy * middle_x) <= reach;
}

bool delicate(const FixedEdge& edge, const ExactEdge& exact, Xy corner) {
  return edge.ax == edge.bx && (exact.a.x <= corner.x) != (exact.b.x <= corner.x);
}

ClippedEdge clip(const FixedEdge& edge, const ExactEdge& exact, const FixedCell& cell, Xy corner) {
  const double unit = cell.unit();
  PlaceEdge place{(edge.ax - static_cast<double>(cell.x)) / unit, (edge.ay - static_cast<double>(cell.y)) / unit,
                  (edge.bx - edge.ax) / unit, (edge.by - edge.ay) / unit};
  ClippedEdge out;
  place.keep(place.ay, place.dy, kLow, kHigh);
  place.keep(place.ax, place.dx, kLow, kHigh);
  if (place.from > place.to) return out;
  set_line(out, place);
  if ((exact.a.x <= corner.x) != (exact.b.x <= corner.x)) {
    const double cross = place.y_at(-place.ax / place.dx);
    if (cross <= kHigh && cross >= -1.5) {
      const bool corner_below = moved_side(exact, corner) == (place.dx > 0.0 ? -1 : 1);
      if (corner_below) out.left = std::max<std::int16_t>(height(cross), 0);
    }
  }
  place.keep(place.ax, place.dx, 0.0, kHigh);
  if (place.from > place.to) return out;
  const double y0 = place.y_at(place.from), y1 = place.y_at(place.to);
  out.low = height(std::min(y0, y1));
  out.high = height(std::max(y0, y1));
  return out;
}

}  // namespace libgrid::index::detail
