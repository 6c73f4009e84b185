#include <libgrid/workflow/publication.hpp>

#include <libgrid/io/digest.hpp>

namespace libgrid::workflow {

namespace {

enum class Names : unsigned char { without, with };

std::string digest_of(const ZoneMap& map, Names names) {
  std::string text;
  for (const Zone& zone : map.zones) {
    text += zone.code + " " + std::to_string(zone.id.value) + " " + std::to_string(zone.level) + " ";
    text += (zone.parent ? std::to_string(zone.parent->value) : "-") + " " +
            (zone.post ? std::to_string(zone.post->value) : "-") + "\n";
    if (names == Names::with) text += zone.name + "\n";
  }
  for (const BlockZone& row : map.blocks)
    text += std::to_string(row.block.value) + " " + std::to_string(row.zone.value) + "\n";
  return io::sha256_hex(std::string_view(text));
}

/// Plans of before December 2026 have a digest without the names of their zones.
bool digest_holds(const store::StoredPlan& plan) {
  return plan.version.sha256 == digest_of(plan.map, Names::with) ||
         plan.version.sha256 == digest_of(plan.map, Names::without);
}

}  // namespace

std::string plan_digest(const ZoneMap& map) { return digest_of(map, Names::with); }

PublishedPlan PlanPublication::publish(const ValidPlan& plan, PlanVersion version) {
  version.sha256 = plan_digest(plan.map());
  return PublishedPlan(plan.map(), std::move(version));
}

Expected<PublishedPlan> PlanPublication::restore(store::StoredPlan stored) {
  if (!digest_holds(stored))
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
