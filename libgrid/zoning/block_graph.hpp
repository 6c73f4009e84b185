#pragma once
/// The graph in which zones are connected sets: blocks are nodes, shared borders and declared links are edges.
///
///   BlockGraph graph = BlockGraph::build(blocks, borders, links);
///   for (const BlockNeighbour& n : graph.neighbours(i)) cut += n.border.value;
///
/// A block is addressed by its index: its rank by BlockId. So the graph is the same whatever the order of the input.
/// Borders in metres, areas in square metres, workload as in the blocks (a share of the city).
/// A border on a wall (walls.hpp) is an edge too, with its length, but nothing is connected over it.
/// @pre  block ids are unique; borders and links name existing blocks, a border or a link is listed once
/// @cost O(n log n) time, O(n) memory in blocks and borders

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::zoning {

/// Two blocks, the lower id first.
using BlockPair = std::pair<BlockId, BlockId>;

/// The other end of an edge.
struct BlockNeighbour {
  std::uint32_t block = 0;  ///< index, not id
  Metres border;            ///< shared border; 0 over a link
  bool link = false;        ///< a declared link, and no shared border
  bool wall = false;        ///< a border that joins no zone
};

/// What zoning needs to know of one block.
struct BlockNode {
  BlockId id;
  double workload = 0.0;
  SquareMetres area;
  Metres perimeter;  ///< all its rings
  Metres outer;      ///< the part of the perimeter that no neighbour shares
  Metres street_length;
  std::int64_t reports = 0;
};

class BlockGraph {
 public:
  /// @param walls pairs in any order; those that share no border are none
  [[nodiscard]] static BlockGraph build(std::span<const Block> blocks, std::span<const BlockBorder> borders,
                                        std::span<const Link> links, std::span<const BlockPair> walls = {});
  /// The same from figures alone, for callers without shapes; `outer` is set here. @pre as above
  [[nodiscard]] static BlockGraph from_nodes(std::vector<BlockNode> nodes, std::span<const BlockBorder> borders,
                                             std::span<const Link> links, std::span<const BlockPair> walls = {});

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] std::span<const BlockNode> nodes() const { return nodes_; }
  [[nodiscard]] const BlockNode& node(std::size_t index) const { return nodes_[index]; }
  /// Ascending by index.
  [[nodiscard]] std::span<const BlockNeighbour> neighbours(std::size_t index) const {
    return std::span(edges_).subspan(first_[index], first_[index + 1] - first_[index]);
  }
  [[nodiscard]] std::optional<std::size_t> index_of(BlockId id) const;
  /// Sum of the workloads in index order.
  [[nodiscard]] double total_workload() const;

 private:
  std::vector<BlockNode> nodes_;
  std::vector<std::size_t> first_;  ///< compressed rows: edges of node i are edges_[first_[i] .. first_[i + 1])
  std::vector<BlockNeighbour> edges_;
};

/// Connected pieces of a graph, walls closed: piece number of every block, 0 .. count - 1, numbered by their lowest
/// block.
struct Components {
  std::vector<std::uint32_t> of;
  std::size_t count = 0;
};

enum class LinkUse : unsigned char { with_links, borders_only };

[[nodiscard]] Components components(const BlockGraph& graph, LinkUse use);

}  // namespace libgrid::zoning
