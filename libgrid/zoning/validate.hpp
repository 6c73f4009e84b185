#pragma once
/// The gate between a draft and a valid plan; nothing else makes a ValidPlan.
///
///   std::vector<Error> findings;
///   Expected<ValidPlan> plan = PlanValidation::validate(std::move(draft), graph, city, &findings);
///   for (const Error& finding : findings) show(message_en(finding));       // all of them, not only the first
///
/// Checked: every block of the graph is in exactly one zone of the lowest level; zone ids are unique; every zone lies
/// in one zone of the level above and a parent has as many zones as its level says; every zone is connected over
/// shared borders or declared links, and still is when walls are closed (walls.hpp); its workload, added up from the
/// blocks, is within the band of its level around total / zones of the level, its further workloads are within the
/// limits of the rules (plan_rules.hpp); blocks that must stay together do; its columns (blocks, area, streets,
/// reports, workload) are the sums of its blocks.
/// @guarantee findings come in the order of the checks above; they are empty if and only if a plan is returned
/// @errors    the first finding: block_unassigned, id_duplicate, nesting_broken, zone_not_contiguous,
///            zone_across_wall, workload_out_of_band, workload_out_of_limits, must_link_broken, totals_differ; `id`
///            names the block or the zone
/// @cost      O(n) in blocks and borders, per level

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
                                                    std::vector<Error>* findings = nullptr,
                                                    const PlanRules& rules = {});
};

/// The findings alone, for a draft that goes on being edited.
[[nodiscard]] std::vector<Error> plan_findings(const ZoneMap& map, const BlockGraph& graph, const City& city,
                                               const PlanRules& rules = {});

}  // namespace libgrid::zoning
