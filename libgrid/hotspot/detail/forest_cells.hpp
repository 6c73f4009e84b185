#pragma once
/// Cases in squares by category, with the neighbours of each square: what the sweep of rebound_forest walks over.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/hotspot/forest.hpp>

namespace libgrid {
namespace hotspot {
namespace detail {

struct ForestCells {
  std::vector<std::uint32_t> of;     ///< square of each case; unspecified for an unplaced one
  std::vector<std::uint32_t> start;  ///< room for the cases of square s is start[s] .. start[s + 1]
  /// The listed squares of the three rows around s: ranges [begin, end) of squares.
  struct Rows {
    std::array<std::uint32_t, 3> begin;
    std::array<std::uint32_t, 3> end;
  };
  std::vector<Rows> rows;
};

/// Squares a little wider than the radius: a square and its eight neighbours hold every case within it.
[[nodiscard]] ForestCells forest_cells(std::span<const ForestCase> cases, Metres radius);

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
