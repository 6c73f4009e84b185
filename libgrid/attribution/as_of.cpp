#include <libgrid/attribution/as_of.hpp>

namespace libgrid::attribution {

std::optional<PlanId> plan_at(std::span<const PlanVersion> versions, LocalTime moment) {
  const PlanVersion* in_force = nullptr;
  for (const PlanVersion& version : versions) {
    if (moment < version.valid_from || (version.valid_to && moment >= *version.valid_to)) continue;
    if (in_force == nullptr || version.version > in_force->version) in_force = &version;
  }
  return in_force == nullptr ? std::nullopt : std::optional(in_force->id);
}

std::vector<Reassignment> reassignments(std::span<const Attribution> before, std::span<const Attribution> after) {
  GRID_ASSERT(before.size() == after.size());
  std::vector<Reassignment> changes;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i].zone != after[i].zone) changes.push_back({i, before[i].zone, after[i].zone});
  return changes;
}

}  // namespace libgrid::attribution
