#pragma once
/// Road metres by sector, zone and kind of road, as the bulletin compares them.
///
///   std::string csv = road_lengths_csv(workspace).value();
///   // sector,zone_id,zone_code,upper_code,unit,kind,length_m
///   // all,11,BOS-01-01,BOS-01,,back_lane,1204.5
///
/// A piece of one side counts half: the rows of a sector add up to the network. Rows without zone and unit are what
/// nobody owns.
/// @errors step_missing (cut), store_failed

#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/roads/lengths.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

[[nodiscard]] Expected<std::vector<roads::ZoneRoads>> road_lengths(const Workspace& workspace);
[[nodiscard]] Expected<std::string> road_lengths_csv(const Workspace& workspace);

/// Every street with its kind and why it is taken for that (roads/road_kind.hpp):
/// way_no,name,class,kind,kind_reason,width_m,access,length_m. @errors step_missing (import)
[[nodiscard]] Expected<std::string> street_kinds_csv(const Workspace& workspace);

}  // namespace libgrid::workflow
