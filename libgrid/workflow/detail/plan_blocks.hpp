#pragma once
/// May this plan version be joined with the blocks that are kept now?
///
///   GRID_CHECK(require_its_blocks(store, version));   // step_missing says why
///
/// Its zones may be asked for at any time; only what needs its blocks (edit, re-balance, quality, duties, diff) asks
/// this.
/// @errors step_missing (other blocks are kept, or none); plan_missing

#include <cstdint>

#include <libgrid/base/error.hpp>
#include <libgrid/store/store.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] Expected<void> require_its_blocks(const store::Store& store, std::int64_t version);

}  // namespace libgrid::workflow::detail
