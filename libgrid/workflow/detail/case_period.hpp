#pragma once
/// Which cases the workload of the blocks counts: all, or those opened in a period.
///
/// A re-balance sets the period in force; drawing blocks and a new partition count all cases again; a draft that begins
/// with a published version counts those that the version was published with. Quality and publishing tell it
/// (workload_period.hpp).

#include <cstdint>
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

/// That of a published version: all cases, if nothing was kept.
[[nodiscard]] Expected<CasePeriod> case_period_of(const store::Store& store, std::int64_t version);
[[nodiscard]] Expected<void> put_case_period_of(store::Store& store, std::int64_t version, const CasePeriod& period);

/// Block::reports of the cases in the period; a case on a border counts in the lower block id, one on a default
/// coordinate nowhere.
[[nodiscard]] Expected<void> count_cases(const Workspace& workspace, const CasePeriod& period,
                                         std::vector<Block>& blocks);

/// The same, and Block::workload as the city says.
[[nodiscard]] Expected<void> weigh_cases(const Workspace& workspace, const CasePeriod& period, Ground& ground);

}  // namespace libgrid::workflow::detail
