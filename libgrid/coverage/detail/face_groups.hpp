#pragma once
/// Zones as sets of faces: their shapes have exactly the edges of the graph, so neighbours share every vertex.
///
///   std::vector<std::vector<int>> owners(faces.size());      // owners[f]: the groups that face f belongs to
///   std::vector<MultiPolygon> shapes = shapes_of_groups(graph, faces, owners, groups);
///
/// @cost O(n log n)

#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/coverage/detail/zone_faces.hpp>

namespace libgrid::coverage::detail {

/// @pre owners[f] ascending, below `groups`; owners.size() == faces.size()
[[nodiscard]] std::vector<MultiPolygon> shapes_of_groups(const ZoneGraph& graph, const ZoneFaces& faces,
                                                         std::span<const std::vector<int>> owners, std::size_t groups);

}  // namespace libgrid::coverage::detail
