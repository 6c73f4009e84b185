#pragma once
/// The edge nearest to a point: rings of cells around it, until no unseen cell can hold a nearer edge.

#include <libgrid/index/detail/cell_index.hpp>
#include <libgrid/index/locator.hpp>

namespace libgrid::index::detail {

/// The smallest geom::distance_to_segment over all edges, ties to the lowest shape; Nearest{} without edges.
[[nodiscard]] Nearest nearest_edge(const CellIndex& index, Xy p);

/// The shapes with an edge no farther than `radius`, each once with its least distance, in no order.
[[nodiscard]] std::vector<Nearest> edges_within(const CellIndex& index, Xy p, Metres radius);

}  // namespace libgrid::index::detail
