#pragma once
/// The earliest opening of a category near a place in a time interval: what follow_cases asks once per settled case.
///
///   NearbyOpenings openings(reports, 50_m);
///   std::optional<LocalTime> again = openings.earliest({category, place}, /*after=*/closed, /*until=*/closed +
///   days(30));
///
/// Reports lie in square buckets a little wider than the radius, so that a bucket and its eight neighbours hold every
/// candidate; inside a bucket they are ordered by opening, so that a look-up is one binary search and a short scan.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/hotspot/located_reports.hpp>

namespace libgrid {
namespace hotspot {
namespace detail {

/// dx*dx + dy*dy <= radius*radius in plain doubles: the one definition of "near" in this room.
[[nodiscard]] inline bool near(Xy a, Xy b, Metres radius) {
  const double dx = a.x - b.x;
  const double dy = a.y - b.y;
  return dx * dx + dy * dy <= radius.value * radius.value;
}

struct CategoryPlace {
  std::size_t category = 0;
  Xy at;
};

class NearbyOpenings {
 public:
  /// Takes the reports that have a place. @pre as follow_cases
  NearbyOpenings(std::span<const LocatedReport> reports, Metres radius);

  /// Earliest opening t of the category with after < t <= until, within the radius.
  [[nodiscard]] std::optional<LocalTime> earliest(const CategoryPlace& place, LocalTime after, LocalTime until) const;

 private:
  struct Bucket {
    std::size_t category = 0;
    std::int64_t bx = 0;
    std::int64_t by = 0;
    friend auto operator<=>(const Bucket&, const Bucket&) = default;
  };
  struct Opening {
    Bucket bucket;
    LocalTime opened;
    Xy at;
    friend auto operator<=>(const Opening&, const Opening&) = default;
  };

  [[nodiscard]] Bucket bucket_of(std::size_t category, Xy at) const;
  [[nodiscard]] std::optional<LocalTime> earliest_in(const Bucket& bucket, Xy at, LocalTime after,
                                                     LocalTime until) const;

  Metres radius_;
  std::vector<Opening> openings_;  // ascending
};

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
