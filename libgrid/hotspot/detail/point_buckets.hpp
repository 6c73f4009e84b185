#pragma once
/// Points in square buckets a little wider than a radius, for "everybody within the radius of here".
///
///   PointBuckets buckets(points, 50_m);
///   buckets.visit_near(place, [&](std::uint32_t i) { ... });    // points[i] within 50 m of place, border included
///
/// Buckets are sorted by (row, column), so the three buckets of a row are one stretch; inside a bucket points ascend.
/// The order of visits depends on the order of points: callers sort or use commutative integers.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid {
namespace hotspot {
namespace detail {

class PointBuckets {
 public:
  /// @pre radius > 0, finite points, none farther from zero than 2^30 radii
  PointBuckets(std::span<const Xy> points, Metres radius);

  template <class Visit>
  void visit_near(Xy place, const Visit& visit) const {
    const double limit = radius_.value * radius_.value;
    visit_around(place, 1, [&](std::size_t k) {
      const double dx = sorted_[k].x - place.x;
      const double dy = sorted_[k].y - place.y;
      if (dx * dx + dy * dy <= limit) visit(index_[k]);
    });
  }

  /// The k points nearest to place but `self`, by (squared distance, index).
  void nearest(Xy place, std::uint32_t self, std::size_t k, std::vector<std::pair<double, std::uint32_t>>& found) const;

  /// Points in bucket order: close ones stand close to each other.
  [[nodiscard]] std::span<const std::uint32_t> order() const { return index_; }
  [[nodiscard]] std::span<const Xy> sorted() const { return sorted_; }

  /// Positions k of order() in the buckets up to `rings` around the place.
  template <class Visit>
  void visit_around(Xy place, std::int64_t rings, const Visit& visit) const {
    const std::int64_t bx = column_of(place.x);
    const std::int64_t by = column_of(place.y);
    for (std::int64_t y = by - rings; y <= by + rings; ++y) {
      const auto [begin, end] = stretch(y, bx - rings, bx + rings);
      for (std::size_t k = begin; k < end; ++k) visit(k);
    }
  }

 private:
  [[nodiscard]] std::int64_t column_of(double v) const { return static_cast<std::int64_t>(std::floor(v / side_)); }
  /// Positions of the points in row y, columns low..high.
  [[nodiscard]] std::pair<std::size_t, std::size_t> stretch(std::int64_t y, std::int64_t low, std::int64_t high) const;

  Metres radius_;
  double side_;
  std::int64_t low_x_ = 0, low_y_ = 0, columns_ = 0, rows_ = 0;
  std::vector<std::uint32_t> index_;
  std::vector<Xy> sorted_;
  std::vector<std::uint64_t> keys_;    // of sorted points; used when the grid is too wide for starts_
  std::vector<std::uint32_t> starts_;  // dense: first position of each bucket
};

/// A bucket side that holds about k points. @pre places not empty
[[nodiscard]] Metres typical_spacing(std::span<const Xy> places, std::size_t k);

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
