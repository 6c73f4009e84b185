#pragma once
/// Publishing: the only way from a ValidPlan to a PublishedPlan.
///
///   PublishedPlan plan = PlanPublication::publish(std::move(valid), {.id = PlanId{1}, .version = 1, ...});
///   PublishedPlan again = PlanPublication::restore(store.plan(1).value());     // what was published before

#include <string>
#include <utility>

#include <libgrid/model/plan.hpp>
#include <libgrid/store/store.hpp>

namespace libgrid::workflow {

class PlanPublication {
 public:
  /// Sets version.sha256 from the content.
  [[nodiscard]] static PublishedPlan publish(const ValidPlan& plan, PlanVersion version);
  /// A plan that the store has kept since it was published; refused if its content no longer has its digest.
  [[nodiscard]] static Expected<PublishedPlan> restore(store::StoredPlan stored);
};

/// SHA-256 over the canonical text of a zone map: zones by code with level and parent, and the zone of every block.
[[nodiscard]] std::string plan_digest(const ZoneMap& map);

/// The newest published plan of a workspace. @errors plan_missing
[[nodiscard]] Expected<PublishedPlan> newest_plan(const store::Store& store);

}  // namespace libgrid::workflow
