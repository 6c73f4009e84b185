#include <libgrid/zoning/detail/wall_joins.hpp>

#include <numeric>
#include <vector>

namespace libgrid::zoning::detail {

std::uint32_t pieces_with_walls_open(std::uint32_t closed, std::span<const WallJoin> joins) {
  if (joins.empty()) return closed;
  std::vector<std::uint32_t> root(closed);
  std::iota(root.begin(), root.end(), 0U);
  const auto find = [&](std::uint32_t piece) {
    while (root[piece] != piece) piece = root[piece] = root[root[piece]];
    return piece;
  };
  std::uint32_t left = closed;
  for (const WallJoin& join : joins) {
    const std::uint32_t one = find(join.one), other = find(join.other);
    if (one == other) continue;
    root[one] = other;
    --left;
  }
  return left;
}

}  // namespace libgrid::zoning::detail
