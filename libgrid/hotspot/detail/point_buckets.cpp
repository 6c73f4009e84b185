#include <limits>
#include <numeric>

#include <libgrid/hotspot/detail/point_buckets.hpp>

namespace libgrid {
namespace hotspot {
namespace detail {

PointBuckets::PointBuckets(std::span<const Xy> points, Metres radius)
    : radius_(radius), side_(radius.value * (1.0 + 0x1.0p-20)) {
  // A millionth wider than the radius: more than all roundings of the quotient for 2^30 buckets.
  if (points.empty()) return;
  std::int64_t high_x = std::numeric_limits<std::int64_t>::min(), high_y = high_x;
  low_x_ = low_y_ = std::numeric_limits<std::int64_t>::max();
  for (const Xy p : points) {
    low_x_ = std::min(low_x_, column_of(p.x)), high_x = std::max(high_x, column_of(p.x));
    low_y_ = std::min(low_y_, column_of(p.y)), high_y = std::max(high_y, column_of(p.y));
  }
  columns_ = high_x - low_x_ + 1;
  rows_ = high_y - low_y_ + 1;
  const auto key_of = [&](Xy p) {
    return static_cast<std::uint64_t>(column_of(p.y) - low_y_) * static_cast<std::uint64_t>(columns_) +
           static_cast<std::uint64_t>(column_of(p.x) - low_x_);
  };
  std::vector<std::uint64_t> keys(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) keys[i] = key_of(points[i]);
  index_.resize(points.size());
  const double buckets = static_cast<double>(columns_) * static_cast<double>(rows_);
  if (buckets <= 8.0 * static_cast<double>(points.size()) + 1024.0) {
    starts_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
    for (const std::uint64_t key : keys) ++starts_[key + 1];
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::size_t i = 0; i < points.size(); ++i) index_[next[keys[i]]++] = static_cast<std::uint32_t>(i);
  } else {
    std::iota(index_.begin(), index_.end(), std::uint32_t{0});
    std::sort(index_.begin(), index_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; });
    keys_.reserve(points.size());
    for (const std::uint32_t i : index_) keys_.push_back(keys[i]);
  }
  sorted_.reserve(points.size());
  for (const std::uint32_t i : index_) sorted_.push_back(points[i]);
}

std::pair<std::size_t, std::size_t> PointBuckets::stretch(std::int64_t y, std::int64_t low, std::int64_t high) const {
  y -= low_y_;
  low = std::max<std::int64_t>(low - low_x_, 0);
  high = std::min(high - low_x_, columns_ - 1);
  if (y < 0 || y >= rows_ || low > high) return {0, 0};
  const auto begin =
      static_cast<std::uint64_t>(y) * static_cast<std::uint64_t>(columns_) + static_cast<std::uint64_t>(low);
  const auto end = begin + static_cast<std::uint64_t>(high - low) + 1;
  if (!starts_.empty()) return {starts_[begin], starts_[end]};
  const auto at = [&](std::uint64_t key) {
    return static_cast<std::size_t>(std::lower_bound(keys_.begin(), keys_.end(), key) - keys_.begin());
  };
  return {at(begin), at(end)};
}

void PointBuckets::nearest(Xy place, std::uint32_t self, std::size_t k,
                           std::vector<std::pair<double, std::uint32_t>>& found) const {
  // Everything closer than rings * side lies within the rings; more rings until k of them are that close.
  const std::int64_t most = std::max(columns_, rows_);
  for (std::int64_t rings = 1;; rings = std::min(rings * 2, most)) {
    found.clear();
    visit_around(place, rings, [&](std::size_t at) {
      const double dx = sorted_[at].x - place.x;
      const double dy = sorted_[at].y - place.y;
      if (index_[at] != self) found.emplace_back(dx * dx + dy * dy, index_[at]);
    });
    std::sort(found.begin(), found.end());
    const double sure = static_cast<double>(rings) * radius_.value;
    if (rings >= most || (found.size() >= k && found[k - 1].first <= sure * sure)) break;
  }
  found.resize(std::min(found.size(), k));
}

Metres typical_spacing(std::span<const Xy> places, std::size_t k) {
  Xy low = places.front(), high = places.front();
  for (const Xy p : places) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  const double span = std::max(high.x - low.x, high.y - low.y);
  if (span == 0.0) return Metres{1.0};
  return Metres{span * std::sqrt(static_cast<double>(k + 1) / static_cast<double>(places.size()))};
}

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
