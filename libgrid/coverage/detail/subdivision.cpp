#include <libgrid/coverage/detail/subdivision.hpp>

#include <algorithm>
#include <deque>
#include <iterator>
#include <numeric>
#include <utility>

#include <libgrid/coverage/detail/geos.hpp>
#include <libgrid/coverage/dissolve.hpp>

namespace libgrid::coverage::detail {
namespace {

using Edge = Subdivision::Edge;

bool by_vertices(const Edge& a, const Edge& b) { return std::pair(a.u, a.v) < std::pair(b.u, b.v); }

/// The two half-edges of a pair become one edge with both faces.
std::vector<Edge> pair_up(std::vector<Edge> halves) {
  std::stable_sort(halves.begin(), halves.end(), by_vertices);
  std::vector<Edge> edges;
  for (const Edge& half : halves) {
    if (edges.empty() || edges.back().u != half.u || edges.back().v != half.v) {
      edges.push_back(half);
      continue;
    }
    if (half.left != kNoFace) edges.back().left = half.left;
    if (half.right != kNoFace) edges.back().right = half.right;
  }
  return edges;
}

/// Toggles a sorted set.
void toggle(std::vector<int>& set, int value) {
  const auto it = std::lower_bound(set.begin(), set.end(), value);
  if (it != set.end() && *it == value)
    set.erase(it);
  else
    set.insert(it, value);
}

std::vector<int> symmetric_difference(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<int> out;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

/// Edge indices around each face; the outside comes last.
std::vector<std::vector<std::size_t>> edges_around(const Subdivision& subdivision) {
  std::vector<std::vector<std::size_t>> around(subdivision.faces().size() + 1);
  const auto slot = [&](int face) { return face == kNoFace ? around.size() - 1 : static_cast<std::size_t>(face); };
  for (std::size_t i = 0; i < subdivision.edges().size(); ++i) {
    around[slot(subdivision.edges()[i].left)].push_back(i);
    around[slot(subdivision.edges()[i].right)].push_back(i);
  }
  return around;
}

}  // namespace

Expected<Subdivision> Subdivision::of(const Network& network) { return of_lines(network, network.lines()); }

Expected<Subdivision> Subdivision::of(const Network& network, std::vector<std::pair<int, int>> edges) {
  for (auto& [u, v] : edges)
    if (u > v) std::swap(u, v);
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  const auto at = [&](int vertex) { return network.vertices()[static_cast<std::size_t>(vertex)]; };
  std::vector<LineString> lines;
  lines.reserve(edges.size());
  for (const auto& [u, v] : edges) lines.push_back({at(u), at(v)});
  return of_lines(network, lines);
}

Expected<Subdivision> Subdivision::of_lines(const Network& network, std::span<const LineString> lines) {
  Subdivision subdivision;
  GRID_TRY(faces, polygonize(lines));
  for (Polygon& face : faces) subdivision.faces_.push_back(normalized(std::move(face)));
  std::sort(subdivision.faces_.begin(), subdivision.faces_.end(),
            [](const Polygon& a, const Polygon& b) { return a.outer < b.outer; });
  for (std::size_t i = 0; i < subdivision.faces_.size(); ++i) {
    subdivision.add_ring(network, subdivision.faces_[i].outer, static_cast<int>(i));
    for (const Ring& hole : subdivision.faces_[i].holes) subdivision.add_ring(network, hole, static_cast<int>(i));
  }
  subdivision.edges_ = pair_up(std::move(subdivision.edges_));
  subdivision.first_edge_.assign(network.vertices().size() + 1, 0);
  for (const Edge& edge : subdivision.edges_) ++subdivision.first_edge_[static_cast<std::size_t>(edge.u) + 1];
  std::partial_sum(subdivision.first_edge_.begin(), subdivision.first_edge_.end(), subdivision.first_edge_.begin());
  return subdivision;
}

/// Rings are normalized: the face lies left of every ring edge.
void Subdivision::add_ring(const Network& network, const Ring& ring, int face) {
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const int from = network.vertex_at(ring[i - 1]), to = network.vertex_at(ring[i]);
    edges_.push_back(from < to ? Edge{from, to, face, kNoFace} : Edge{to, from, kNoFace, face});
  }
}

const Edge* Subdivision::edge(int u, int v) const {
  if (u > v) std::swap(u, v);
  const auto begin = edges_.begin() + static_cast<std::ptrdiff_t>(first_edge_[static_cast<std::size_t>(u)]);
  const auto end = edges_.begin() + static_cast<std::ptrdiff_t>(first_edge_[static_cast<std::size_t>(u) + 1]);
  const auto it = std::lower_bound(begin, end, v, [](const Edge& edge, int vertex) { return edge.v < vertex; });
  return it != end && it->v == v ? &*it : nullptr;
}

Expected<std::vector<std::vector<int>>> enclosing(const Subdivision& subdivision,
                                                  std::span<const std::vector<int>> walks, std::span<const int> owner) {
  const std::span<const Edge> edges = subdivision.edges();
  std::vector<std::vector<int>> crossed(edges.size());
  for (std::size_t w = 0; w < walks.size(); ++w)
    for (std::size_t i = 1; i < walks[w].size(); ++i)
      if (const Edge* edge = subdivision.edge(walks[w][i - 1], walks[w][i]))
        toggle(crossed[static_cast<std::size_t>(edge - edges.data())], owner[w]);

  const auto around = edges_around(subdivision);
  const std::size_t outside = around.size() - 1;
  std::vector<std::vector<int>> inside(around.size());
  std::vector<char> known(around.size(), 0);
  known[outside] = 1;
  std::deque<std::size_t> queue{outside};
  while (!queue.empty()) {
    const std::size_t face = queue.front();
    queue.pop_front();
    for (const std::size_t e : around[face]) {
      const int left = edges[e].left, right = edges[e].right;
      const int other = (left == kNoFace ? outside : static_cast<std::size_t>(left)) == face ? right : left;
      const std::size_t next = other == kNoFace ? outside : static_cast<std::size_t>(other);
      std::vector<int> set = symmetric_difference(inside[face], crossed[e]);
      if (known[next]) {
        if (set != inside[next]) return fail(ErrorCode::internal, "a district border is not closed in the network");
        continue;
      }
      inside[next] = std::move(set);
      known[next] = 1;
      queue.push_back(next);
    }
  }
  inside.pop_back();
  return inside;
}

std::vector<int> join_faces(const Subdivision& subdivision, const std::vector<char>& edge_joins) {
  std::vector<int> parent(subdivision.faces().size());
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&](int i) {
    while (parent[static_cast<std::size_t>(i)] != i) i = parent[static_cast<std::size_t>(i)];
    return i;
  };
  for (std::size_t e = 0; e < subdivision.edges().size(); ++e) {
    const Edge& edge = subdivision.edges()[e];
    if (!edge_joins[e] || edge.left == kNoFace || edge.right == kNoFace) continue;
    const int a = root(edge.left), b = root(edge.right);
    parent[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
  }
  for (std::size_t i = 0; i < parent.size(); ++i) parent[i] = root(static_cast<int>(i));
  return parent;
}

}  // namespace libgrid::coverage::detail
