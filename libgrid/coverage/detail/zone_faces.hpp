#pragma once
/// The faces of a planar graph of zone borders, and which zones cover each of them.
///
///   const ZoneFaces faces(graph);
///   faces.cover(f);                  // zones around face f by parity, ascending: none is a void, two are an overlap
///   faces.left(h), faces.left(twin(h));
///
/// Face 0 is the unbounded one. Edge e has the directed edges 2e (u to v) and 2e + 1. The order of edges around a point
/// and the edge to the left of a component are decided exactly.
/// @pre  edges meet in their ends only (zone_noder.hpp)
/// @cost O(n log n)

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <libgrid/coverage/detail/zone_noder.hpp>

namespace libgrid::coverage::detail {

using DirectedEdgeId = std::size_t;
[[nodiscard]] constexpr DirectedEdgeId twin(DirectedEdgeId h) { return h ^ 1U; }

class ZoneFaces {
 public:
  explicit ZoneFaces(const ZoneGraph& graph);

  [[nodiscard]] std::size_t size() const { return cover_.size(); }
  [[nodiscard]] std::span<const int> cover(std::size_t face) const { return cover_[face]; }
  [[nodiscard]] std::size_t left(DirectedEdgeId h) const { return face_[h]; }
  [[nodiscard]] DirectedEdgeId next(DirectedEdgeId h) const { return next_[h]; }  ///< along the border of left(h)
  [[nodiscard]] int from(DirectedEdgeId h) const {
    return h % 2 == 0 ? graph_.edges[h / 2].first : graph_.edges[h / 2].second;
  }
  [[nodiscard]] int to(DirectedEdgeId h) const { return from(twin(h)); }
  [[nodiscard]] Xy at(int point) const { return graph_.points[static_cast<std::size_t>(point)]; }

  /// The closed walks around a face, each starting at its lowest point; area and length of all of them together.
  struct Outline {
    std::vector<LineString> rings;
    SquareMetres area;
    Metres length;
  };
  [[nodiscard]] Outline outline(std::size_t face) const;

  /// Calls visit(h) for every directed edge with the face on its left.
  template <class Visit>
  void each_edge(std::size_t face, const Visit& visit) const {
    for (const DirectedEdgeId start : walks_[face]) {
      DirectedEdgeId h = start;
      do {
        visit(h);
        h = next_[h];
      } while (h != start);
    }
  }

 private:
  void link();
  void trace();
  void place_components(std::vector<DirectedEdgeId>& outsides);
  void spread_cover();

  const ZoneGraph& graph_;
  std::vector<DirectedEdgeId> next_;
  std::vector<std::size_t> face_;                   // left face of every directed edge
  std::vector<std::vector<DirectedEdgeId>> walks_;  // per face: one directed edge of every walk around it
  std::vector<std::vector<int>> cover_;
};

}  // namespace libgrid::coverage::detail
