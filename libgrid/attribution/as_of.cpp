#include <libgrid/attribution/as_of.hpp>

#include <libgrid/model/plan_in_force.hpp>

namespace libgrid::attribution {

std::optional<PlanId> plan_at(std::span<const PlanVersion> versions, LocalTime moment) {
  const PlanVersion* found = nullptr;
  for (const PlanVersion& version : versions) {
    if (!in_force(version, moment)) continue;
    if (found == nullptr || version.version > found->version) found = &version;
  }
  return found == nullptr ? std::nullopt : std::optional(found->id);
}

const PlanVersion& answering_version(std::span<const PlanVersion> versions, LocalTime moment) {
  const auto id = plan_at(versions, moment);
  const PlanVersion* first = &versions.front();
  for (const PlanVersion& version : versions) {
    if (id == version.id) return version;
    if (first->valid_to == first->valid_from) first = &version;
  }
  return *first;
}

std::vector<Reassignment> reassignments(std::span<const Attribution> before, std::span<const Attribution> after) {
  GRID_ASSERT(before.size() == after.size());
  std::vector<Reassignment> changes;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i].zone != after[i].zone) changes.push_back({i, before[i].zone, after[i].zone});
  return changes;
}

}  // namespace libgrid::attribution
