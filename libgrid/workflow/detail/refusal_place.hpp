#pragma once
/// Where the block of a refusal lies, what shuts its component in, and which must-link of the city file it belongs to.
///
///   refusal = with_place(std::move(refusal), {basis.graph, ground, basis.rules, city});
///   // component of block 379: ... walls close its 1 block in: open a gate ...; it is at 120.98523, 24.78412 ...
///
/// An id of a block says nothing to a planner who has no map of the blocks yet; and "declare a link" no help where the
/// component is shut in by walls or cut off by ground that was left out.
/// @cost O(blocks of the component)

#include <libgrid/base/error.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/plan_rules.hpp>

namespace libgrid::workflow::detail {

struct RefusedGround {
  const zoning::BlockGraph& graph;
  const Ground& ground;
  const zoning::PlanRules& rules;
  const City& city;
};

/// Errors whose id names no block come back as they are.
[[nodiscard]] Error with_place(Error error, const RefusedGround& on);

}  // namespace libgrid::workflow::detail
