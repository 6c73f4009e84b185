#pragma once
/// Cutting lines and rings at a square, in tile units and doubles.
///
/// A ring comes back as one ring (Sutherland-Hodgman): where the true intersection has several parts they hang together
/// by edges along the square's border, which enclose no area. Renderers fill the same pixels, at a fraction of the
/// cost.
/// @source Sutherland & Hodgman 1974, doi:10.1145/360767.360802; Liang & Barsky 1984, doi:10.1145/357332.357333

#include <span>
#include <vector>

namespace libgrid::tile::detail {

struct TilePoint {
  double x = 0.0;
  double y = 0.0;
  friend bool operator==(const TilePoint&, const TilePoint&) = default;
};

using TilePath = std::vector<TilePoint>;

/// The closed square [low, high] x [low, high].
struct Square {
  double low = 0.0;
  double high = 0.0;
};

/// Parts of the line inside the square, in order.
[[nodiscard]] std::vector<TilePath> clip_line(std::span<const TilePoint> line, Square square);

/// The ring inside the square, not closed; empty if nothing is left. The ring may be closed or not.
[[nodiscard]] TilePath clip_ring(std::span<const TilePoint> ring, Square square);

}  // namespace libgrid::tile::detail
