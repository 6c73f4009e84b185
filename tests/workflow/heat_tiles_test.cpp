#include <libgrid/workflow/detail/heat_tiles.hpp>

#include <cmath>
#include <map>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/tile/mvt_decoder.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(HeatTiles, CoarserCellsKeepTheMass) {
  const hotspot::DensityRaster raster{{0, 0}, Metres{10.0}, 5, 3};
  std::vector<double> heat(15);
  std::iota(heat.begin(), heat.end(), 1.0);
  const detail::CoarseHeat same = detail::coarse_heat(raster, heat, 0);
  EXPECT_EQ(same.heat, heat);
  const detail::CoarseHeat coarse = detail::coarse_heat(raster, heat, 1);
  EXPECT_EQ(coarse.raster.columns, 3U);
  EXPECT_EQ(coarse.raster.rows, 2U);
  EXPECT_DOUBLE_EQ(coarse.heat[0], (1.0 + 2.0 + 6.0 + 7.0) / 4.0);
  EXPECT_DOUBLE_EQ(std::accumulate(coarse.heat.begin(), coarse.heat.end(), 0.0) * 400.0, 120.0 * 100.0);
}

/// By layer and feature id: the named property, from all tiles of a zoom (a shape on a border is in several).
using ById = std::map<std::string, std::map<std::uint64_t, double>>;

ById read_zoom(const std::filesystem::path& folder, const std::map<std::string, std::string>& property) {
  ById found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".mvt") continue;
    const std::string bytes = read_file(entry.path());
    const auto tile = libgrid::test::decode_tile(bytes);
    EXPECT_EQ(tile.problem, "");
    for (const auto& layer : tile.layers)
      for (const auto& feature : layer.features) {
        const double value = std::stod(feature.tags.at(property.at(layer.name)));
        const auto [at, fresh] = found[layer.name].emplace(feature.id, value);
        EXPECT_EQ(at->second, value);
      }
  }
  return found;
}

double sum_of(const std::map<std::uint64_t, double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0, [](double s, const auto& v) { return s + v.second; });
}

TEST(HeatTiles, EveryReportIsInTheTilesOfEveryZoom) {
  const TinyFolder folder;
  const auto projector = must(crs::Projector::make(Frame{26986}));
  std::vector<Xy> points;
  const CounterRandom draw(8, 1);
  for (std::uint64_t i = 0; i < 400; ++i)
    points.push_back({kCorner.x + 2000.0 * draw.unit(2 * i), kCorner.y + 1000.0 * draw.unit(2 * i + 1)});
  const hotspot::DensityRaster raster{{kCorner.x - 500.0, kCorner.y - 500.0}, Metres{50.0}, 60, 40};
  std::vector<double> heat = hotspot::kernel_density(points, raster, {.bandwidth = Metres{200.0}});
  for (double& value : heat) value *= 1e6;
  const std::vector<detail::HeatBins> bins{detail::hexagon_bins(points, Metres{100.0}),
                                           detail::square_bins(points, Metres{125.0})};
  const std::int64_t written =
      must(detail::write_heat_tiles(folder.path(), {raster, heat, bins}, {10, 14}, projector, {}));
  std::int64_t files = 0;
  const double mass = std::accumulate(heat.begin(), heat.end(), 0.0) * 0.0025;
  for (int zoom = 10; zoom <= 14; ++zoom) {
    SCOPED_TRACE(zoom);
    const std::filesystem::path of_zoom = folder.path() / std::to_string(zoom);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(of_zoom)) files += entry.is_regular_file();
    const ById found = read_zoom(of_zoom, {{"density", "per_km2"}, {"hexagons", "reports"}, {"squares", "reports"}});
    EXPECT_EQ(sum_of(found.at("hexagons")), 400.0);
    EXPECT_EQ(sum_of(found.at("squares")), 400.0);
    const double ratio = mass / sum_of(found.at("density")) / 0.0025;  // how many fine cells a cell stands for
    EXPECT_NEAR(std::log2(ratio), std::round(std::log2(ratio)), 1e-6);
    EXPECT_NEAR(mass, 400.0, 4.0);
  }
  EXPECT_EQ(files, written);
  const std::string json = read_file(folder.path() / "tiles.json");
  EXPECT_NE(json.find("\"minzoom\":10,\"maxzoom\":14"), std::string::npos);
  EXPECT_NE(json.find("\"squares\""), std::string::npos);
}

TEST(HeatTiles, EveryFeatureOfAnInventedCitySaysSo) {
  const auto projector = must(crs::Projector::make(Frame{26986}));
  const hotspot::DensityRaster raster{kCorner, Metres{50.0}, 2, 1};
  const std::vector<double> heat{1.0, 2.0};
  const std::vector<detail::HeatBins> bins{detail::square_bins(std::vector<Xy>{kCorner}, Metres{125.0})};
  for (const bool synthetic : {true, false}) {
    const TinyFolder folder;
    must(detail::write_heat_tiles(folder.path(), {raster, heat, bins, {}, synthetic}, {10, 11}, projector, {}));
    std::size_t features = 0, marked = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
      if (entry.path().extension() != ".mvt") continue;
      const std::string bytes = read_file(entry.path());
      for (const auto& layer : libgrid::test::decode_tile(bytes).layers)
        for (const auto& feature : layer.features) ++features, marked += feature.tags.count("synthetic");
    }
    EXPECT_GE(features, 4U);
    EXPECT_EQ(marked, synthetic ? features : 0U);
    EXPECT_EQ(read_file(folder.path() / "tiles.json").find("\"synthetic\":\"Boolean\"") != std::string::npos,
              synthetic);
  }
}

TEST(HeatTiles, ZoomsThatCannotBeAreRefused) {
  const TinyFolder folder;
  const auto projector = must(crs::Projector::make(Frame{26986}));
  const hotspot::DensityRaster raster{kCorner, Metres{50.0}, 1, 1};
  const std::vector<double> heat{1.0};
  for (const ZoomRange zooms : {ZoomRange{5, 4}, ZoomRange{-1, 3}, ZoomRange{3, 17}}) {
    const auto refused = detail::write_heat_tiles(folder.path(), {raster, heat, {}}, zooms, projector, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::parameter_invalid);
  }
}

}  // namespace
}  // namespace libgrid::workflow::test
