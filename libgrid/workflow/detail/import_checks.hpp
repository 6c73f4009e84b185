#pragma once
/// Do the files that are imported belong together, and to the city's frame? Foreign data is refused with its likely
/// cause.
///
///   GRID_CHECK(check_districts(files, city.frame));                       // in the frame's area of use
///   GRID_TRY(odd, check_streets(files, streets, districts));              // empty: most streets meet the districts
///   if (odd) scope.finding(odd->en, odd->zh);
///
/// Refused: districts whose middle is more than 3 degrees outside of the frame's area of use; streets of which none, or
/// less than 1 in 100, meet the box of the districts. A finding: a middle just outside, less than half of the streets.
/// The cause is told from the file's own numbers: axes swapped, metres, or another place or datum.
/// @errors coordinate_out_of_range, axes_swapped; in_file says which

#include <optional>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/workflow/detail/kept_reports.hpp>
#include <libgrid/workflow/steps.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] Expected<std::optional<Finding>> check_districts(const CityFiles& files, Frame frame);

/// The same for the zones of a layer and the frame in which they are measured. @pre not empty
[[nodiscard]] Expected<std::optional<Finding>> check_zone_frame(const std::vector<io::LonLatZone>& zones, Frame frame);

[[nodiscard]] Expected<std::optional<Finding>> check_streets(const CityFiles& files, const std::vector<Street>& streets,
                                                             const std::vector<District>& districts);

/// Less than half of the reports in the box where they are expected.
[[nodiscard]] std::optional<Finding> check_reports(const ReportTable& table, const io::LonLatBox& expected);

}  // namespace libgrid::workflow::detail
