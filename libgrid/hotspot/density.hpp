#pragma once
/// Heat maps: kernel density on a raster of cell centres, and counts in hexagons and squares.
///
///   DensityRaster raster{.origin = {0, 0}, .cell = 20_m, .columns = 1000, .rows = 1000};
///   std::vector<double> heat = kernel_density(points, raster, {.kernel = Kernel::quartic, .bandwidth = 100_m});
///   // heat[row * columns + column]: points per square metre at the cell's centre
///
/// Kernels are radial with volume 1; compact ones (0 beyond the bandwidth) are summed exactly, point by point. The
/// gaussian (bandwidth = sigma) is cut where it has fallen to `bound` of its peak, or interpolated where that is less
/// work (see detail/gaussian_raster.hpp): either way each value is too small by at most bound x points x peak,
/// peak = 1 / (2 pi sigma^2), and never too large.
/// Adaptive: each point has its own bandwidth, bandwidth x sqrt(g / pilot) with the pilot density at its cell and g
/// the geometric mean of pilots (Abramson), within [1/4, 4] of the bandwidth.
/// @pre    bandwidth > 0, finite points
/// @guarantee sums go by cell, then by position in `points`: another order changes the last bits only
/// @cost   O(points x (bandwidth / cell)^2), gaussian O(points + cells x bandwidth / cell): 1 M points, 100 m on 20 m
/// cells: see tests/bench/hotspot_bench.cpp
/// @source Silverman 1986; Abramson 1982

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid {
namespace hotspot {

enum class Kernel : unsigned char { uniform, quadratic, quartic, gaussian };

struct DensityRaster {
  Xy origin{};  ///< south-west corner
  Metres cell{1.0};
  std::size_t columns = 0;
  std::size_t rows = 0;
};

struct DensityOptions {
  Kernel kernel = Kernel::quartic;
  Metres bandwidth{100.0};
  double bound = 1e-6;  ///< gaussian only
  bool adaptive = false;
};

[[nodiscard]] std::vector<double> kernel_density(std::span<const Xy> points, const DensityRaster& raster,
                                                 const DensityOptions& options);

/// A hexagon of a grid with pointed tops; axial coordinates.
struct HexCell {
  std::int64_t q = 0;
  std::int64_t r = 0;
  friend constexpr auto operator<=>(HexCell, HexCell) = default;
};
struct HexCount {
  HexCell cell;
  std::int64_t count = 0;
  friend bool operator==(const HexCount&, const HexCount&) = default;
};

/// The hexagon whose centre is nearest; on a border the one that rounding gives. side > 0: edge = outer radius.
[[nodiscard]] HexCell hex_of(Xy point, Metres side);
[[nodiscard]] Xy hex_centre(HexCell cell, Metres side);
/// Hexagons with a point, ascending.
[[nodiscard]] std::vector<HexCount> hex_counts(std::span<const Xy> points, Metres side);

/// A square of a grid: [column x side, (column + 1) x side) east of zero, likewise north; its west and south edges are
/// its own.
struct SquareCell {
  std::int64_t column = 0;
  std::int64_t row = 0;
  friend constexpr auto operator<=>(SquareCell, SquareCell) = default;
};
struct SquareCount {
  SquareCell cell;
  std::int64_t count = 0;
  friend bool operator==(const SquareCount&, const SquareCount&) = default;
};
/// Squares with a point, ascending. @pre side > 0
[[nodiscard]] std::vector<SquareCount> square_counts(std::span<const Xy> points, Metres side);

}  // namespace hotspot
}  // namespace libgrid
