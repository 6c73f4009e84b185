#pragma once
/// Where pieces of one zone meet at walls only.

#include <cstdint>
#include <span>

#include <libgrid/zoning/block_graph.hpp>

namespace libgrid::zoning::detail {

/// A border on a wall between two pieces of a zone, pieces numbered from 0 with walls closed.
struct WallJoin {
  std::uint32_t one = 0;
  std::uint32_t other = 0;
  BlockPair blocks;
  friend bool operator==(const WallJoin&, const WallJoin&) = default;
};

/// How many pieces there would be without walls.
[[nodiscard]] std::uint32_t pieces_with_walls_open(std::uint32_t closed, std::span<const WallJoin> joins);

}  // namespace libgrid::zoning::detail
