#pragma once
/// What a plan balances: each block's share of the city's street metres and reports.
///
///   for (Block& block : blocks) block.street_length = ..., block.reports = ...;
///   share_workload(blocks, 0.5);     // workload = 1/2 streets / all streets + 1/2 reports / all reports
///
/// Where the city has no streets (or no reports) at all, the other half counts whole; where it has neither, area does.
/// @pre  0 <= street_share <= 1, block areas are positive
/// @guarantee the workloads of all blocks add up to 1 (to rounding)
/// @cost O(blocks)

#include <span>

#include <libgrid/model/ground.hpp>

namespace libgrid::zoning {

void share_workload(std::span<Block> blocks, double street_share);

}  // namespace libgrid::zoning
