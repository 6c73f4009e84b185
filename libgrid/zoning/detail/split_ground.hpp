#pragma once
/// The ground of a draft with one block split.

#include <vector>

#include <libgrid/zoning/detail/draft_state.hpp>
#include <libgrid/zoning/split_block.hpp>

namespace libgrid::zoning::detail {

struct SplitGround {
  GroundPointer ground;
  std::vector<BlockId> parts;
  std::vector<BlockId> redrawn;  ///< blocks that kept their id and got vertices
};

[[nodiscard]] Expected<SplitGround> split_ground(const DraftGround& ground, BlockId block, const LineString& line,
                                                 const SplitPlaces& places, const BarrierRules& barriers);

}  // namespace libgrid::zoning::detail
