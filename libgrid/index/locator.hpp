#pragma once
/// Which shape holds a point: exact point location over polygons that may tile, overlap or leave gaps.
///
///   Locator locator = Locator::build(zone_shapes);          // vector<MultiPolygon>; the index owns what it needs
///   Hit hit = locator.locate(Xy{236'012.5, 900'471.0});     // hit.shape: position in zone_shapes, -1: in none
///   if (hit.where == Location::border) { /* on a border: hit.shape is the lowest of the shapes that meet here */ }
///
/// The idea: a uniform grid; each cell keeps one reference point, the shapes that hold it, and the edges that meet the
/// cell. A query walks the straight line from the reference point to p and flips a shape whenever one of its edges is
/// crossed; a cell without edges answers at once. Every decision is the sign of an exact predicate on the given
/// coordinates, so the grid decides how fast the answer comes, never what it is.
///
/// Units: those of the shapes (plane metres). A shape is the closed set of its rings by even-odd parity, exactly as in
/// geom::locate: holes, parts and overlaps need no special case, an invalid ring still has a defined answer.
/// @pre       rings are closed (first = last point), coordinates as in geom/predicates.hpp, fewer than 2^31 shapes
/// @guarantee equal to geom::locate asked of every shape in turn; independent of LocatorOptions and thread count
/// @errors    none; a point in no shape is Hit{-1, outside}, so is one that is not finite
/// @cost      measured on 120 zones with 61,560 edges, one core of a busy machine: build 0.1 us and 73 B per edge;
///            locate 40 to 70 ns at random places, 1 us on a vertex (exact arithmetic); nearest 1 us close by, a scan
///            of all cells from far away. Copies share one immutable index.

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include <libgrid/base/parallel.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/predicates.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::index {

namespace detail {
struct CellIndex;
}

/// Speed and memory only; no option changes an answer.
struct LocatorOptions {
  double cells_per_edge = 1.0;         ///< more cells: fewer edges to test in each
  std::int64_t max_cells = 4'000'000;  ///< upper bound on the number of cells
};

/// The lowest index of all shapes whose closed set contains the point.
struct Hit {
  std::int32_t shape = -1;             ///< -1: in no shape
  Location where = Location::outside;  ///< border: on the border of at least one shape that contains the point
  friend bool operator==(const Hit&, const Hit&) = default;
};

struct Nearest {
  std::int32_t shape = -1;                                   ///< ties to the lowest index; -1: there are no shapes
  Metres distance{std::numeric_limits<double>::infinity()};  ///< 0 if the shape covers the point
  friend bool operator==(const Nearest&, const Nearest&) = default;
};

class Locator {
 public:
  [[nodiscard]] static Locator build(std::span<const MultiPolygon> shapes, const LocatorOptions& options = {});
  /// One shape per polygon (blocks, faces). A lone MultiPolygon passed here is as many shapes as it has parts.
  [[nodiscard]] static Locator build(std::span<const Polygon> shapes, const LocatorOptions& options = {});

  [[nodiscard]] Hit locate(Xy p) const;

  /// All shapes whose closed set contains p, ascending.
  [[nodiscard]] std::vector<std::int32_t> covering(Xy p) const;

  /// The shape nearest to p: 0 if covered, else the smallest geom::distance_to_segment over all edges.
  /// @pre finite p
  [[nodiscard]] Nearest nearest(Xy p) const;

  /// Every shape no farther than `radius` from p, nearest first, then by index; distance 0 for those that cover p.
  /// @pre finite p
  [[nodiscard]] std::vector<Nearest> within(Xy p, Metres radius) const;

  /// out[i] = locate(points[i]). @pre out.size() == points.size()
  void locate_all(std::span<const Xy> points, std::span<Hit> out, const Parallel& how = {}) const;

 private:
  explicit Locator(std::shared_ptr<const detail::CellIndex> cells) : cells_(std::move(cells)) {}
  // Shared because it is immutable: a service swaps in a new plan while requests still read the old one.
  std::shared_ptr<const detail::CellIndex> cells_;
};

}  // namespace libgrid::index
