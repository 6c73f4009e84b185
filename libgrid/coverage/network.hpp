#pragma once
/// A noded network on the plan lattice that still knows which input walked where.
///
///   auto network = Network::node(lines, kLattice);            // snap rounding: all vertices on the 2^-10 m lattice
///   std::vector<int> walk = network->trace(a, b).value();     // the noded form of one input segment
///
/// Noding by snap rounding moves a segment by at most half a lattice step and breaks it where it meets others. GEOS
/// does the noding but forgets the origin; trace() finds the walk again: the vertices whose pixel the segment meets, in
/// order, joined by edges of the network. So every metre of every street is known on either side of every border.
/// @pre   input coordinates are finite, |x|, |y| < 2^42 m
/// @cost  node O((n + k) log n); trace O(vertices in the cells that the segment's box meets)

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage {

class Network {
 public:
  /// @errors geometry_invalid if the noder fails
  [[nodiscard]] static Expected<Network> node(std::span<const LineString> lines);

  [[nodiscard]] std::span<const Xy> vertices() const { return vertices_; }
  /// The noded lines, for a next round of noding and for polygonizing.
  [[nodiscard]] std::span<const LineString> lines() const { return lines_; }
  /// Vertex at exactly p, or -1.
  [[nodiscard]] int vertex_at(Xy p) const;
  [[nodiscard]] bool has_edge(int u, int v) const;

  /// The vertices that the noded form of segment ab walks through, ends included.
  /// @pre snap(a) and snap(b) are vertices of input lines and ab is one of their segments
  /// @errors internal, naming the segment, if no walk exists (would be a defect of the noder or of this class)
  [[nodiscard]] Expected<std::vector<int>> trace(Xy a, Xy b) const;

 private:
  void index_vertices();
  [[nodiscard]] std::vector<int> vertices_near(Xy a, Xy b) const;

  std::vector<LineString> lines_;
  std::vector<Xy> vertices_;
  std::vector<std::vector<int>> neighbours_;                   // sorted
  std::unordered_map<std::uint64_t, std::vector<int>> cells_;  // vertices by raster cell
};

}  // namespace libgrid::coverage
