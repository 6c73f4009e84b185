#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/density.hpp>

namespace libgrid::hotspot {
namespace {

const DensityRaster kRaster{.origin = {-50.0, 20.0}, .cell = Metres{7.0}, .columns = 61, .rows = 43};

std::vector<Xy> sprinkled(std::size_t n, std::uint64_t seed) {
  const CounterRandom random(seed, 0);
  std::vector<Xy> points;  // some lie outside the raster
  for (std::size_t i = 0; i < n; ++i)
    points.push_back({-90.0 + random.unit(2 * i) * 520.0, -20.0 + random.unit(2 * i + 1) * 400.0});
  return points;
}

double kernel_at(Kernel kernel, double d, double h) {
  const double u = d * d / (h * h), area = std::numbers::pi * h * h;
  switch (kernel) {
    case Kernel::uniform:
      return u <= 1.0 ? 1.0 / area : 0.0;
    case Kernel::quadratic:
      return u < 1.0 ? 2.0 * (1.0 - u) / area : 0.0;
    case Kernel::quartic:
      return u < 1.0 ? 3.0 * (1.0 - u) * (1.0 - u) / area : 0.0;
    case Kernel::gaussian:
      return std::exp(-0.5 * u) / (2.0 * area);
  }
  return 0.0;
}

TEST(Density, IsTheSumOverAllPoints) {
  const std::vector<Xy> points = sprinkled(300, 1);
  for (const Kernel kernel : {Kernel::uniform, Kernel::quadratic, Kernel::quartic, Kernel::gaussian}) {
    const DensityOptions options{.kernel = kernel, .bandwidth = Metres{33.0}, .bound = 1e-9};
    const std::vector<double> heat = kernel_density(points, kRaster, options);
    double peak = 0.0;
    for (const double h : heat) peak = std::max(peak, h);
    const double missing = kernel == Kernel::gaussian ? 1e-9 * 300.0 * kernel_at(kernel, 0.0, 33.0) : 0.0;
    for (std::size_t row = 0; row < kRaster.rows; ++row)
      for (std::size_t column = 0; column < kRaster.columns; ++column) {
        const Xy centre{-50.0 + (static_cast<double>(column) + 0.5) * 7.0,
                        20.0 + (static_cast<double>(row) + 0.5) * 7.0};
        double sum = 0.0;
        for (const Xy p : points) sum += kernel_at(kernel, distance(p, centre).value, 33.0);
        const double got = heat[row * kRaster.columns + column];
        ASSERT_LE(got, sum + 1e-12 * peak);
        ASSERT_GE(got, sum - missing - 1e-12 * peak);
      }
  }
}

TEST(Density, VolumeIsTheNumberOfPoints) {
  const DensityRaster fine{.origin = {0, 0}, .cell = Metres{1.0}, .columns = 200, .rows = 200};
  const std::vector<Xy> points{{100.3, 99.1}, {90.0, 120.0}};
  for (const bool adaptive : {false, true})
    for (const Kernel kernel : {Kernel::uniform, Kernel::quadratic, Kernel::quartic, Kernel::gaussian}) {
      const std::vector<double> heat = kernel_density(
          points, fine, {.kernel = kernel, .bandwidth = Metres{15.0}, .bound = 1e-8, .adaptive = adaptive});
      EXPECT_NEAR(std::accumulate(heat.begin(), heat.end(), 0.0), 2.0, kernel == Kernel::uniform ? 0.02 : 1e-3);
    }
}

TEST(Density, HexagonsHoldTheirNearestPoints) {
  const CounterRandom random(3, 0);
  std::vector<Xy> points;
  for (std::uint64_t i = 0; i < 500; ++i)
    points.push_back({random.unit(2 * i) * 900.0 - 300.0, random.unit(2 * i + 1) * 900.0 - 300.0});
  std::int64_t counted = 0;
  for (const HexCount& hex : hex_counts(points, Metres{40.0})) counted += hex.count;
  EXPECT_EQ(counted, 500);
  for (const Xy p : points) {
    const HexCell cell = hex_of(p, Metres{40.0});
    const Metres own = distance(p, hex_centre(cell, Metres{40.0}));
    for (const HexCell other :
         {HexCell{cell.q + 1, cell.r}, HexCell{cell.q - 1, cell.r}, HexCell{cell.q, cell.r + 1},
          HexCell{cell.q, cell.r - 1}, HexCell{cell.q + 1, cell.r - 1}, HexCell{cell.q - 1, cell.r + 1}})
      EXPECT_LE(own.value, distance(p, hex_centre(other, Metres{40.0})).value + 1e-9);
  }
}

// Each point once, by floor; west and south edges are the square's own, also below zero.
TEST(Density, SquaresByHandAndByCounting) {
  const std::vector<Xy> corners{{0, 0}, {9.999, 9.999}, {10, 0}, {-0.001, 0}, {-10, -10}, {0, 10}};
  EXPECT_EQ(square_counts(corners, Metres{10.0}),
            (std::vector<SquareCount>{{{-1, -1}, 1}, {{-1, 0}, 1}, {{0, 0}, 2}, {{0, 1}, 1}, {{1, 0}, 1}}));
  const CounterRandom draw(3, 4);
  std::vector<Xy> points;
  for (std::uint64_t i = 0; i < 2000; ++i) points.push_back({500.0 * draw.unit(2 * i), 300.0 * draw.unit(2 * i + 1)});
  std::int64_t counted = 0;
  for (const SquareCount& square : square_counts(points, Metres{37.0})) {
    const double west = static_cast<double>(square.cell.column) * 37.0,
                 south = static_cast<double>(square.cell.row) * 37.0;
    EXPECT_EQ(square.count, std::count_if(points.begin(), points.end(), [&](Xy p) {
                return p.x >= west && p.x < west + 37.0 && p.y >= south && p.y < south + 37.0;
              }));
    counted += square.count;
  }
  EXPECT_EQ(counted, 2000);
}

}  // namespace
}  // namespace libgrid::hotspot
