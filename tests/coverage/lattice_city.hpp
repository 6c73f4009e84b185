#pragma once
/// Small cities for the tests of coverage, and GEOS as the oracle.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <geos_c.h>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/wkb.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::test {

/// The cell (column, row) of a raster of 10 m.
inline Polygon square(double column, double row) {
  const double x = column * 10.0, y = row * 10.0;
  return {{{x, y}, {x + 10, y}, {x + 10, y + 10}, {x, y + 10}, {x, y}}, {}};
}

/// One square per '#'; the last row of the picture is y = 0.
inline std::vector<Polygon> cells_of(const std::vector<std::string>& rows) {
  std::vector<Polygon> cells;
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < rows[r].size(); ++c)
      if (rows[r][c] == '#') cells.push_back(square(static_cast<double>(c), static_cast<double>(rows.size() - 1 - r)));
  return cells;
}

/// Pointers to polygons that outlive the call: the argument itself, or for temporaries until the end of the statement.
inline std::vector<const Polygon*> pointers(const std::vector<Polygon>& polygons) {
  std::vector<const Polygon*> out;
  for (const Polygon& polygon : polygons) out.push_back(&polygon);
  return out;
}

/// n x n jittered quadrilaterals of about 10 m on the plan lattice that share their vertices.
struct LatticeCity {
  std::vector<Polygon> blocks;

  LatticeCity(int n, std::uint64_t seed) {
    const CounterRandom draw(seed, 1);
    const auto node = [&](int c, int r) {
      const auto index = static_cast<std::uint64_t>(r * (n + 1) + c) * 2;
      return snap({c * 10.0 + 4.0 * draw.unit(index), r * 10.0 + 4.0 * draw.unit(index + 1)});
    };
    for (int r = 0; r < n; ++r)
      for (int c = 0; c < n; ++c)
        blocks.push_back({{node(c, r), node(c + 1, r), node(c + 1, r + 1), node(c, r + 1), node(c, r)}, {}});
  }
};

/// GEOS geometry from our bytes; lives until the program ends (tests only).
inline GEOSGeometry* to_geos(GEOSContextHandle_t handle, const MultiPolygon& shape) {
  const Bytes bytes = to_wkb(shape);
  return GEOSGeomFromWKB_buf_r(handle, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

inline bool geos_says_valid(const MultiPolygon& shape) {
  GEOSContextHandle_t handle = GEOS_init_r();
  GEOSGeometry* geometry = to_geos(handle, shape);
  const bool valid = GEOSisValid_r(handle, geometry) == 1;
  GEOSGeom_destroy_r(handle, geometry);
  GEOS_finish_r(handle);
  return valid;
}

inline bool geos_says_equal_union(const MultiPolygon& joined, const std::vector<Polygon>& pieces) {
  GEOSContextHandle_t handle = GEOS_init_r();
  GEOSGeometry* ours = to_geos(handle, joined);
  GEOSGeometry* parts = to_geos(handle, MultiPolygon(pieces.begin(), pieces.end()));
  GEOSGeometry* theirs = GEOSUnaryUnion_r(handle, parts);
  const bool equal = GEOSEquals_r(handle, ours, theirs) == 1;
  for (GEOSGeometry* geometry : {ours, parts, theirs}) GEOSGeom_destroy_r(handle, geometry);
  GEOS_finish_r(handle);
  return equal;
}

}  // namespace libgrid::test
