#pragma once
/// The plan that was in force at a moment, and what a new one would change.
///
///   std::optional<PlanId> plan = plan_at(versions, report.opened);             // empty: before the first plan
///   std::vector<Reassignment> list = reassignments(before, after);             // the rows whose zone differs
///
/// A version is in force from valid_from (included) to valid_to (not included); where two overlap, the higher version.
/// @guarantee pure; independent of the order of versions
/// @cost      O(versions); O(reports)

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/time.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::attribution {

[[nodiscard]] std::optional<PlanId> plan_at(std::span<const PlanVersion> versions, LocalTime moment);

/// The version that answers for a moment: plan_at, and before all of them the first that ever was in force (one that
/// another replaced at the moment it began never was). @pre not empty
[[nodiscard]] const PlanVersion& answering_version(std::span<const PlanVersion> versions, LocalTime moment);

/// A report that would change hands.
struct Reassignment {
  std::size_t report = 0;  ///< its position
  std::optional<ZoneId> from;
  std::optional<ZoneId> to;
  friend bool operator==(const Reassignment&, const Reassignment&) = default;
};

/// @pre before.size() == after.size()
[[nodiscard]] std::vector<Reassignment> reassignments(std::span<const Attribution> before,
                                                      std::span<const Attribution> after);

}  // namespace libgrid::attribution
