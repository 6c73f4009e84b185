#include <libgrid/workflow/polygon_index.hpp>

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/workflow/locate_points.hpp>

#include "../io/temporary_folder.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::workflow {
namespace {

using io::bytes_of;
using io::TemporaryFolder;

std::vector<PolygonLayer> cambridge() {
  const std::filesystem::path data = test::source_dir() + "/data/zone_layers";
  return {{.name = "neighbourhood", .file = data / "cambridge_neighborhoods.geojson", .columns = {.code = "code"}},
          {.name = "ward", .file = data / "cambridge_wards.geojson"}};
}

std::string some_points() {
  std::string csv = "id,lon,lat\n";
  for (int i = 0; i < 40; ++i)
    for (int j = 0; j < 40; ++j)
      csv += std::to_string(40 * i + j) + "," + std::to_string(-71.161 + 0.0025 * i) + "," +
             std::to_string(42.35 + 0.0014 * j) + "\n";
  return csv;
}

LocateRequest asked(const TemporaryFolder& folder) {
  LocateRequest request;
  request.points = folder.write("p.csv", some_points());
  request.crs = "EPSG:4326";
  return request;
}

struct Files {
  TemporaryFolder folder;
  std::filesystem::path index = folder.at("cambridge.index");

  [[nodiscard]] Expected<StepSummary> build(const PolygonIndexOptions& options = {}) const {
    return index_polygons(cambridge(), index, options, {});
  }
  [[nodiscard]] ErrorCode opened(std::string bytes, std::size_t at, char with) const {
    bytes[at] = with;
    return open_polygon_index(folder.write("bad.index", bytes)).error().code;
  }
};

TEST(PolygonIndex, TheMappedFileAnswersAsThePolygonsDo) {
  const Files files;
  for (const int epsg : {0, 26'986}) {
    ASSERT_TRUE(files.build({.frame = Frame{epsg}}));
    LocateRequest request = asked(files.folder);
    request.frame = Frame{epsg};
    request.layers = cambridge();
    request.output = files.folder.at("polygons.csv");
    ASSERT_TRUE(locate_points(request, {}));
    request.layers = {};
    request.frame = {};
    request.index = files.index;
    request.output = files.folder.at("index.csv");
    const auto summary = locate_points(request, {});
    ASSERT_TRUE(summary) << message_en(summary.error());
    EXPECT_EQ(bytes_of(request.output), bytes_of(files.folder.at("polygons.csv")));
    EXPECT_NE(bytes_of(request.output).find("The Port"), std::string::npos);
    EXPECT_EQ(bytes_of(request.output.string() + ".rejects.csv"),
              bytes_of(files.folder.at("polygons.csv.rejects.csv")));
  }
}

TEST(PolygonIndex, BuiltTwiceTheSameBytesAndInfoSaysWhatBuildSaid) {
  const Files files;
  auto built = files.build();
  ASSERT_TRUE(built) << message_en(built.error());
  const std::string first = bytes_of(files.index);
  ASSERT_TRUE(files.build());
  EXPECT_EQ(bytes_of(files.index), first);
  const auto info = polygon_index_info(files.index);
  ASSERT_TRUE(info);
  EXPECT_EQ(info->figures, built->figures);
  const auto checksum = std::get<std::string>(info->figures.back().value);
  EXPECT_EQ(info->figures.back().name, "checksum");
  EXPECT_EQ(checksum.size(), 16U);
}

TEST(PolygonIndex, ABudgetMakesItSmaller) {
  const Files files;
  ASSERT_TRUE(files.build());
  const auto plenty = open_polygon_index(files.index)->locator.findings();
  ASSERT_TRUE(files.build({.budget = 50 * plenty.unique_edges}));
  const auto few = open_polygon_index(files.index)->locator.findings();
  EXPECT_LT(5 * few.bytes, 4 * plenty.bytes);
  const auto impossible = files.build({.budget = 10});
  ASSERT_TRUE(impossible);
  EXPECT_TRUE(std::ranges::any_of(impossible->findings, [](const std::string& text) {
    return text.find("the 10 asked") != std::string::npos;
  })) << "more than the budget is told";
}

TEST(PolygonIndex, AnotherVersionDamageAndForeignFilesAreRefusedByName) {
  const Files files;
  ASSERT_TRUE(files.build());
  const std::string good = bytes_of(files.index);
  EXPECT_EQ(files.opened(good, 0, 'x'), ErrorCode::file_unreadable);
  EXPECT_EQ(files.opened(good, 24, 1), ErrorCode::index_version);
  EXPECT_EQ(files.opened(good, 8, static_cast<char>(good[8] ^ 1)), ErrorCode::index_damaged);
  EXPECT_EQ(files.opened(good, good.size() / 2, static_cast<char>(good[good.size() / 2] ^ 1)),
            ErrorCode::index_damaged);
  EXPECT_EQ(open_polygon_index(files.folder.write("csv.index", some_points())).error().code,
            ErrorCode::file_unreadable);
  const auto bare = open_polygon_index(files.index)->locator.with_note({}).to_bytes();
  const auto nameless = files.folder.write("bare.index", {reinterpret_cast<const char*>(bare.data()), bare.size()});
  EXPECT_EQ(open_polygon_index(nameless).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(open_polygon_index(nameless).error().file, "bare.index");
}

// The checksum can be right and the note still nonsense.
TEST(PolygonIndex, ANoteThatDoesNotFitIsDamage) {
  const Files files;
  ASSERT_TRUE(files.build());
  const auto locator = open_polygon_index(files.index)->locator;
  for (const std::string_view note :
       {"[]", "{", "{\"frame\":4326}", R"({"frame":"x","layers":[]})", R"({"frame":1,"layers":[{},{}]})",
        R"({"frame":1,"layers":[{"name":"a","codes":["1"]},{"name":"b","codes":["1"]}]})"}) {
    const auto bytes = locator.with_note(std::as_bytes(std::span(note))).to_bytes();
    const auto path = files.folder.write("n.index", {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    EXPECT_EQ(open_polygon_index(path).error().code, ErrorCode::index_damaged) << note;
  }
}

TEST(PolygonIndex, LayersAreChecked) {
  const Files files;
  EXPECT_EQ(build_polygon_index({}).error().code, ErrorCode::parameter_invalid);
  auto layers = cambridge();
  layers[1].name = layers[0].name;
  EXPECT_EQ(build_polygon_index(layers).error().code, ErrorCode::parameter_invalid);
  const auto copy = files.folder.write("copy.geojson", bytes_of(cambridge()[1].file));
  layers[1] = {.name = "ward", .file = copy};
  EXPECT_EQ(index_polygons(layers, copy, {}, {}).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(bytes_of(copy), bytes_of(cambridge()[1].file));
}

TEST(PolygonIndex, LocateTakesAnIndexOrLayersAndNoOtherFrame) {
  const Files files;
  ASSERT_TRUE(files.build());
  LocateRequest request = asked(files.folder);
  request.output = files.folder.at("o.csv");
  request.index = files.index;
  request.frame = Frame{26'986};
  EXPECT_EQ(locate_points(request, {}).error().code, ErrorCode::parameter_invalid);
  request.frame = {};
  request.layers = cambridge();
  EXPECT_EQ(locate_points(request, {}).error().code, ErrorCode::parameter_invalid);
  request.layers = {};
  request.output = files.index;
  EXPECT_EQ(locate_points(request, {}).error().code, ErrorCode::parameter_invalid);
}

}  // namespace
}  // namespace libgrid::workflow
