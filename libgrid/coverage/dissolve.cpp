#include <libgrid/coverage/dissolve.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <libgrid/coverage/detail/ring_tracer.hpp>

namespace libgrid::coverage {
namespace {

using detail::DirectedEdge;

void add_edges(const Ring& ring, bool counter_clockwise, std::vector<DirectedEdge>& edges) {
  const bool forward = (signed_area(ring).value > 0.0) == counter_clockwise;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    if (ring[i - 1] == ring[i]) continue;
    edges.push_back(forward ? DirectedEdge{ring[i - 1], ring[i]} : DirectedEdge{ring[i], ring[i - 1]});
  }
}

/// Removes every pair of edges that walk the same ground in opposite directions.
std::vector<DirectedEdge> cancel_shared(std::vector<DirectedEdge> edges) {
  const auto undirected = [](const DirectedEdge& e) {
    return std::pair(std::min(e.from, e.to), std::max(e.from, e.to));
  };
  std::sort(edges.begin(), edges.end(),
            [&](const DirectedEdge& a, const DirectedEdge& b) { return undirected(a) < undirected(b); });
  std::vector<DirectedEdge> left;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const bool pair = i + 1 < edges.size() && edges[i].from == edges[i + 1].to && edges[i].to == edges[i + 1].from;
    if (pair)
      ++i;
    else
      left.push_back(edges[i]);
  }
  return left;
}

}  // namespace

MultiPolygon dissolve(std::span<const Polygon* const> pieces) {
  std::vector<DirectedEdge> edges;
  for (const Polygon* piece : pieces) {
    add_edges(piece->outer, true, edges);
    for (const Ring& hole : piece->holes) add_edges(hole, false, edges);
  }
  return detail::assemble(detail::trace_rings(cancel_shared(std::move(edges))));
}

Polygon normalized(Polygon polygon) {
  const auto normalize = [](Ring& ring, bool counter_clockwise) {
    if ((signed_area(ring).value > 0.0) != counter_clockwise) std::reverse(ring.begin(), ring.end());
    detail::rotate_to_lowest(ring);
  };
  normalize(polygon.outer, true);
  for (Ring& hole : polygon.holes) normalize(hole, false);
  std::sort(polygon.holes.begin(), polygon.holes.end());
  return polygon;
}

}  // namespace libgrid::coverage
