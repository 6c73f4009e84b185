#include <algorithm>
#include <cmath>

#include <libgrid/hotspot/detail/nearby_openings.hpp>

namespace libgrid {
namespace hotspot {
namespace detail {

NearbyOpenings::NearbyOpenings(std::span<const LocatedReport> reports, Metres radius) : radius_(radius) {
  openings_.reserve(reports.size());
  for (const LocatedReport& report : reports)
    if (report.has_place) openings_.push_back({bucket_of(report.category, report.at), report.opened, report.at});
  std::sort(openings_.begin(), openings_.end());
}

NearbyOpenings::Bucket NearbyOpenings::bucket_of(std::size_t category, Xy at) const {
  // A millionth wider than the radius: more than all roundings of `near` and of the quotient for 2^30 buckets.
  const double side = radius_.value * (1.0 + 0x1.0p-20);
  return {category, static_cast<std::int64_t>(std::floor(at.x / side)),
          static_cast<std::int64_t>(std::floor(at.y / side))};
}

std::optional<LocalTime> NearbyOpenings::earliest(const CategoryPlace& place, LocalTime after, LocalTime until) const {
  std::optional<LocalTime> found;
  const Bucket centre = bucket_of(place.category, place.at);
  for (std::int64_t dx = -1; dx <= 1; ++dx)
    for (std::int64_t dy = -1; dy <= 1; ++dy) {
      const Bucket bucket{centre.category, centre.bx + dx, centre.by + dy};
      if (const auto opened = earliest_in(bucket, place.at, after, found.value_or(until))) found = opened;
    }
  return found;
}

std::optional<LocalTime> NearbyOpenings::earliest_in(const Bucket& bucket, Xy at, LocalTime after,
                                                     LocalTime until) const {
  const auto not_after = [&](const Opening& o) { return o.bucket != bucket ? o.bucket < bucket : o.opened <= after; };
  auto next = std::partition_point(openings_.begin(), openings_.end(), not_after);
  for (; next != openings_.end() && next->bucket == bucket && next->opened <= until; ++next)
    if (near(next->at, at, radius_)) return next->opened;
  return std::nullopt;
}

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
