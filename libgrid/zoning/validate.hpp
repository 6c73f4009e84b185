#pragma once
/// The gate between a draft and a valid plan; nothing else makes a ValidPlan.
///
///   std::vector<Error> findings;
///   Expected<ValidPlan> plan = PlanValidation::validate(std::move(draft), graph, city, &findings);
///   for (const Error& finding : findings) show(message_en(finding));       // all of them, not only the first
///
/// Checked: every block of the graph is in exactly one zone of the lowest level, an excluded one (plan_rules.hpp) in
/// none; zone ids are unique; every zone lies in one zone of the level above and a parent has zones of the next; every
/// zone is connected over shared borders or declared links, and still is when walls are closed (walls.hpp); its
/// workload, added up from the blocks, is within the band of its level around total / zones of the level, its further
/// workloads are within the limits of the rules (plan_rules.hpp); blocks that must stay together do; locked zones are
/// as they were; no zone has blocks of two parents; its columns (blocks, area, streets, reports, workload) are the sums
/// of its blocks. Another number of zones than the city file asks is a finding too, and refused only where the level
/// has fixed_count: a planner who splits a zone by hand means it. `accepted` codes are not refused either (loads
/// outside the band, on purpose).
/// @guarantee findings come in the order of the checks above; a plan is returned if and only if none is refused
/// @errors    the first refused finding: zone_count_differs, block_unassigned, id_duplicate, nesting_broken,
/// zone_not_contiguous,
///            zone_across_wall, workload_out_of_band, workload_out_of_limits, must_link_broken, lock_broken,
///            zone_across_district, totals_differ; `id`
///            names the block or the zone
/// @cost      O(n) in blocks and borders, per level

#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/plan_rules.hpp>

namespace libgrid::zoning {

class PlanValidation {
 public:
  [[nodiscard]] static Expected<ValidPlan> validate(DraftPlan draft, const BlockGraph& graph, const City& city,
                                                    std::vector<Error>* findings = nullptr, const PlanRules& rules = {},
                                                    std::span<const ErrorCode> accepted = {});
};

/// The findings alone, for a draft that goes on being edited.
[[nodiscard]] std::vector<Error> plan_findings(const ZoneMap& map, const BlockGraph& graph, const City& city,
                                               const PlanRules& rules = {});

}  // namespace libgrid::zoning
