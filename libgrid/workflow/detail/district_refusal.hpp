#pragma once
/// 不跨辖区 that cannot be: every district that the zones of a level do not fit, so that the planner sees all at once.
///
///   if (auto refusal = district_refusal(basis.graph, options, ground, districts)) return fail(std::move(*refusal));
///
/// Upper levels come first: what they refuse no lower level can mend.

#include <optional>
#include <span>

#include <libgrid/base/error.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/partition.hpp>

namespace libgrid::workflow::detail {

/// Level, band, and the mean zones that each of the districts carries; nothing where every district fits some number.
/// A district in several pieces without a link is named for each piece that fails.
[[nodiscard]] std::optional<Error> district_refusal(const zoning::BlockGraph& graph,
                                                    const zoning::PartitionOptions& options, const Ground& ground,
                                                    std::span<const District> districts);

}  // namespace libgrid::workflow::detail
