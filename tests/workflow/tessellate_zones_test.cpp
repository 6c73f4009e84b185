#include <libgrid/workflow/tessellate_zones.hpp>

#include <cmath>
#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/workflow/check_zones.hpp>

#include "../io/temporary_folder.hpp"
#include "../support/source_dir.hpp"

namespace libgrid::workflow {
namespace {

const std::filesystem::path kSource = test::source_dir();

TEST(TessellateZones, UnitsOfACityAreACoverageWithUniqueCodes) {
  const io::TemporaryFolder folder;
  TessellateRequest request{.file = kSource / "data/zone_layers/cambridge_wards.geojson",
                            .columns = {.code = "code", .parent = "", .layer = ""}};
  request.output = folder.at("units.geojson");
  const auto made = tessellate_zones(request).value();
  EXPECT_GT(made.units.size(), 1'500U);
  std::set<std::string> codes;
  for (const ImportedZone& unit : made.units) codes.insert(unit.code);
  EXPECT_EQ(codes.size(), made.units.size());
  const auto check = coverage::validate(made.units, {.needs_parent = true}).value();
  EXPECT_TRUE(check.findings.empty());
  EXPECT_NEAR(check.area.value, made.statistics.snapped.value, 1e-12 * check.area.value * 100);
  EXPECT_EQ(io::read_zones(request.output)->zones.size(), made.units.size());
}

constexpr const char* kCommunity =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"110101001002"},"geometry":)"
    R"({"type":"Polygon","coordinates":[[[113,34],[113.01,34],[113.01,34.01],[113,34.01],[113,34]]]}}]})";

TEST(TessellateZones, CommunitiesThatOverlapAreAFinding) {
  const io::TemporaryFolder folder;
  std::string two = kCommunity;
  const std::string second =
      R"(,{"type":"Feature","properties":{"code":"110101001003"},"geometry":{"type":"Polygon","coordinates":)"
      R"([[[113.009,34],[113.02,34],[113.02,34.01],[113.009,34.01],[113.009,34]]]}}]})";
  two.replace(two.rfind("]}"), 2, second);
  const TessellateRequest request{.file = folder.write("c.geojson", two), .columns = {.code = "code"}};
  const auto made = tessellate_zones(request).value();
  ASSERT_EQ(made.summary.findings.size(), 2U);
  EXPECT_TRUE(made.summary.findings[1].starts_with("edges straight in degrees")) << made.summary.findings[1];
  EXPECT_TRUE(made.summary.findings[0].starts_with("c.geojson: 1 overlap, ")) << made.summary.findings[0];
  EXPECT_NE(made.summary.findings[0].find("(110101001002, 110101001003: "), std::string::npos);
  const coverage::TessellationStatistics& s = made.statistics;
  EXPECT_GT(s.overlap.value, 100'000.0);  // 0.001 x 0.01 degrees
  EXPECT_LE(std::abs(s.snap_change().value), 1e-3 * s.perimeter.value);
}

TEST(TessellateZones, CodesFollowTheProfile) {
  const io::TemporaryFolder folder;
  TessellateRequest request{.file = folder.write("c.geojson", kCommunity),
                            .columns = {.code = "code", .parent = "", .layer = ""}};
  request.profile = "15";  // no table is named: the program need not know where the sources are
  EXPECT_EQ(tessellate_zones(request)->units.front().code, "110101001002001");
  request.profile = "14";  // 99 numbers are not enough
  EXPECT_EQ(tessellate_zones(request).error().field, "sequence");
  request.profile = "13";
  EXPECT_EQ(tessellate_zones(request).error().code, ErrorCode::not_found);
  EXPECT_EQ(tessellate_zones(request).error().detail, "code profile 13; there are 14, 15, 16, 20");
}

TEST(TessellateZones, AnAreaWithoutEndAndATableThatIsNotThereAreNamed) {
  const io::TemporaryFolder folder;
  TessellateRequest request{.file = folder.write("c.geojson", kCommunity), .columns = {.code = "code"}};
  for (const double area : {HUGE_VAL, std::nan("")}) {
    request.rules.area = SquareMetres{area};
    EXPECT_EQ(tessellate_zones(request).error().field, "area");
  }
  request.rules.area = SquareMetres{10'000.0};
  request.profile = "15";
  request.profiles = folder.at("none.csv");
  EXPECT_NE(tessellate_zones(request).error().detail.find("none.csv: the table that --code-profiles names"),
            std::string::npos);
}

TEST(TessellateZones, CodesGivenBeforeAreNotGivenAgainVoidOnesNeither) {
  const io::TemporaryFolder folder;
  TessellateRequest request{.file = folder.write("c.geojson", kCommunity), .columns = {.code = "code"}};
  request.profiles = kSource / "data/tables/unit_code_profiles.csv";
  request.profile = "15";
  request.output = folder.at("units.geojson");
  request.kept =
      folder.write("kept.csv", "code,state,reason\n110101001002001,void,merged into 002\n110101001002002,in_use,\n");
  const auto made = tessellate_zones(request).value();
  EXPECT_EQ(made.units.front().code, "110101001002003");
  EXPECT_TRUE(made.summary.findings.back().starts_with(
      "2 codes were given before and are not given again, 1 of them void (110101001002001: merged into 002)"))
      << made.summary.findings.back();
  request.kept = folder.at("units.geojson.codes.csv");  // next time
  request.profile.clear();
  const std::size_t count = tessellate_zones(request)->units.size();  // plain codes, now in the table, too
  const std::string last = std::to_string(count + 1);
  EXPECT_EQ(tessellate_zones(request)->units.front().code, "110101001002-" + std::string(3 - last.size(), '0') + last);
}

TEST(CellShape, OneOfTwoWords) {
  EXPECT_EQ(cell_shape("hexagon").value(), coverage::CellShape::hexagon);
  EXPECT_EQ(cell_shape("square").value(), coverage::CellShape::square);
  EXPECT_EQ(cell_shape("circle").error().field, "cell");
}

}  // namespace
}  // namespace libgrid::workflow
