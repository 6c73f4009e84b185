#pragma once
/// What a cut works on: nodes with workloads and outlines, edges with cost and border. A node is a block or, on a
/// coarser mesh, a connected set of blocks; so what is connected here is connected on the ground.
///
///   Mesh coarse = contracted(mesh, cluster_of_node, clusters);      // sums of nodes, parallel edges added up
///
/// Costs are metres times the factor of the border, borders are metres; both are kept in single precision (a million
/// blocks must fit), sums in double. Loads are whole numbers (libgrid/zoning/detail/region.hpp), so their sums are
/// exact.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/region.hpp>

namespace libgrid::zoning::detail {

struct MeshEdge {
  std::uint32_t to = 0;
  float cost = 0.0F;    ///< metres x factor
  float border = 0.0F;  ///< metres; 0 over a link
};

struct Mesh {
  std::vector<std::uint32_t> first{0};  ///< compressed rows
  std::vector<MeshEdge> edges;          ///< ascending in a row
  std::size_t workloads = 1;
  std::vector<Load> loads;  ///< node x workloads
  std::vector<double> area;
  std::vector<double> perimeter;

  [[nodiscard]] std::size_t size() const { return first.size() - 1; }
  [[nodiscard]] std::span<const MeshEdge> row(std::size_t node) const {
    return std::span(edges).subspan(first[node], first[node + 1] - first[node]);
  }
  [[nodiscard]] std::span<const Load> load(std::size_t node) const {
    return std::span(loads).subspan(node * workloads, workloads);
  }
};

/// Nodes with the same number become one. @pre every cluster 0 .. count - 1 has a node
/// @cost O(edges), rows sorted
[[nodiscard]] Mesh contracted(const Mesh& mesh, std::span<const std::uint32_t> cluster, std::size_t count);

/// Some nodes with the edges between them. @pre ascending; node i is nodes[i]
[[nodiscard]] Mesh submesh(const Mesh& mesh, std::span<const std::uint32_t> nodes);

/// Sum of each workload.
[[nodiscard]] std::vector<Load> total_loads(const Mesh& mesh);

/// Mean cost of the edges that cost something; 1 if there are none.
[[nodiscard]] double mean_cost(const Mesh& mesh);

/// Piece of every node when edges between different labels are cut; pieces are numbered by their first node.
struct Pieces {
  std::vector<std::uint32_t> of;
  std::size_t count = 0;
};
[[nodiscard]] Pieces pieces_of(const Mesh& mesh, std::span<const int> label);

/// Piece after piece of what is open, each once in a round.
///
///   PieceWalk walk(mesh);
///   walk.begin();
///   for (std::uint32_t node : open) if (!walk.reached(node)) look(walk.piece(node, closed), walk.loads());
class PieceWalk {
 public:
  explicit PieceWalk(const Mesh& mesh) : mesh_(mesh), loads_(mesh.workloads, 0), stamp_(mesh.size(), 0) {}

  /// A new round: nothing is reached yet.
  void begin() { ++round_; }
  [[nodiscard]] bool reached(std::uint32_t node) const { return stamp_[node] == round_; }

  /// The nodes that are connected with `from` by nodes that are not closed. Holds until the next call.
  /// @pre from is not closed and not reached; closed has a value per node, 0: open
  const std::vector<std::uint32_t>& piece(std::uint32_t from, std::span<const char> closed);
  /// Of the last piece.
  [[nodiscard]] const std::vector<Load>& loads() const { return loads_; }

 private:
  const Mesh& mesh_;
  std::vector<std::uint32_t> nodes_;
  std::vector<Load> loads_;
  std::vector<std::uint32_t> stamp_;
  std::uint32_t round_ = 0;
};

}  // namespace libgrid::zoning::detail
