#pragma once
/// May this plan version be joined with the blocks that are kept now?
///
///   GRID_CHECK(require_its_blocks(store, version));   // step_missing says why
///   GRID_TRY(map, plan_on_these_blocks(store, version, ground.blocks));   // also from before blocks were split
///
/// Its zones may be asked for at any time; only what needs its blocks (edit, re-balance, quality, duties, diff) asks
/// this. A version from before a block was split has the parts in the zone that the block was in.
/// @errors step_missing (the blocks were drawn anew, or there are none); plan_missing

#include <cstdint>
#include <span>

#include <libgrid/base/error.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/store/store.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] Expected<void> require_its_blocks(const store::Store& store, std::int64_t version);

/// The zones of the version, of the blocks that are kept now: shapes and sums are theirs where a block was split, and
/// as they were published else. @pre blocks are those of the store
[[nodiscard]] Expected<ZoneMap> plan_on_these_blocks(const store::Store& store, std::int64_t version,
                                                     std::span<const Block> blocks);

}  // namespace libgrid::workflow::detail
