#pragma once
/// Reports as the statistics see them: category by number, times, a place on the plane.
///
///   CategoryColumn types = category_column(types_as_written);      // "Pothole" -> 1, names sorted bytewise
///   std::vector<LocatedReport> rows = ...;                         // one per report, category = types.of[i]
///   LocatedReports reports{types.names, rows};
///   std::vector<std::size_t> listed = listed_categories(reports, 100);
///
/// A report at the geocoder's default coordinate has no place (has_place = false): it counts nowhere in this room.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/time.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid {
namespace hotspot {

struct LocatedReport {
  std::size_t category = 0;  ///< index into LocatedReports::categories
  LocalTime opened;
  std::optional<LocalTime> closed;
  Xy at;
  bool has_place = true;  ///< false: at the geocoder's default coordinate
  friend bool operator==(const LocatedReport&, const LocatedReport&) = default;
};

/// A view: the owner keeps names and rows alive. @pre every row's category < categories.size(), names distinct
struct LocatedReports {
  std::span<const std::string> categories;
  std::span<const LocatedReport> rows;
};

/// Names as written, numbered.
struct CategoryColumn {
  std::vector<std::string> names;  ///< distinct, ascending bytewise
  std::vector<std::size_t> of;     ///< of[i] is the number of the i-th text
  friend bool operator==(const CategoryColumn&, const CategoryColumn&) = default;
};

[[nodiscard]] CategoryColumn category_column(std::span<const std::string> as_written);

/// The categories with at least so many reports that have a place, by name, ascending bytewise.
[[nodiscard]] std::vector<std::size_t> listed_categories(const LocatedReports& reports, std::int64_t least_reports);

}  // namespace hotspot
}  // namespace libgrid
