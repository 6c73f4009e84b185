#pragma once
/// Coverages of random zones, and defects put into them: for the tests and the benchmark of the validator.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/model/imported_zone.hpp>

namespace libgrid::test {

enum class Defect : unsigned char { gap, overlap, sliver_gap, sliver_overlap, t_junction };
inline constexpr std::uint64_t kDefects = 5;

/// n x n zones whose borders have two bends between corners, far from the origin and turned, so that no coordinate is
/// round; sometimes one zone is the island in another.
class ZoneCity {
 public:
  ZoneCity(int n, std::uint64_t seed) : n_(n), draw_(seed, 21), turn_(draw_.unit(1) * 6.28) {
    for (int r = 0; r < n; ++r)
      for (int c = 0; c < n; ++c) add_cell(c, r);
  }

  std::vector<ImportedZone> zones;

  /// Puts one defect into the zone at (c, r); its corner (c, r) moves, or its border gets a vertex of its own.
  /// @return how far the defect reaches in metres
  double break_zone(Defect defect, std::uint64_t seed) {
    const CounterRandom draw(seed, 22);
    const auto inner = static_cast<std::uint64_t>(n_ - 2);
    const int c = 1 + static_cast<int>(draw.below(0, inner)), r = 1 + static_cast<int>(draw.below(1, inner));
    Ring& ring = zones[static_cast<std::size_t>(r * n_ + c)].shape[0].outer;
    const std::size_t at = 1 + draw.below(2, ring.size() - 2);
    const Xy middle = centroid(zones[static_cast<std::size_t>(r * n_ + c)].shape);
    if (defect == Defect::t_junction) {
      const Xy a = ring[at - 1], b = ring[at];
      const double share = 0.2 + 0.6 * draw.unit(3);
      ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(at),
                  {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)});
      return 0.0;
    }
    const bool thin = defect == Defect::sliver_gap || defect == Defect::sliver_overlap;
    const double by = thin ? 0.001 * std::pow(100.0, draw.unit(3)) : 2.0 + 3.0 * draw.unit(3);
    const double sign = defect == Defect::gap || defect == Defect::sliver_gap ? 1.0 : -1.0;
    return move_edge(ring, at, middle, sign * by);
  }

 private:
  [[nodiscard]] Xy place(double x, double y) const {
    return {512'345.678 + x * std::cos(turn_) - y * std::sin(turn_),
            3'456'789.123 + x * std::sin(turn_) + y * std::cos(turn_)};
  }
  [[nodiscard]] double jitter(int a, int b, int k) const {
    return draw_.unit(static_cast<std::uint64_t>((a * 1000 + b) * 10 + k)) - 0.5;
  }
  [[nodiscard]] Xy corner(int c, int r) const {
    return {c * 100.0 + 30.0 * jitter(c, r, 0), r * 100.0 + 30.0 * jitter(c, r, 1)};
  }
  /// Two bends between neighbouring corners, the same from either side.
  void side(int c0, int r0, int c1, int r1, Ring& ring) const {
    const bool swap = std::pair(c1, r1) < std::pair(c0, r0);
    const int lc = swap ? c1 : c0, lr = swap ? r1 : r0, vertical = c0 == c1 ? 4 : 0;
    const Xy a = corner(lc, lr), b = swap ? corner(c0, r0) : corner(c1, r1);
    const auto bend = [&](double share, int k) {
      return place(a.x + share * (b.x - a.x) + 16.0 * jitter(lc, lr, 2 + vertical + k),
                   a.y + share * (b.y - a.y) + 16.0 * jitter(lr, lc, 2 + vertical + k));
    };
    const Xy start = corner(c0, r0);
    ring.push_back(place(start.x, start.y));
    const Xy first = bend(1.0 / 3.0, 0), second = bend(2.0 / 3.0, 1);
    ring.push_back(swap ? second : first);
    ring.push_back(swap ? first : second);
  }
  void add_cell(int c, int r) {
    Ring ring;
    side(c, r, c + 1, r, ring);
    side(c + 1, r, c + 1, r + 1, ring);
    side(c + 1, r + 1, c, r + 1, ring);
    side(c, r + 1, c, r, ring);
    ring.push_back(ring.front());
    const auto number = static_cast<std::int64_t>(zones.size()) + 1;
    zones.push_back({number, "Z" + std::to_string(number), "P", {{std::move(ring), {}}}});
  }
  /// A new vertex in the middle of the edge before `at`, moved towards the middle of the zone by `by`.
  static double move_edge(Ring& ring, std::size_t at, Xy middle, double by) {
    const Xy a = ring[at - 1], b = ring[at];
    const double dx = b.x - a.x, dy = b.y - a.y, size = std::hypot(dx, dy);
    const double side = dx * (middle.y - a.y) - dy * (middle.x - a.x) > 0 ? 1.0 : -1.0;
    ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(at),
                {a.x + dx / 2 - side * by * dy / size, a.y + dy / 2 + side * by * dx / size});
    return std::abs(by);
  }

  int n_;
  CounterRandom draw_;
  double turn_;
};

}  // namespace libgrid::test
