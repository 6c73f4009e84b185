#include <libgrid/zoning/block_graph.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

#include <libgrid/base/error.hpp>

namespace libgrid::zoning {
namespace {

std::vector<BlockNode> nodes_of(std::span<const Block> blocks) {
  std::vector<BlockNode> nodes;
  nodes.reserve(blocks.size());
  for (const Block& block : blocks) {
    nodes.push_back({.id = block.id,
                     .workload = block.workload,
                     .area = block.area,
                     .perimeter = perimeter(block.shape),
                     .outer = {},
                     .street_length = block.street_length,
                     .reports = block.reports});
  }
  return nodes;
}

/// One direction of an edge, before it is sorted into its row.
struct HalfEdge {
  std::uint32_t from = 0;
  BlockNeighbour to;
};

}  // namespace

BlockGraph BlockGraph::build(std::span<const Block> blocks, std::span<const BlockBorder> borders,
                             std::span<const Link> links, std::span<const BlockPair> walls) {
  return from_nodes(nodes_of(blocks), borders, links, walls);
}

BlockGraph BlockGraph::from_nodes(std::vector<BlockNode> nodes, std::span<const BlockBorder> borders,
                                  std::span<const Link> links, std::span<const BlockPair> walls) {
  BlockGraph graph;
  std::vector<BlockPair> closed(walls.begin(), walls.end());
  std::ranges::sort(closed);
  graph.nodes_ = std::move(nodes);
  std::ranges::sort(graph.nodes_, {}, &BlockNode::id);
  std::vector<char> walled(graph.size(), 0);  // most blocks have no wall: nothing to search for
  for (const auto& [a, b] : closed)
    for (const BlockId block : {a, b})
      if (const auto index = graph.index_of(block)) walled[*index] = 1;
  std::vector<HalfEdge> halves;
  const auto add = [&](BlockId a, BlockId b, Metres border, bool link) {
    const auto i = graph.index_of(a);
    const auto j = graph.index_of(b);
    GRID_ASSERT(i && j && *i != *j);
    const auto from = static_cast<std::uint32_t>(*i);
    const auto to = static_cast<std::uint32_t>(*j);
    const bool wall = !link && walled[from] != 0 && std::ranges::binary_search(closed, BlockPair(std::minmax(a, b)));
    halves.push_back({from, {to, border, link, wall}});
    halves.push_back({to, {from, border, link, wall}});
  };
  for (const BlockBorder& border : borders) add(border.a, border.b, border.length, false);
  for (const Link& link : links) add(link.from, link.to, Metres{}, true);
  std::ranges::sort(halves, {}, [](const HalfEdge& half) { return std::pair{half.from, half.to.block}; });

  graph.first_.assign(graph.size() + 1, 0);
  for (const HalfEdge& half : halves) {
    ++graph.first_[half.from + 1];
    graph.edges_.push_back(half.to);
  }
  std::partial_sum(graph.first_.begin(), graph.first_.end(), graph.first_.begin());
  for (std::size_t i = 0; i < graph.size(); ++i) {
    Metres shared;
    for (const BlockNeighbour& neighbour : graph.neighbours(i)) shared += neighbour.border;
    graph.nodes_[i].outer = std::max(Metres{}, graph.nodes_[i].perimeter - shared);
  }
  return graph;
}

std::optional<std::size_t> BlockGraph::index_of(BlockId id) const {
  const auto found = std::ranges::lower_bound(nodes_, id, {}, &BlockNode::id);
  if (found == nodes_.end() || found->id != id) return std::nullopt;
  return static_cast<std::size_t>(found - nodes_.begin());
}

double BlockGraph::total_workload() const {
  double sum = 0.0;
  for (const BlockNode& node : nodes_) sum += node.workload;
  return sum;
}

Components components(const BlockGraph& graph, LinkUse use) {
  constexpr auto kUnseen = static_cast<std::uint32_t>(-1);
  Components found{.of = std::vector<std::uint32_t>(graph.size(), kUnseen), .count = 0};
  std::vector<std::size_t> open;
  for (std::size_t start = 0; start < graph.size(); ++start) {
    if (found.of[start] != kUnseen) continue;
    const auto number = static_cast<std::uint32_t>(found.count++);
    found.of[start] = number;
    open.push_back(start);
    while (!open.empty()) {
      const std::size_t here = open.back();
      open.pop_back();
      for (const BlockNeighbour& next : graph.neighbours(here)) {
        if (found.of[next.block] != kUnseen || next.wall || (next.link && use == LinkUse::borders_only)) continue;
        found.of[next.block] = number;
        open.push_back(next.block);
      }
    }
  }
  return found;
}

}  // namespace libgrid::zoning
