#pragma once
/// Which cases the workload of the blocks counts: all, or those opened in a period (after a re-balance).

#include <optional>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

struct CasePeriod {
  std::optional<LocalTime> since{};
  std::optional<LocalTime> until{};  ///< not included

  [[nodiscard]] bool holds(LocalTime opened) const {
    return (!since || *since <= opened) && (!until || opened < *until);
  }
  friend bool operator==(const CasePeriod&, const CasePeriod&) = default;
};

[[nodiscard]] Expected<CasePeriod> case_period(const store::Store& store);
[[nodiscard]] Expected<void> put_case_period(store::Store& store, const CasePeriod& period);

/// Block::reports of the cases in the period; a case on a border counts in the lower block id, one on a default
/// coordinate nowhere.
[[nodiscard]] Expected<void> count_cases(const Workspace& workspace, const CasePeriod& period,
                                         std::vector<Block>& blocks);

}  // namespace libgrid::workflow::detail
