#pragma once
/// Coverages made to the figures of real cities, whose borders are as long and as crooked, and points over them.
///
///   bench::Coverage a = bench::coverage({.columns = 20, .rows = 14, .border_vertices = 180, .seed = 1});
///
/// A jittered lattice of quadrilaterals whose borders are midpoint fractals; neighbours share every vertex. A share of
/// the borders is drawn twice, the second time a hair aside (`apart`), as digitised coasts and old maps have it.

#include <cstdint>
#include <vector>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::bench {

struct CoveragePlan {
  int columns = 10;
  int rows = 10;
  int border_vertices = 14;  ///< inner vertices of each of a quadrilateral's four borders
  double crooked = 0.25;     ///< of the length of a border, at its middle
  double apart = 0.0;        ///< share of borders that are not shared exactly
  double cell = 1000.0;      ///< metres
  std::uint64_t seed = 1;
};

struct Coverage {
  std::vector<MultiPolygon> shapes;
  Box box;
  std::size_t coordinates = 0;
};

[[nodiscard]] Coverage coverage(const CoveragePlan& plan);

[[nodiscard]] std::vector<Xy> uniform_points(const Box& box, std::size_t count, std::uint64_t seed);
/// 90 % in 300 Gaussian clusters with log-normal weights.
[[nodiscard]] std::vector<Xy> clustered_points(const Box& box, std::size_t count, std::uint64_t seed);
/// Half on vertices, half at rounded middles of edges.
[[nodiscard]] std::vector<Xy> border_points(const std::vector<MultiPolygon>& shapes, std::size_t count,
                                            std::uint64_t seed);
/// In the order of a Morton curve.
void sort_along_curve(std::vector<Xy>& points, const Box& box);

}  // namespace libgrid::bench
