#include <libgrid/workflow/publication.hpp>

#include <libgrid/io/digest.hpp>

namespace libgrid::workflow {

std::string plan_digest(const ZoneMap& map) {
  std::string text;
  for (const Zone& zone : map.zones) {
    text += zone.code + " " + std::to_string(zone.id.value) + " " + std::to_string(zone.level) + " ";
    text += (zone.parent ? std::to_string(zone.parent->value) : "-") + " " +
            (zone.post ? std::to_string(zone.post->value) : "-") + "\n";
  }
  for (const BlockZone& row : map.blocks)
    text += std::to_string(row.block.value) + " " + std::to_string(row.zone.value) + "\n";
  return io::sha256_hex(std::string_view(text));
}

PublishedPlan PlanPublication::publish(const ValidPlan& plan, PlanVersion version) {
  version.sha256 = plan_digest(plan.map());
  return PublishedPlan(plan.map(), std::move(version));
}

Expected<PublishedPlan> PlanPublication::restore(store::StoredPlan stored) {
  if (plan_digest(stored.map) != stored.version.sha256)
    return fail(make_error(ErrorCode::store_failed, "the content of a published plan changed after it was published")
                    .about("plan version " + std::to_string(stored.version.version)));
  return PublishedPlan(std::move(stored.map), std::move(stored.version));
}

Expected<PublishedPlan> newest_plan(const store::Store& store) {
  GRID_TRY(versions, store.plans());
  if (versions.empty()) return fail(ErrorCode::plan_missing);
  GRID_TRY(stored, store.plan(versions.back().version));
  return PlanPublication::restore(std::move(stored));
}

}  // namespace libgrid::workflow
