#pragma once
/// 隔墙: borders that join no zone, because an impassable barrier runs along them.
///
///   std::vector<BlockPair> closed = walls_of(borders, barrier_borders, city.barriers);
///   BlockGraph graph = BlockGraph::build(blocks, borders, links, closed);      // not connected over them
///
/// A border is a wall where barriers of impassable classes leave less than city.barriers.gate of it free: a gate of 2 m
/// opens it, a bridge that interrupts the line does too. Rivers and railways are walls where the city says so.
/// @guarantee ascending, each pair once
/// @cost      O(barrier borders log n + borders)

#include <span>
#include <vector>

#include <libgrid/coverage/barriers.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/zoning/block_graph.hpp>

namespace libgrid::zoning {

[[nodiscard]] std::vector<BlockPair> walls_of(std::span<const BlockBorder> borders,
                                              std::span<const coverage::BarrierBorder> on_barriers,
                                              const BarrierRules& rules);

}  // namespace libgrid::zoning
