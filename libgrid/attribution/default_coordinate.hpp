#pragma once
/// Finds the coordinate that a geocoder writes when it knows nothing, from the reports alone.
///
///   std::vector<DefaultCoordinate> found = find_default_coordinates(reports, city.default_coordinate);
///   std::vector<char> at_default = mark_default(reports, found);      // 1: this report's place is not known
///
/// The idea: a real place has one street name or, at a corner, a few, and lies in one ward; only a coordinate that
/// stands for "somewhere in the city" carries hundreds of names, all wards, and reports that name no place at all.
/// Reports are grouped by exactly the written pair (lon, lat); a place that meets all four thresholds is a default.
///
/// Why the thresholds are far above chance, in figures of Boston (93,963 reports on 36,495 places):
///
/// | of one place               | threshold    | default coordinate | the largest elsewhere |
/// |----------------------------|--------------|--------------------|-----------------------|
/// | reports                    | 0.5 % = 470  | 13,425             | 262                   |
/// | distinct street names      | 100          | 762                | 3                     |
/// | distinct wards             | 5            | 22 (all there are) | 2                     |
/// | neither street nor ward    | 100          | 8,987              | 0                     |
///
/// The coordinate passes every line by a factor of 4 to 90. Every other place fails every line, by a factor of at least
/// 1.8 (reports), 33 (streets) and 2.5 (wards); none has a single report without both street and ward.
///
/// Where no report of the data has a street (or none a ward), that line cannot speak and is left out. Where none has
/// either, the numbers of reports decide alone: the few places above the threshold, if they hold kLeastGap times as
/// many reports as every other place (51 times in Boston). A place that holds all the rows has none to be compared
/// with: it is one if they are more than kFewRowsOfAll.
///
/// `Ward 3`, `03` and `3` are one ward. Spaces around a street or a ward do not count, capitals in streets do.
/// @guarantee independent of the order of reports
/// @errors    none; no place that qualifies is an empty result
/// @cost      O(n log n)

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/model/city.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::attribution {

/// A default coordinate with the figures that give it away.
struct DefaultCoordinate {
  LonLat at;
  std::int64_t rows = 0;
  std::int64_t streets = 0;           ///< distinct street names
  std::int64_t wards = 0;             ///< distinct wards
  std::int64_t without_location = 0;  ///< rows with neither street nor ward
  friend bool operator==(const DefaultCoordinate&, const DefaultCoordinate&) = default;
};

/// The figures of every written coordinate, most rows first, then by lon, lat.
[[nodiscard]] std::vector<DefaultCoordinate> count_places(std::span<const Report> reports);

constexpr double kLeastGap = 10.0;     ///< over the next place, where reports have neither streets nor wards
constexpr std::size_t kMostByGap = 5;  ///< as many places stand out so at most; more are a distribution of their own

constexpr double kFewRowsOfAll = 100.0;  ///< rows of one place and no other, as of rules.least_without_location

/// How many rows a place has, where it may not be known to the row.
struct PlaceRows {
  std::int64_t at_least = 0;
  std::int64_t at_most = 0;
};

/// The rule of numbers alone: how many of the places, most rows first, stand out from all after them.
[[nodiscard]] std::size_t before_the_gap(std::span<const PlaceRows> places, double least_rows);

/// The places that meet all of the rules that can speak, most rows first, then by lon, lat.
[[nodiscard]] std::vector<DefaultCoordinate> find_default_coordinates(std::span<const Report> reports,
                                                                      const DefaultCoordinateRules& rules = {});

/// result[i] is 1 if reports[i] is written at one of the coordinates, else 0.
[[nodiscard]] std::vector<char> mark_default(std::span<const Report> reports,
                                             std::span<const DefaultCoordinate> defaults);

/// `Ward 3`, `03`, `3.0` and `3` give "3"; another text gives itself without outer spaces; empty stays empty.
[[nodiscard]] std::string normalised_ward(std::string_view text);

}  // namespace libgrid::attribution
