#include <libgrid/workflow/detail/label_point.hpp>

#include <algorithm>
#include <cmath>

namespace libgrid::workflow::detail {
namespace {

void add_crossings(const Ring& ring, double y, std::vector<double>& xs) {
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Xy a = ring[i - 1];
    const Xy b = ring[i];
    if ((a.y <= y) != (b.y <= y)) xs.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
  }
}

std::vector<double> crossings(const MultiPolygon& shape, double y) {
  std::vector<double> xs;
  for (const Polygon& polygon : shape) {
    add_crossings(polygon.outer, y, xs);
    for (const Ring& hole : polygon.holes) add_crossings(hole, y, xs);
  }
  std::ranges::sort(xs);
  return xs;
}

}  // namespace

Xy label_point(const MultiPolygon& shape) {
  constexpr int kLines = 15;
  const Box box = bounds(shape);
  Xy best = shape.front().outer.front();
  double best_score = 0.0;
  for (int line = 1; line <= kLines; ++line) {
    const double share = static_cast<double>(line) / (kLines + 1);
    const double y = box.min.y + share * (box.max.y - box.min.y);
    const double towards_middle = std::min(share, 1.0 - share) + 0.5;
    const std::vector<double> xs = crossings(shape, y);
    for (std::size_t i = 1; i < xs.size(); i += 2) {
      const double score = (xs[i] - xs[i - 1]) * towards_middle;
      if (score <= best_score) continue;
      best_score = score;
      best = {(xs[i - 1] + xs[i]) / 2.0, y};
    }
  }
  return best;
}

}  // namespace libgrid::workflow::detail
