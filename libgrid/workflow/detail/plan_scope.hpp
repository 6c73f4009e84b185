#pragma once
/// Which blocks a plan is about, and what of an older plan stays: 不划入网格的街区, 锁定网格, 不跨辖区.
///
///   GRID_TRY(scope, wished_scope(workspace, ground, wishes));      // before a partition: city file and wishes
///   GRID_TRY(kept, scope_of(workspace, ground, draft));            // afterwards: what the draft itself says
///   keep_codes(map, scope.locked);                                 // locked zones keep codes and names
///
/// Excluded blocks are named by the city file (zoning.excluded: places, or an outline that the label point of a block
/// lies within) and by wishes: a block id, or a file of polygons (io/zone_layer.hpp). Once a plan is made they are the
/// blocks that it has no row for; nothing else keeps them.
/// Locked zones are those of the newest published plan; with no plan published, or one of other blocks, there are none
/// to lock: refused before a partition, none afterwards.
/// @errors parameter_invalid (no such block, place or zone; a zone of an upper level), plan_missing, step_missing;
/// those
///         of the file

#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/workflow/steps.hpp>
#include <libgrid/workflow/workspace.hpp>
#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/plan_rules.hpp>

namespace libgrid::workflow::detail {

/// A locked zone and what it is called.
struct KeptZone {
  zoning::LockedZone lock;
  std::string name;
};

struct PlanScope {
  std::vector<BlockId> excluded;  ///< ascending
  std::vector<KeptZone> locked;   ///< in the order in which they were named, each once
  bool within_districts = false;
};

[[nodiscard]] Expected<PlanScope> wished_scope(const Workspace& workspace, const Ground& ground,
                                               const DraftWishes& wishes);
[[nodiscard]] Expected<PlanScope> scope_of(const Workspace& workspace, const Ground& ground, const ZoneMap& map);

/// Blocks of the ground that the map has no row for, ascending.
[[nodiscard]] std::vector<BlockId> blocks_in_no_zone(const Ground& ground, const ZoneMap& map);

/// The ground without these blocks: for what must not see them. @pre ascending
[[nodiscard]] Ground without_blocks(Ground ground, std::span<const BlockId> excluded);

/// The zone that holds a locked zone's blocks takes its code and name; the zone that had the code takes the other one.
void keep_codes(ZoneMap& map, std::span<const KeptZone> locked);

/// What a refusal of the partition calls locked zones and, where no zone may cross one, districts.
[[nodiscard]] zoning::NamesInErrors names_in_errors(const PlanScope& scope, std::span<const District> districts);

}  // namespace libgrid::workflow::detail
