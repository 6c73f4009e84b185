#pragma once
/// The figures of zones under another workload of their blocks.
///
///   sum_up(map, ground.blocks);        // Zone::street_length, reports, workload of all levels

#include <span>

#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>

namespace libgrid::workflow::detail {

/// Sums in the order of the blocks; a block that the map does not name counts nowhere.
void sum_up(ZoneMap& map, std::span<const Block> blocks);

}  // namespace libgrid::workflow::detail
