#include <libgrid/workflow/detail/heat_images.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/tile/tile_id.hpp>

#include "tests/support/png_decoder.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(HeatImages, ColoursGoFromTransparentToTheDarkest) {
  EXPECT_EQ(detail::heat_colour(0.0, 36.0), (detail::Colour{0, 0, 0, 0}));
  EXPECT_EQ(detail::heat_colour(0.5, 36.0), detail::kHeatColours[0]);
  EXPECT_EQ(detail::heat_colour(1.0, 36.0), detail::kHeatColours[1]);
  EXPECT_EQ(detail::heat_colour(24.9, 36.0), detail::kHeatColours[4]);
  EXPECT_EQ(detail::heat_colour(36.0, 36.0), detail::kHeatColours[5]);
}

// Every pixel of every picture against the cell that its middle lies in, each projected by itself.
TEST(HeatImages, APixelHasTheColourOfItsCell) {
  const TinyFolder folder;
  const auto projector = must(crs::Projector::make(Frame{26986}));
  const hotspot::DensityRaster raster{{kCorner.x, kCorner.y}, Metres{200.0}, 6, 4};
  std::vector<double> heat(24, 0.0);
  for (std::size_t k = 0; k < heat.size(); k += 2) heat[k] = static_cast<double>(k + 1);
  const std::int64_t written = must(detail::write_heat_images(folder.path(), {raster, heat}, {13, 14}, projector, {}));
  std::int64_t files = 0, odd = 0, coloured = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (entry.path().extension() != ".png") continue;
    ++files;
    const libgrid::test::Png png = libgrid::test::decode_png(read_file(entry.path()));
    ASSERT_EQ(png.problem, "");
    ASSERT_EQ(png.rgba.size(), 256U * 256U * 4U);
    const double y = std::stod(entry.path().stem()), x = std::stod(entry.path().parent_path().filename());
    const double side = std::exp2(-std::stoi(entry.path().parent_path().parent_path().filename()));
    for (std::size_t k = 0; k < 256U * 256U; k += 7) {
      const double u = (static_cast<double>(k % 256) + 0.5) / 256.0, v = (static_cast<double>(k / 256) + 0.5) / 256.0;
      const Xy p = must(projector.to_plane(tile::to_lonlat({(x + u) * side, (y + v) * side})));
      const double column = std::floor((p.x - kCorner.x) / 200.0), row = std::floor((p.y - kCorner.y) / 200.0);
      const bool inside = column >= 0.0 && column < 6.0 && row >= 0.0 && row < 4.0;
      const double value = inside ? heat[static_cast<std::size_t>(row * 6.0 + column)] : 0.0;
      const detail::Colour told = detail::heat_colour(value, 23.0);
      coloured += told[3] != 0 ? 1 : 0;
      for (std::size_t c = 0; c < 4; ++c) odd += png.rgba[4 * k + c] == told[c] ? 0 : 1;
    }
  }
  EXPECT_EQ(files, written);
  EXPECT_GE(files, 2);
  EXPECT_GT(coloured, 100);
  EXPECT_EQ(odd, 0);
  EXPECT_NE(read_file(folder.path() / "legend.json").find("\"rgba\":[189,0,38,225]"), std::string::npos);
  EXPECT_NE(read_file(folder.path() / "tiles.json").find("{z}/{x}/{y}.png"), std::string::npos);
}

TEST(HeatImages, NoHeatNoPictures) {
  const TinyFolder folder;
  const auto projector = must(crs::Projector::make(Frame{26986}));
  const hotspot::DensityRaster raster{{kCorner.x, kCorner.y}, Metres{200.0}, 2, 1};
  const std::vector<double> heat(2, 0.0);
  EXPECT_EQ(must(detail::write_heat_images(folder.path(), {raster, heat}, {10, 11}, projector, {})), 0);
  EXPECT_FALSE(detail::write_heat_images(folder.path(), {raster, heat}, {12, 11}, projector, {}));
}

}  // namespace
}  // namespace libgrid::workflow::test
