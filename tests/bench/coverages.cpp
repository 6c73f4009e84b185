#include "coverages.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <libgrid/base/random.hpp>

namespace libgrid::bench {
namespace {

/// Draws that depend on the place only, so that both neighbours of a border draw the same.
class Lattice {
 public:
  explicit Lattice(const CoveragePlan& plan) : plan_(plan), draw_(plan.seed, 3) {}

  [[nodiscard]] Xy corner(int i, int j) const {
    return {500'000.0 + plan_.cell * (i + 0.3 * unit(key(i, j, 0), 0)),
            3'000'000.0 + plan_.cell * (j + 0.3 * unit(key(i, j, 0), 1))};
  }

  /// From (i, j) to the right (0) or up (1): all vertices; `side` 1 may get a copy of its own.
  [[nodiscard]] LineString border(int i, int j, int direction, int side) const {
    const Xy a = corner(i, j), b = direction == 0 ? corner(i + 1, j) : corner(i, j + 1);
    const std::uint64_t own = key(i, j, 1 + direction);
    int power = 1;
    while (power < plan_.border_vertices + 1) power *= 2;
    LineString fine(static_cast<std::size_t>(power) + 1);
    fine.front() = a, fine.back() = b;
    bend(fine, 0, fine.size() - 1, own, 1);
    LineString line{a};
    for (int k = 1; k <= plan_.border_vertices; ++k)
      line.push_back(fine[static_cast<std::size_t>(k) * static_cast<std::size_t>(power) /
                          static_cast<std::size_t>(plan_.border_vertices + 1)]);
    line.push_back(b);
    if (side == 1 && draw_.unit(own * 64 + 60) < plan_.apart)
      for (std::size_t k = 1; k + 1 < line.size(); ++k)
        line[k].x += 0x1.0p-9 * plan_.cell * unit(own, static_cast<int>(k));
    return line;
  }

 private:
  [[nodiscard]] std::uint64_t key(int i, int j, int kind) const {
    return (static_cast<std::uint64_t>(j) * 20'011U + static_cast<std::uint64_t>(i)) * 3U +
           static_cast<std::uint64_t>(kind);
  }
  [[nodiscard]] double unit(std::uint64_t own, int k) const {
    return 2.0 * draw_.unit(own * 65'536U + static_cast<std::uint64_t>(k)) - 1.0;
  }

  void bend(LineString& line, std::size_t from, std::size_t to, std::uint64_t own, int depth) const {
    if (to - from < 2) return;
    const std::size_t middle = (from + to) / 2;
    const Xy a = line[from], b = line[to];
    const double off = plan_.crooked * unit(own, static_cast<int>(middle)) * (depth == 1 ? 0.5 : 1.0);
    line[middle] = {0.5 * (a.x + b.x) - off * (b.y - a.y), 0.5 * (a.y + b.y) + off * (b.x - a.x)};
    bend(line, from, middle, own, depth + 1);
    bend(line, middle, to, own, depth + 1);
  }

  const CoveragePlan& plan_;
  CounterRandom draw_;
};

void append(Ring& ring, LineString line, bool backwards) {
  if (backwards) std::ranges::reverse(line);
  ring.insert(ring.end(), line.begin() + 1, line.end());
}

double normal(const CounterRandom& draw, std::uint64_t i) {
  return std::sqrt(-2.0 * std::log(1.0 - draw.unit(2 * i))) * std::cos(2.0 * std::numbers::pi * draw.unit(2 * i + 1));
}

}  // namespace

Coverage coverage(const CoveragePlan& plan) {
  const Lattice lattice(plan);
  Coverage made;
  for (int j = 0; j < plan.rows; ++j) {
    for (int i = 0; i < plan.columns; ++i) {
      Ring ring{lattice.corner(i, j)};
      append(ring, lattice.border(i, j, 0, 0), false);
      append(ring, lattice.border(i + 1, j, 1, 0), false);
      append(ring, lattice.border(i, j + 1, 0, 1), true);
      append(ring, lattice.border(i, j, 1, 1), true);
      made.coordinates += ring.size();
      made.box.extend(bounds(ring));
      made.shapes.push_back({Polygon{.outer = std::move(ring), .holes = {}}});
    }
  }
  return made;
}

std::vector<Xy> uniform_points(const Box& box, std::size_t count, std::uint64_t seed) {
  const CounterRandom draw(seed, 11);
  std::vector<Xy> points(count);
  for (std::size_t i = 0; i < count; ++i)
    points[i] = {box.min.x + draw.unit(2 * i) * (box.max.x - box.min.x),
                 box.min.y + draw.unit(2 * i + 1) * (box.max.y - box.min.y)};
  return points;
}

std::vector<Xy> clustered_points(const Box& box, std::size_t count, std::uint64_t seed) {
  constexpr std::size_t kClusters = 300;
  const CounterRandom draw(seed, 12), noise(seed, 13);
  const std::vector<Xy> centres = uniform_points(box, kClusters, seed + 1);
  std::vector<double> upto(kClusters);
  double sum = 0.0;
  for (std::size_t c = 0; c < kClusters; ++c) upto[c] = sum += std::exp(normal(draw, 1'000'000'000 + c));
  const double spread = 0.01 * std::max(box.max.x - box.min.x, box.max.y - box.min.y);
  std::vector<Xy> points = uniform_points(box, count, seed + 2);
  for (std::size_t i = 0; i < count; ++i) {
    if (draw.unit(2 * i) < 0.1) continue;
    const auto c = static_cast<std::size_t>(std::ranges::lower_bound(upto, draw.unit(2 * i + 1) * sum) - upto.begin());
    points[i] = {centres[c].x + spread * normal(noise, 2 * i), centres[c].y + spread * normal(noise, 2 * i + 1)};
  }
  return points;
}

std::vector<Xy> border_points(const std::vector<MultiPolygon>& shapes, std::size_t count, std::uint64_t seed) {
  const CounterRandom draw(seed, 14);
  std::vector<Xy> points;
  for (std::size_t i = 0; i < count; ++i) {
    const Ring& ring = shapes[draw.below(3 * i, shapes.size())].front().outer;
    const std::size_t k = draw.below(3 * i + 1, ring.size() - 1);
    points.push_back(i % 2 == 0 ? ring[k] : Xy{0.5 * (ring[k].x + ring[k + 1].x), 0.5 * (ring[k].y + ring[k + 1].y)});
  }
  return points;
}

void sort_along_curve(std::vector<Xy>& points, const Box& box) {
  const auto spread = [](std::uint64_t v) {
    v = (v | v << 16U) & 0x0000ffff0000ffffULL;
    v = (v | v << 8U) & 0x00ff00ff00ff00ffULL;
    v = (v | v << 4U) & 0x0f0f0f0f0f0f0f0fULL;
    v = (v | v << 2U) & 0x3333333333333333ULL;
    return (v | v << 1U) & 0x5555555555555555ULL;
  };
  const auto place = [](double v, double low, double high) {
    return static_cast<std::uint64_t>(std::clamp((v - low) / (high - low), 0.0, 1.0) * 4294967295.0);
  };
  std::vector<std::pair<std::uint64_t, Xy>> keyed;
  for (const Xy p : points)
    keyed.emplace_back(spread(place(p.x, box.min.x, box.max.x)) | spread(place(p.y, box.min.y, box.max.y)) << 1U, p);
  std::ranges::sort(keyed);
  for (std::size_t i = 0; i < points.size(); ++i) points[i] = keyed[i].second;
}

}  // namespace libgrid::bench
