#pragma once
/// Which version of a plan holds at a moment: from valid_from (included) to valid_to (not included).
///
///   in_force(version, report.opened);       // one rule for the store, the attribution and every question "as of"

#include <libgrid/base/time.hpp>
#include <libgrid/model/plan.hpp>

namespace libgrid {
inline namespace model {

[[nodiscard]] inline bool in_force(const PlanVersion& version, LocalTime at) {
  return version.valid_from <= at && (!version.valid_to || at < *version.valid_to);
}

}  // namespace model
}  // namespace libgrid
