#include <libgrid/zoning/detail/shore.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include <libgrid/base/error.hpp>

namespace libgrid::zoning::detail {
namespace {

constexpr std::uint32_t kLeafSize = 8;

Box box_of(const ShoreEdge& edge) {
  Box box;
  box = Box{edge.a, edge.a};
  box.extend(edge.b);
  return box;
}

Xy middle(const ShoreEdge& edge) { return {edge.a.x + edge.b.x, edge.a.y + edge.b.y}; }

template <class Visit>
void for_each_edge(const Polygon& polygon, const Visit& visit) {
  const auto walk = [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
      visit(std::min(ring[i], ring[i + 1]), std::max(ring[i], ring[i + 1]));
  };
  walk(polygon.outer);
  for (const Ring& hole : polygon.holes) walk(hole);
}

/// Ends of the edges that occur once, sorted and without repetition.
std::vector<Xy> shore_vertices(std::span<const Block* const> blocks) {
  std::vector<std::pair<Xy, Xy>> edges;
  for (const Block* block : blocks) for_each_edge(block->shape, [&](Xy a, Xy b) { edges.emplace_back(a, b); });
  std::ranges::sort(edges);
  std::vector<Xy> vertices;
  for (std::size_t i = 0; i < edges.size();) {
    std::size_t next = i + 1;
    while (next < edges.size() && edges[next] == edges[i]) ++next;
    if (next == i + 1) vertices.insert(vertices.end(), {edges[i].first, edges[i].second});
    i = next;
  }
  std::ranges::sort(vertices);
  vertices.erase(std::ranges::unique(vertices).begin(), vertices.end());
  return vertices;
}

}  // namespace

bool better(const BlockGap& one, const BlockGap& other) {
  const auto key = [](const BlockGap& g) {
    return std::tuple{g.length, g.from, g.to, g.gap.on_first, g.gap.on_second};
  };
  return key(one) < key(other);
}

BlockGap gap_between(const ShoreEdge& one, const ShoreEdge& other) {
  const ShoreEdge& low = one.block < other.block ? one : other;
  const ShoreEdge& high = one.block < other.block ? other : one;
  const Gap gap = shortest_gap(low.a, low.b, high.a, high.b);
  return {gap.length(), low.block, high.block, gap};
}

Metres box_distance(const Box& one, const Box& other) {
  const double dx = std::max({0.0, one.min.x - other.max.x, other.min.x - one.max.x});
  const double dy = std::max({0.0, one.min.y - other.max.y, other.min.y - one.max.y});
  return Metres{std::sqrt(dx * dx + dy * dy)};
}

std::vector<std::vector<ShoreEdge>> shore_edges(std::span<const Block* const> blocks,
                                                std::span<const std::uint32_t> component_of, std::size_t components) {
  const std::vector<Xy> shore = shore_vertices(blocks);
  const auto touches = [&](Xy p) { return std::ranges::binary_search(shore, p); };
  std::vector<std::vector<ShoreEdge>> edges(components);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    for_each_edge(blocks[i]->shape, [&](Xy a, Xy b) {
      if (touches(a) || touches(b)) edges[component_of[i]].push_back({a, b, blocks[i]->id});
    });
  }
  return edges;
}

Shore::Shore(std::vector<ShoreEdge> edges) : edges_(std::move(edges)) {
  GRID_ASSERT(!edges_.empty());
  nodes_.reserve(edges_.size() / 2 + 2);
  grow(0, static_cast<std::uint32_t>(edges_.size()));
}

std::uint32_t Shore::grow(std::uint32_t begin, std::uint32_t end) {
  const auto self = static_cast<std::uint32_t>(nodes_.size());
  Node node{.box = {}, .begin = begin, .end = end};
  for (std::uint32_t i = begin; i < end; ++i) {
    const Box box = box_of(edges_[i]);
    node.box = i == begin ? box : (node.box.extend(box), node.box);
  }
  nodes_.push_back(node);
  if (end - begin <= kLeafSize) return self;
  const bool wide = node.box.max.x - node.box.min.x >= node.box.max.y - node.box.min.y;
  const std::uint32_t half = begin + (end - begin) / 2;
  std::nth_element(edges_.begin() + begin, edges_.begin() + half, edges_.begin() + end,
                   [wide](const ShoreEdge& one, const ShoreEdge& other) {
                     return wide ? middle(one).x < middle(other).x : middle(one).y < middle(other).y;
                   });
  const std::uint32_t left = grow(begin, half);
  const std::uint32_t right = grow(half, end);
  nodes_[self].left = left;
  nodes_[self].right = right;
  return self;
}

/// Descends both trees at once, the nearer pair of children first; keeps pairs that could tie.
class Shore::Search {
 public:
  Search(const Shore& one, const Shore& other)
      : one_(one), other_(other), best_(gap_between(one.edges_.front(), other.edges_.front())) {}

  BlockGap run() {
    visit(0, 0);
    return best_;
  }

 private:
  [[nodiscard]] bool hopeless(Metres bound) const {
    return bound.value > best_.length.value * (1.0 + 1e-12) + 1e-9;  // box distances are rounded, ties must survive
  }
  [[nodiscard]] Metres bound(std::uint32_t i, std::uint32_t j) const {
    return box_distance(one_.nodes_[i].box, other_.nodes_[j].box);
  }

  void visit(std::uint32_t i, std::uint32_t j) {
    if (hopeless(bound(i, j))) return;
    const Node& a = one_.nodes_[i];
    const Node& b = other_.nodes_[j];
    if (a.leaf() && b.leaf()) return compare(a, b);
    const bool split_first = b.leaf() || (!a.leaf() && a.end - a.begin >= b.end - b.begin);
    std::pair near = split_first ? std::pair{a.left, j} : std::pair{i, b.left};
    std::pair far = split_first ? std::pair{a.right, j} : std::pair{i, b.right};
    if (bound(far.first, far.second) < bound(near.first, near.second)) std::swap(near, far);
    visit(near.first, near.second);
    visit(far.first, far.second);
  }

  void compare(const Node& a, const Node& b) {
    for (std::uint32_t i = a.begin; i < a.end; ++i) {
      for (std::uint32_t j = b.begin; j < b.end; ++j) {
        const BlockGap gap = gap_between(one_.edges_[i], other_.edges_[j]);
        if (better(gap, best_)) best_ = gap;
      }
    }
  }

  const Shore& one_;
  const Shore& other_;
  BlockGap best_;
};

BlockGap Shore::nearest(const Shore& other) const { return Search(*this, other).run(); }

}  // namespace libgrid::zoning::detail
