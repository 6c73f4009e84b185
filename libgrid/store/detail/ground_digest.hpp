#pragma once
/// What makes two grounds the same to a plan: the ids of their blocks and the shapes behind them, bit for bit.
///
///   ground_digest(ground.blocks) == ground_digest(read_again.blocks);   // the same blocks, however often put
///
/// Figures of the blocks (street metres, reports, workload) do not count: a plan stands on the land, not on its load.
/// @guarantee not negative, and the same on every machine; two grounds share one with probability 2^-63
/// @cost  one pass over the coordinates: Boston's 4,947 blocks in 2 ms

#include <cstdint>
#include <span>

#include <libgrid/model/ground.hpp>

namespace libgrid::store::detail {

[[nodiscard]] std::int64_t ground_digest(std::span<const Block> blocks);

}  // namespace libgrid::store::detail
