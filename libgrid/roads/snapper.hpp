#pragma once
/// A report to its street: the nearest line, the measure on it and the side.
///
///   Snapper snapper = Snapper::build(lines);                   // vector<LineString>, e.g. of segments or whole ways
///   Snap snap = snapper.nearest({236'012.5, 900'471.0});       // snap.line: position in lines
///   snap.measure, snap.distance, snap.side;                    // left, right, or on the line
///   std::vector<Snap> near = snapper.within(p, accuracy);      // every line within the accuracy, nearest first
///
/// The idea: a uniform grid of about one cell per edge; each cell keeps the edges that pass through it, side by side in
/// memory with their ends. A query looks at rings of cells around the point until no unseen cell can hold a nearer
/// edge. Which side the point lies on is the sign of the exact predicate against the nearest edge; where the nearest
/// place is a vertex between two edges, the side is that of the corner, so that it does not depend on which of the two
/// was looked at first.
/// Units: plane metres.
/// @pre       finite coordinates; fewer than 2^31 edges
/// @guarantee the distance is the smallest over all edges, ties go to the lowest line, then the lowest measure; equal
///            to a scan of every edge (tested)
/// @cost      measured on 92,667 edges of Wuhan: see tests/bench/roads.md; a copy shares the index

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/parallel.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/predicates.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::roads {

namespace detail {
struct EdgeGrid;
}

struct Snap {
  std::int32_t line = -1;  ///< position in the lines; -1: there is none
  Metres measure;          ///< from the start of the line
  Metres distance{std::numeric_limits<double>::infinity()};
  Side side = Side::on;  ///< of the line in its drawn direction
  Xy at;                 ///< the nearest place
  friend bool operator==(const Snap&, const Snap&) = default;
};

class Snapper {
 public:
  /// Lines without two different points hold no edge and are never found.
  [[nodiscard]] static Snapper build(std::span<const LineString> lines);

  [[nodiscard]] Snap nearest(Xy p) const;
  /// The nearest line within the limit, else Snap{}.
  [[nodiscard]] Snap nearest(Xy p, Metres limit) const;
  /// One snap per line within the radius, by distance, then line.
  [[nodiscard]] std::vector<Snap> within(Xy p, Metres radius) const;

  /// out[i] = nearest(points[i], limit). @pre out.size() == points.size()
  void snap_all(std::span<const Xy> points, std::span<Snap> out, const Parallel& how = {},
                Metres limit = Metres{std::numeric_limits<double>::infinity()}) const;

 private:
  explicit Snapper(std::shared_ptr<const detail::EdgeGrid> grid) : grid_(std::move(grid)) {}
  std::shared_ptr<const detail::EdgeGrid> grid_;  // shared because it is immutable
};

}  // namespace libgrid::roads
