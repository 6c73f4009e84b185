#pragma once
/// Gives each report its one responsible zone, or the reason why it has none.
///
///   Attributor attributor(plan.map(), 2);                          // the zones of level 2 answer
///   Attribution one = attributor.attribute(Xy{236'012.5, 900'471.0});
///   Expected<std::vector<Attribution>> all = attributor.attribute_all(places, mark_default(reports, defaults));
///
/// The rules, in their order:
///
// clang-format off
/// | the place                        | zone                         | method | reason             | distance            |
/// |----------------------------------|------------------------------|--------|--------------------|---------------------|
/// | is a geocoder's default          | none                         | none   | default_coordinate | –                   |
/// | lies inside one zone             | that zone                    | inside | none               | –                   |
/// | lies on the border of zones      | the one with the lower code  | border | none               | –                   |
/// | lies in no zone                  | none (no nearest-zone guess) | none   | outside            | to the nearest zone |
// clang-format on
///
/// "Lower code" is the lower Zone::code byte by byte, equal codes by id. The outer border counts as border too. Zones
/// of a valid plan do not overlap; where zones of a draft do, the lower code answers.
///
/// Units: plane metres in the frame of the zones. The zone of a level above is Zone::parent of the answer.
/// @guarantee result[i] belongs to points[i]; independent of the order of zones and of points and of the thread count
/// @errors    cancelled (attribute_all); a point is never an error: one that is not finite is outside without distance
/// @cost      that of index::Locator: well under 0.1 us per point in a zone, about 1 us on a border or just outside

#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/parallel.hpp>
#include <libgrid/base/progress.hpp>
#include <libgrid/index/locator.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::attribution {

class Attributor {
 public:
  /// @param level the level whose zones answer, usually the lowest; a map without such zones leaves all outside
  Attributor(const ZoneMap& map, int level, const index::LocatorOptions& options = {});

  /// For a place that is known, so never default_coordinate.
  [[nodiscard]] Attribution attribute(Xy p) const;

  /// @param at_default 1 where the place is a default coordinate; empty: nowhere
  /// @pre at_default is empty or as long as points
  [[nodiscard]] Expected<std::vector<Attribution>> attribute_all(std::span<const Xy> points,
                                                                 std::span<const char> at_default,
                                                                 const Parallel& how = {},
                                                                 const Progress& progress = {},
                                                                 const CancelToken& cancel = {}) const;

 private:
  [[nodiscard]] Attribution outside(Xy p) const;

  std::vector<ZoneId> zones_;  ///< by code: position = shape of the locator, so the lowest shape has the lowest code
  index::Locator locator_;
};

}  // namespace libgrid::attribution
