#pragma once
/// A feature's shape as whole tile units, ready to write: cut, rounded, without repeats, wound.

#include <cstdint>
#include <vector>

#include <libgrid/tile/feature.hpp>
#include <libgrid/tile/mvt.hpp>

namespace libgrid::tile::detail {

struct Cursor {
  std::int32_t x = 0;
  std::int32_t y = 0;
  friend bool operator==(const Cursor&, const Cursor&) = default;
};

using CursorPath = std::vector<Cursor>;

/// The numbers of the specification's GeomType.
enum class GeomType : std::uint32_t { point = 1, line = 2, polygon = 3 };

/// Paths of one feature: points of one vertex each, lines, or rings (outer ring followed by its holes, not closed).
struct TileGeometry {
  GeomType type = GeomType::point;
  std::vector<CursorPath> paths;
};

[[nodiscard]] TileGeometry tile_geometry(const Feature& feature, TileId tile, const MvtOptions& options);

/// Twice the area by the surveyor's formula: positive for outer rings (clockwise on the screen).
[[nodiscard]] std::int64_t doubled_area(const CursorPath& ring);

}  // namespace libgrid::tile::detail
