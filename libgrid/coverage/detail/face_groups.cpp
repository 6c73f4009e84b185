#include <libgrid/coverage/detail/face_groups.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

#include <libgrid/coverage/detail/ring_tracer.hpp>

namespace libgrid::coverage::detail {

std::vector<MultiPolygon> shapes_of_groups(const ZoneGraph& graph, const ZoneFaces& faces,
                                           std::span<const std::vector<int>> owners, std::size_t groups) {
  std::vector<std::vector<DirectedEdge>> borders(groups);
  for (DirectedEdgeId h = 0; h < 2 * graph.edges.size(); ++h) {
    const std::vector<int>& inside = owners[faces.left(h)];
    const std::vector<int>& beyond = owners[faces.left(twin(h))];
    std::vector<int> ends_here;
    std::set_difference(inside.begin(), inside.end(), beyond.begin(), beyond.end(), std::back_inserter(ends_here));
    for (const int group : ends_here)
      borders[static_cast<std::size_t>(group)].push_back({faces.at(faces.from(h)), faces.at(faces.to(h))});
  }
  std::vector<MultiPolygon> shapes;
  shapes.reserve(groups);
  for (std::vector<DirectedEdge>& edges : borders) shapes.push_back(assemble(trace_rings(std::move(edges))));
  return shapes;
}

}  // namespace libgrid::coverage::detail
