#include <libgrid/geom/enclosing_circle.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include <libgrid/geom/predicates.hpp>

namespace libgrid {
inline namespace geom {
namespace {

constexpr double kRoom = 1.0 + 1e-12;

Circle through(Xy a, Xy b) {
  const Xy centre{a.x + (b.x - a.x) / 2.0, a.y + (b.y - a.y) / 2.0};
  return {centre, std::max(distance(centre, a), distance(centre, b))};
}

/// Relative to a, so that six-digit coordinates do not cancel; nothing if the three are in line.
std::optional<Circle> through(Xy a, Xy b, Xy c) {
  const double bx = b.x - a.x, by = b.y - a.y, cx = c.x - a.x, cy = c.y - a.y, d = 2.0 * (bx * cy - by * cx);
  if (d == 0.0) return std::nullopt;
  const double bb = bx * bx + by * by, cc = cx * cx + cy * cy;
  const Xy centre{a.x + (cy * bb - by * cc) / d, a.y + (bx * cc - cx * bb) / d};
  return Circle{centre, std::max({distance(centre, a), distance(centre, b), distance(centre, c)})};
}

bool holds(const Circle& circle, std::span<const Xy> points) {
  return std::ranges::all_of(points, [&](Xy p) { return distance(circle.centre, p) <= circle.radius * kRoom; });
}

/// The points that hold the smallest circle around at most four, the last of which lies on it.
struct Support {
  std::vector<Xy> points;
  Circle circle;
};

Support smallest_on_last(const std::vector<Xy>& points) {
  const Xy last = points.back();
  Support best{points, {last, Metres{std::numeric_limits<double>::infinity()}}};
  const auto offer = [&](const Circle& circle, std::vector<Xy> on) {
    if (circle.radius < best.circle.radius && holds(circle, points)) best = {std::move(on), circle};
  };
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    offer(through(points[i], last), {points[i], last});
    for (std::size_t j = i + 1; j + 1 < points.size(); ++j)
      if (const auto circle = through(points[i], points[j], last)) offer(*circle, {points[i], points[j], last});
  }
  return best;
}

}  // namespace

std::vector<Xy> convex_hull(std::span<const Xy> points) {
  std::vector<Xy> sorted(points.begin(), points.end());
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (sorted.size() < 3) return sorted;
  std::vector<Xy> hull;
  const auto walk = [&](auto first, const auto& last) {
    const std::size_t start = hull.size();
    for (; first != last; ++first) {
      while (hull.size() >= start + 2 && orientation(hull[hull.size() - 2], hull.back(), *first) != Side::left)
        hull.pop_back();
      hull.push_back(*first);
    }
    hull.pop_back();  // it begins the way back
  };
  walk(sorted.begin(), sorted.end());
  walk(sorted.rbegin(), sorted.rend());
  return hull;
}

Circle smallest_enclosing_circle(std::span<const Xy> points) {
  Support support{{points.front()}, {points.front(), Metres{0.0}}};
  for (;;) {
    const auto farther = [&](Xy a, Xy b) {
      return distance(support.circle.centre, a) < distance(support.circle.centre, b);
    };
    const Xy far = *std::max_element(points.begin(), points.end(), farther);
    if (distance(support.circle.centre, far) <= support.circle.radius * kRoom) return support.circle;
    std::vector<Xy> on = support.points;
    on.push_back(far);
    Support next = smallest_on_last(on);
    if (!(next.circle.radius > support.circle.radius)) return support.circle;  // rounding: it cannot shrink
    support = std::move(next);
  }
}

double circular_compactness(SquareMetres area, Metres radius) {
  return area.value / (std::numbers::pi * radius.value * radius.value);
}

}  // namespace geom
}  // namespace libgrid
