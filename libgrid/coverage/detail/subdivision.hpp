#pragma once
/// The faces of a noded network, and which face lies left of every directed edge.

#include <span>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/network.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage::detail {

/// No face: the unbounded outside, or an edge that bounds nothing (a dead end).
inline constexpr int kNoFace = -1;

class Subdivision {
 public:
  /// An edge that bounds a face on at least one side; u < v.
  struct Edge {
    int u = 0;
    int v = 0;
    int left = kNoFace;  ///< walking u to v
    int right = kNoFace;
  };

  /// Faces of all edges of the network, or of the listed ones only (vertex pairs, repeats allowed).
  [[nodiscard]] static Expected<Subdivision> of(const Network& network);
  [[nodiscard]] static Expected<Subdivision> of(const Network& network, std::vector<std::pair<int, int>> edges);

  [[nodiscard]] std::span<const Polygon> faces() const { return faces_; }
  [[nodiscard]] std::span<const Edge> edges() const { return edges_; }
  /// The bounding edge between two vertices, or nullptr.
  [[nodiscard]] const Edge* edge(int u, int v) const;

 private:
  [[nodiscard]] static Expected<Subdivision> of_lines(const Network& network, std::span<const LineString> lines);
  void add_ring(const Network& network, const Ring& ring, int face);

  std::vector<Polygon> faces_;           // normalized, sorted by outer ring
  std::vector<Edge> edges_;              // sorted by (u, v)
  std::vector<std::size_t> first_edge_;  // of vertex u in edges_
};

/// For every face the inputs whose rings enclose it, ascending: a face is enclosed if the walks around it are crossed
/// an odd number of times on the way in from outside. Decided by topology alone, so that no point is ever located.
/// @param walks  closed walks over network vertices; owner[i] is the input that walk i belongs to
/// @errors internal if two ways in disagree (a walk was not closed)
[[nodiscard]] Expected<std::vector<std::vector<int>>> enclosing(const Subdivision& subdivision,
                                                                std::span<const std::vector<int>> walks,
                                                                std::span<const int> owner);

/// Component number of every face when faces are joined over the edges that `joins` accepts.
[[nodiscard]] std::vector<int> join_faces(const Subdivision& subdivision, const std::vector<char>& edge_joins);

}  // namespace libgrid::coverage::detail
