#pragma once
/// Which cases the workload of the blocks counts, in words: all of them, or those of a period after a re-balance.
///
///   GRID_TRY(told, workload_period(workspace.store()));            // in force now
///   if (told) say(told->first, told->second);                      // nothing to tell: all cases count
///   GRID_TRY(then, workload_period(workspace.store(), 2));         // of published version 2
///
/// `rebalance` with since or until sets the period: its draft, that draft's edits and quality, and the version
/// published from it count these cases. `blocks` and `partition` count all cases again; a draft begun with a published
/// version
/// (`edit start`) counts those that the version counted.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/store/store.hpp>

namespace libgrid::workflow {

/// In English and Chinese.
using ToldPeriod = std::optional<std::pair<std::string, std::string>>;

[[nodiscard]] ToldPeriod period_in_words(const std::optional<LocalTime>& since, const std::optional<LocalTime>& until);
/// In force now, or that of a published version. @errors store_failed
[[nodiscard]] Expected<ToldPeriod> workload_period(const store::Store& store, std::int64_t version = 0);

}  // namespace libgrid::workflow
