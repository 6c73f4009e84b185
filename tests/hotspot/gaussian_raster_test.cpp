#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/detail/gaussian_raster.hpp>

namespace libgrid::hotspot {
namespace {

constexpr std::size_t kSide = 37;
const DensityRaster kRaster{.origin = {-50.0, 20.0}, .cell = Metres{7.0}, .columns = kSide, .rows = kSide};

/// The true sum at a cell's centre, in peaks.
double sum_at(std::span<const Xy> points, std::size_t row, std::size_t column, double sigma) {
  const Xy centre{-50.0 + (static_cast<double>(column) + 0.5) * 7.0, 20.0 + (static_cast<double>(row) + 0.5) * 7.0};
  double sum = 0.0;
  for (const Xy p : points) {
    const double d = distance(p, centre).value / sigma;
    sum += std::exp(-0.5 * d * d);
  }
  return sum;
}

void expect_within(std::span<const Xy> points, double sigma, double bound) {
  SCOPED_TRACE(testing::Message() << points.size() << " points, sigma " << sigma << ", bound " << bound);
  const auto heat = detail::gaussian_raster(points, kRaster, sigma, bound);
  ASSERT_TRUE(heat);
  const double n = static_cast<double>(points.size()), area = 2.0 * std::numbers::pi * sigma * sigma;
  for (std::size_t row = 0; row < kSide; row += 3)
    for (std::size_t column = 0; column < kSide; ++column) {
      const double truth = sum_at(points, row, column, sigma), got = (*heat)[row * kSide + column] * area;
      ASSERT_LE(got, truth + 1e-13 * n);
      ASSERT_GE(got, truth - bound * n - 1e-13 * n);
    }
}

TEST(GaussianRaster, IsWithinItsBoundOfTheSumOverAllPoints) {
  const CounterRandom random(1, 0);
  std::vector<Xy> points;  // inside, around and far outside
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const double spread = i % 4 == 0 ? 1500.0 : 300.0;
    points.push_back({70.0 + (random.unit(2 * i) - 0.5) * spread, 150.0 + (random.unit(2 * i + 1) - 0.5) * spread});
  }
  for (const double sigma : {24.0, 33.0, 70.0})
    for (const double bound : {1e-2, 1e-4, 1e-6}) expect_within(points, sigma, bound);
  expect_within(points, 70.0, 1e-10);
}

// All points in one place, each place of a cell in turn: nothing averages out.
TEST(GaussianRaster, IsWithinItsBoundWhereverTheyStandInACell) {
  for (const double x : {0.0, 3.5, 6.999, 5.0})
    for (const double y : {3.5, 0.1})
      for (const double sigma : {24.0, 35.0})
        for (const double bound : {1e-3, 1e-6})
          expect_within(std::vector<Xy>(400, Xy{76.0 + x, 146.0 + y}), sigma, bound);
}

TEST(GaussianRaster, LeavesToTheDirectSumWhatItCannotBoundOrWhatIsLessWork) {
  const std::vector<Xy> many(5000, Xy{70.0, 150.0});
  EXPECT_FALSE(detail::gaussian_raster(many, kRaster, 14.0, 1e-6));
  EXPECT_FALSE(detail::gaussian_raster(std::span(many).first(1), kRaster, 33.0, 1e-6));
  EXPECT_TRUE(detail::gaussian_raster(many, kRaster, 33.0, 1e-6));
}

}  // namespace
}  // namespace libgrid::hotspot
