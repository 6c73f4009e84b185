#pragma once
/// Which square of the web map: zoom, column, row; and where on it a place lies.
///
///   Expected<TileId> tile = parse_tile_id("12", "1239", "1515");
///   WorldXy p = to_world(LonLat{-71.0648, 42.3574});       // the whole world is the square [0, 1] x [0, 1], y south
///   bool here = tile_of(p, 12) == *tile;
///
/// Web mercator on the WGS 84 sphere (EPSG:3857) scaled to one; latitudes beyond 85.0511 degrees are clamped.
/// @errors parameter_invalid: not three plain whole numbers, zoom over 22, column or row outside 0 .. 2^zoom - 1
/// @source OSM "Slippy map tilenames"; EPSG Guidance Note 7-2, method 1024

#include <compare>
#include <cstdint>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid::tile {

inline constexpr int kMaxZoom = 22;

struct TileId {
  int z = 0;
  std::int64_t x = 0;  ///< from the antimeridian eastwards
  std::int64_t y = 0;  ///< from the north southwards
  friend constexpr auto operator<=>(const TileId&, const TileId&) = default;
};

/// A place on the square world; never meets plane metres or degrees by accident.
struct WorldXy {
  double x = 0.0;
  double y = 0.0;
  friend constexpr auto operator<=>(const WorldXy&, const WorldXy&) = default;
};

[[nodiscard]] Expected<TileId> parse_tile_id(std::string_view z, std::string_view x, std::string_view y);

/// @pre finite coordinates
[[nodiscard]] WorldXy to_world(LonLat p);
[[nodiscard]] LonLat to_lonlat(WorldXy p);

/// The tile of a zoom that holds the place; tiles are half-open, so it is exactly one. @pre p in [0, 1) x [0, 1)
[[nodiscard]] TileId tile_of(WorldXy p, int zoom);

}  // namespace libgrid::tile
