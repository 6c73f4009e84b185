#include <libgrid/workflow/heat_map.hpp>

#include <algorithm>
#include <map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(HeatMap, RasterHexagonsAndStreetsAreWritten) {
  const TinyFolder folder;
  const StepSummary summary = must(export_heat_map(finished_workspace(), folder.path(), {.streets = true}, {}));
  EXPECT_GT(std::filesystem::file_size(folder.path() / "heat.tif"), 0U);
  OutputQuery query(folder.path());
  const std::int64_t reports = std::get<std::int64_t>(summary.figures.at(0).value);
  EXPECT_GT(reports, 1000);
  EXPECT_EQ(query("heat.gpkg", "SELECT sum(reports) FROM hexagons"), std::to_string(reports));
  const double mass = std::stod(query("heat.gpkg", "SELECT sum(per_km * length_m) / 1000.0 FROM streets"));
  EXPECT_LE(mass, static_cast<double>(reports) + 1e-3);  // those within 30 m of a street, all of them
  EXPECT_GT(mass, 0.5 * static_cast<double>(reports));
}

TEST(HeatMap, TheKernelAlongStreetsIsChosen) {
  std::map<hotspot::NetworkKernel, double> mass;
  for (const auto kernel :
       {hotspot::NetworkKernel::simple, hotspot::NetworkKernel::discontinuous, hotspot::NetworkKernel::continuous}) {
    const TinyFolder folder;
    const HeatRequest request{.density = {.bandwidth = Metres{150.0}}, .streets = true, .street_kernel = kernel};
    const StepSummary summary = must(export_heat_map(finished_workspace(), folder.path(), request, {}));
    const auto told = std::ranges::find(summary.figures, "street_mass", &Figure::name);
    ASSERT_NE(told, summary.figures.end());
    mass[kernel] = std::get<double>(told->value);
    OutputQuery query(folder.path());
    EXPECT_NEAR(std::stod(query(told->file, told->expression)), mass[kernel], 1e-6);
  }
  EXPECT_NEAR(mass[hotspot::NetworkKernel::discontinuous], mass[hotspot::NetworkKernel::continuous], 0.01);
  EXPECT_GT(mass[hotspot::NetworkKernel::simple], 1.2 * mass[hotspot::NetworkKernel::continuous])
      << "the shortest way counts every branch of a crossing in full";
}

TEST(HeatMap, SquaresAndTilesBesideTheHexagons) {
  const TinyFolder folder;
  const HeatRequest request{.tiles = ZoomRange{11, 13}};
  const StepSummary summary = must(export_heat_map(finished_workspace(), folder.path(), request, {}));
  const std::int64_t reports = std::get<std::int64_t>(summary.figures.at(0).value);
  OutputQuery query(folder.path());
  EXPECT_EQ(query("heat.gpkg", "SELECT sum(reports) FROM squares"), std::to_string(reports));
  EXPECT_EQ(query("heat.gpkg", "SELECT CAST(round(sum(per_km2) * 0.0625) AS INTEGER) FROM squares"),
            std::to_string(reports));
  EXPECT_EQ(summary.figures.back().name, "heat_images");
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "images" / "legend.json"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "tiles" / "tiles.json"));
}

TEST(HeatMap, ReboundsAreFewerAndTheGaussianSaysItsBound) {
  const TinyFolder folder;
  const HeatRequest request{.density = {.kernel = hotspot::Kernel::gaussian, .bandwidth = Metres{100.0}},
                            .rebounds_only = true};
  const StepSummary summary = must(export_heat_map(finished_workspace(), folder.path(), request, {}));
  const auto rebounds = std::get<std::int64_t>(summary.figures.at(0).value);
  EXPECT_GT(rebounds, 0);
  EXPECT_LT(rebounds, 700);
  EXPECT_EQ(summary.figures.back().name, "error_bound");
  EXPECT_LT(std::get<double>(summary.figures.back().value), 0.02);
}

TEST(HeatMap, EveryFileOfAnInventedCitySaysSo) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  const std::string rules = tiny_city_json();
  write_file(folder.path() / "city.json", R"({"synthetic": true, )" + rules.substr(rules.find('{') + 1));
  Workspace invented = new_workspace(folder.path());
  run_steps(invented, files, "blocks");
  const std::filesystem::path out = folder.path() / "heat";
  must(export_heat_map(invented, out, {.tiles = ZoomRange{11, 11}}, {}));
  const std::filesystem::path real = folder.path() / "real";
  must(export_heat_map(finished_workspace(), real, {.tiles = ZoomRange{11, 11}}, {}));
  for (const char* name : {"images/legend.json", "images/tiles.json", "tiles/tiles.json"}) {
    const auto told = nlohmann::json::parse(read_file(out / name));
    EXPECT_EQ(told.at("synthetic"), true) << name;
    EXPECT_NE(told.at("attribution").get<std::string>().find("合成数据 / synthetic"), std::string::npos) << name;
    EXPECT_FALSE(nlohmann::json::parse(read_file(real / name)).contains("synthetic")) << name;
  }
  EXPECT_NE(read_file(out / "heat.tif").find("SYNTHETIC"), std::string::npos);
  EXPECT_NE(read_file(out / "heat.tif").find("合成数据 / synthetic"), std::string::npos);
  EXPECT_EQ(read_file(real / "heat.tif").find("SYNTHETIC"), std::string::npos);
}

TEST(HeatMap, WhatCannotBeIsRefused) {
  const TinyFolder folder;
  EXPECT_EQ(export_heat_map(finished_workspace(), folder.path(), {.category = "Unicorns"}, {}).error().code,
            ErrorCode::not_found);
  EXPECT_FALSE(export_heat_map(finished_workspace(), folder.path(), {.cell = Metres{0.0}}, {}));
  EXPECT_FALSE(export_heat_map(finished_workspace(), folder.path(), {.cell = Metres{0.01}}, {}));
}

}  // namespace
}  // namespace libgrid::workflow::test
