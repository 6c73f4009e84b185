#pragma once
/// The cells of a Locator: reference point, shapes that hold it, edges that meet the cell.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/index/detail/cell_grid.hpp>
#include <libgrid/index/detail/segment_meeting.hpp>

namespace libgrid::index::detail {

/// Lists of all cells laid end to end: list i is values[first[i] .. first[i + 1]).
template <class T>
struct Lists {
  std::vector<std::uint32_t> first{0};
  std::vector<T> values;

  [[nodiscard]] std::span<const T> operator[](std::size_t i) const {
    return std::span<const T>(values).subspan(first[i], first[i + 1] - first[i]);
  }
  void close_list() { first.push_back(static_cast<std::uint32_t>(values.size())); }
};

/// A crowded cell, one without a free reference point, asks all edges from a corner of the grid, outside all shapes:
/// slow, but the same answer. No real map has one; tests make them by allowing few candidates.
struct CellIndex {
  std::vector<Edge> edges;  ///< in the order of the shapes
  Box bounds;               ///< of all edges; empty if there are none
  CellGrid grid;
  std::vector<Xy> reference;        ///< per cell: a point on no edge
  Lists<std::int32_t> holders;      ///< per cell: shapes that hold its reference point, ascending
  Lists<std::uint32_t> cell_edges;  ///< per cell: positions in edges, ascending, hence by shape

  /// visit(shape, inside or border) for every shape whose closed set contains p, ascending.
  template <class Visit>
  void visit_covering(Xy p, Visit visit) const;
};

struct CellLimits {
  double cells_per_edge = 1.0;
  std::int64_t max_cells = 4'000'000;
  int candidates = 1'000;  ///< points of a cell that are tried as reference before it counts as crowded
};

/// @param edges in the order of the shapes
[[nodiscard]] CellIndex index_cells(std::vector<Edge> edges, const CellLimits& limits);

template <class Visit>
void CellIndex::visit_covering(Xy p, Visit visit) const {
  if (!bounds.contains(p)) return;
  const std::size_t cell = grid.cell_of(p);
  const std::span<const std::int32_t> held = holders[cell];
  const std::span<const std::uint32_t> near = cell_edges[cell];
  std::size_t h = 0;
  for (std::size_t e = 0; e < near.size();) {
    const std::int32_t shape = edges[near[e]].shape;
    while (h < held.size() && held[h] < shape) visit(held[h++], Location::inside);
    bool inside = h < held.size() && held[h] == shape;
    if (inside) ++h;
    bool border = false;
    for (; e < near.size() && edges[near[e]].shape == shape; ++e) {
      const Edge& edge = edges[near[e]];
      const Meeting met = meeting(reference[cell], p, edge.a, edge.b);
      border |= met == Meeting::touches;
      inside ^= met == Meeting::crosses;
    }
    if (border || inside) visit(shape, border ? Location::border : Location::inside);
  }
  while (h < held.size()) visit(held[h++], Location::inside);
}

}  // namespace libgrid::index::detail
