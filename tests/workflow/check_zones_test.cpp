#include <libgrid/workflow/check_zones.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/io/geojson.hpp>

#include "../io/temporary_folder.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::workflow {
namespace {

using coverage::FindingKind;
using namespace libgrid::literals;

CheckZonesRequest layer(const std::string& name) {
  return {.file = std::filesystem::path(libgrid::test::source_dir()) / "data" / "zone_layers" / (name + ".geojson"),
          .columns = {.code = "code", .parent = "", .layer = ""}};
}

std::map<FindingKind, std::size_t> kinds(const coverage::ZoneCheck& check) {
  std::map<FindingKind, std::size_t> counts;
  for (const auto& f : check.findings) ++counts[f.kind];
  return counts;
}

struct Golden {
  const char* name;
  std::size_t zones;
  double overlap;
  std::map<FindingKind, std::size_t> kinds;
};

TEST(CheckZones, RealLayersHaveTheirKnownFlaws) {
  const std::vector<Golden> goldens{
      {"baltimore_blocks", 92, 0.0, {}},
      {"cambridge_wards", 33, 0.0, {}},
      {"cambridge_neighborhoods", 13, 11.70, {{FindingKind::sliver, 2}, {FindingKind::unmatched_border, 10}}},
      {"cambridge_sweeping",
       14,
       0.0,
       {{FindingKind::gap, 3},
        {FindingKind::sliver, 1},
        {FindingKind::unmatched_border, 14},
        {FindingKind::duplicate_code, 3}}},
      {"cambridge_address_blocks", 749, 254.12, {{FindingKind::sliver, 9}, {FindingKind::unmatched_border, 64}}},
  };
  for (const Golden& golden : goldens) {
    SCOPED_TRACE(golden.name);
    const auto report = check_zones(layer(golden.name)).value();
    EXPECT_EQ(report.frame.epsg, std::string(golden.name).starts_with("b") ? 32618 : 32619);
    EXPECT_EQ(report.zones.size(), golden.zones);
    EXPECT_TRUE(report.rejected.empty());
    EXPECT_NEAR(report.check.overlap.value, golden.overlap, 0.005);
    EXPECT_EQ(kinds(report.check), golden.kinds);
    EXPECT_EQ(report.good(), golden.kinds.empty());
  }
}

/// A square of 0.001 degrees as a feature.
std::string square(const std::string& code, double lon) {
  const auto at = [&](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(34.0 + y) + "]"; };
  return R"({"type": "Feature", "properties": {"code": ")" + code +
         R"("}, "geometry": {"type": "Polygon", "coordinates": [[)" + at(lon, 0) + "," + at(lon + 0.001, 0) + "," +
         at(lon + 0.001, 0.001) + "," + at(lon, 0.001) + "," + at(lon, 0) + "]]}}";
}

TEST(CheckZones, SaysWhetherCodesWereCheckedAndNamesRows) {
  const io::TemporaryFolder folder;
  const std::string file = folder.write(
      "zones.geojson",
      R"({"type": "FeatureCollection", "features": [)" + square("A", 113.0) + "," + square("A", 113.001) + "," +
          square("", 113.002) +
          R"(, {"type": "Feature", "properties": {"code": "P"}, "geometry": {"type": "Point", "coordinates": [113, 34]}}]})");
  const auto has = [](const ZoneReport& report, const std::string& text) {
    return std::ranges::any_of(report.summary.findings,
                               [&](const std::string& told) { return told.find(text) != std::string::npos; });
  };
  const auto unread = check_zones({.file = file}).value();
  EXPECT_TRUE(has(unread, "codes were not checked: name their column with --code | 未检查编码"));
  EXPECT_TRUE(has(unread, "zones.geojson, row 4"));
  const auto coded = check_zones({.file = file, .columns = {.code = "code"}}).value();
  EXPECT_FALSE(has(coded, "codes were not checked"));
  EXPECT_TRUE(has(coded, "duplicate_code: A (row 1), A (row 2)"));
  EXPECT_TRUE(has(coded, "zones without a code: 1, rows 3 | 没有编码的网格：1 个，行 3"));
  EXPECT_EQ(coded.without_code, (std::vector<std::int64_t>{3}));
  EXPECT_FALSE(coded.good());
}

TEST(CheckZones, AFrameOfAnotherPartOfTheWorldIsRefusedAndLongEdgesAreTold) {
  const io::TemporaryFolder folder;
  const std::string wide =
      R"({"type": "Feature", "properties": {"code": "W"}, "geometry": {"type": "Polygon", "coordinates":)"
      R"( [[[113.0, 34.001], [113.015, 34.001], [113.015, 34.01], [113.0, 34.01], [113.0, 34.001]]]}})";
  CheckZonesRequest request{.file = folder.write("zones.geojson", R"({"type": "FeatureCollection", "features": [)" +
                                                                      square("A", 113.007) + "," + wide + "]}"),
                            .columns = {.code = "code"},
                            .frame = Frame{26986}};
  const Error error = check_zones(request).error();
  EXPECT_EQ(error.code, ErrorCode::coordinate_out_of_range);
  EXPECT_EQ(error.field, "frame");
  EXPECT_NE(error.detail.find("UTM there is EPSG:32649"), std::string::npos) << error.detail;
  request.frame = Frame{};
  const auto report = check_zones(request).value();
  const auto bent = std::ranges::find_if(
      report.summary.findings, [](const std::string& text) { return text.starts_with("edges straight in degrees"); });
  ASSERT_NE(bent, report.summary.findings.end());
  EXPECT_NE(bent->find(", off by up to 2"), std::string::npos) << *bent;
  EXPECT_NE(bent->find("vertices were put into them"), std::string::npos) << *bent;
}

/// A border of 1.4 km along a parallel; south of it two zones meet on its middle.
std::string long_border(bool with_vertex) {
  const auto zone = [](const char* code, const std::string& ring) {
    return R"({"type": "Feature", "properties": {"code": ")" + std::string(code) +
           R"("}, "geometry": {"type": "Polygon", "coordinates": [[)" + ring + "]]}}";
  };
  const std::string middle = with_vertex ? "[113.8075, 34.01], " : "";
  return R"({"type": "FeatureCollection", "features": [)" +
         zone("N", "[113.8, 34.01], " + middle + "[113.815, 34.01], [113.815, 34.02], [113.8, 34.02], [113.8, 34.01]") +
         "," + zone("SW", "[113.8, 34.0], [113.8075, 34.0], [113.8075, 34.01], [113.8, 34.01], [113.8, 34.0]") + "," +
         zone("SE", "[113.8075, 34.0], [113.815, 34.0], [113.815, 34.01], [113.8075, 34.01], [113.8075, 34.0]") + "]}";
}

TEST(CheckZones, ALongEdgeInDegreesMakesNoSliverAndATJunctionStaysOne) {
  const io::TemporaryFolder folder;
  const auto whole =
      check_zones({.file = folder.write("whole.geojson", long_border(true)), .columns = {.code = "code"}});
  EXPECT_TRUE(whole->good()) << whole->check.findings.size();
  // Without the vertex: 25 mm beside the chord, it was a sliver of 8 m2; it is what was drawn, a T-junction.
  const auto junction =
      check_zones({.file = folder.write("junction.geojson", long_border(false)), .columns = {.code = "code"}});
  EXPECT_EQ(junction->check.count(coverage::FindingKind::sliver), 0U);
  EXPECT_EQ(junction->check.count(coverage::FindingKind::gap), 0U);
  EXPECT_EQ(junction->check.count(coverage::FindingKind::overlap), 0U);
  EXPECT_GT(junction->check.count(coverage::FindingKind::unmatched_border), 0U);
  // Repaired, both sides have it, and the copy checks clean.
  CheckZonesRequest request{
      .file = folder.at("junction.geojson"), .columns = {.code = "code"}, .repaired = folder.at("repaired.geojson")};
  EXPECT_TRUE(check_zones(request)->good());
  EXPECT_TRUE(check_zones({.file = *request.repaired, .columns = {.code = "code"}})->good());
}

TEST(CheckZones, ARepairedLayerIsWrittenAndChecksClean) {
  const io::TemporaryFolder folder;
  CheckZonesRequest request = layer("cambridge_neighborhoods");
  request.repaired = folder.at("repaired.geojson");
  request.findings = folder.at("findings.geojson");
  const auto report = check_zones(request).value();
  EXPECT_TRUE(report.good());
  EXPECT_EQ(report.repair->after.overlap, 0_m2);
  EXPECT_NEAR(report.repair->after.covered.value, report.check.covered.value + report.check.gap.value, 30.0);
  EXPECT_EQ(io::read_geojson(*request.findings)->features.size(), report.check.findings.size());
  CheckZonesRequest again{.file = *request.repaired, .columns = {.code = "code", .parent = "", .layer = ""}};
  EXPECT_TRUE(check_zones(again)->good());
}

TEST(CheckZones, WhatARepairChangedIsToldByNameAndWrittenAsLines) {
  const io::TemporaryFolder folder;
  CheckZonesRequest request = layer("cambridge_neighborhoods");
  request.repaired = folder.at("repaired.geojson");
  request.changes = folder.at("changes.geojson");
  const auto report = check_zones(request).value();
  const auto lines = io::read_geojson(*request.changes)->features;
  ASSERT_EQ(lines.size(), report.repair->actions.size());
  std::map<std::string, std::size_t> written, told;
  for (const io::Feature& feature : lines) ++written[std::get<std::string>(feature.find("kind")->value)];
  for (const auto kind : {coverage::RepairKind::overlap_given, coverage::RepairKind::border_matched})
    EXPECT_EQ(written[std::string(name_of(kind))], report.repair->count(kind));
  for (const std::string& text : report.summary.findings) ++told[text.substr(0, text.find(':'))];
  for (const auto& [kind, count] : written)
    EXPECT_EQ(told[kind], std::min<std::size_t>(count, 5) + (count > 5 ? 1 : 0)) << kind;
  EXPECT_TRUE(std::ranges::any_of(report.summary.findings, [](const std::string& text) {
    return text.starts_with("border_matched: ") && text.find("more (--changes FILE draws all) | ") != std::string::npos;
  })) << report.summary.findings.back();
  EXPECT_TRUE(std::ranges::none_of(report.summary.findings,
                                   [](const std::string& text) { return text.starts_with("left_alone: "); }));
}

/// Every finding that is left is left on purpose: three squares of other use, and codes that only a person can tell
/// apart.
TEST(CheckZones, WhatRepairLeavesOfTheSweepingDistrictsIsListed) {
  const io::TemporaryFolder folder;
  CheckZonesRequest request = layer("cambridge_sweeping");
  request.repaired = folder.at("repaired.geojson");
  const auto report = check_zones(request).value();
  const coverage::ZoneRepair& repair = *report.repair;
  EXPECT_EQ(kinds(repair.after),
            (std::map<FindingKind, std::size_t>{{FindingKind::gap, 3}, {FindingKind::duplicate_code, 3}}));
  EXPECT_EQ(repair.count(coverage::RepairKind::left_alone), 3U);
  EXPECT_EQ(repair.count(coverage::RepairKind::gap_filled), 5U);  // with a slit of 0.5 mm at the river
}

TEST(CheckZones, RepairOfAPerfectLayerChangesNoZone) {
  const io::TemporaryFolder folder;
  CheckZonesRequest request = layer("baltimore_blocks");
  request.repaired = folder.at("repaired.geojson");
  const auto report = check_zones(request).value();
  EXPECT_TRUE(report.repair->changed.empty());
  EXPECT_EQ(report.repair->snapped.size(), 92U);  // from degrees onto the lattice
}

/// Two squares side by side under one parent, which the file has as well.
std::string town(const std::string& parent_of_last) {
  const auto feature = [](const std::string& code, const std::string& parent, double west, double east) {
    const std::string w = std::to_string(west), e = std::to_string(east);
    return R"({"type":"Feature","properties":{"code":")" + code + R"(","parent":")" + parent +
           R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + w + ",34],[" + e + ",34],[" + e + ",34.001],[" + w +
           ",34.001],[" + w + ",34]]]}}";
  };
  return R"({"type":"FeatureCollection","features":[)" + feature("A", "", 113.0, 113.002) + "," +
         feature("A1", "A", 113.0, 113.001) + "," + feature("A2", parent_of_last, 113.001, 113.002) + "]}";
}

TEST(CheckZones, LevelsInOneFileAreCheckedOneByOneAndParentsLookedUp) {
  const io::TemporaryFolder folder;
  folder.write("town.geojson", town("A"));
  CheckZonesRequest request{.file = folder.at("town.geojson"), .columns = {.code = "code", .parent = "parent"}};
  request.rules.validate.needs_parent = true;
  const auto good = check_zones(request).value();
  EXPECT_EQ(good.levels, 2U);
  EXPECT_TRUE(good.good());
  folder.write("town.geojson", town("GARBAGE"));
  const auto bad = check_zones(request).value();
  EXPECT_EQ(kinds(bad.check),
            (std::map<FindingKind, std::size_t>{{FindingKind::overlap, 1}, {FindingKind::missing_parent, 1}}));
  request.repaired = folder.at("repaired.geojson");
  EXPECT_EQ(check_zones(request).error().code, ErrorCode::parameter_invalid);
}

TEST(CheckZones, ParentsOfAnotherFile) {
  const io::TemporaryFolder folder;
  folder.write("town.geojson", town("A"));
  CheckZonesRequest request = layer("cambridge_wards");
  request.columns.parent = "code";
  EXPECT_TRUE(check_zones(request)->parents_unknown);
  request.parents = request.file;
  EXPECT_TRUE(check_zones(request)->good());
  request.parents = folder.at("town.geojson");
  EXPECT_EQ(check_zones(request)->check.count(FindingKind::missing_parent), 33U);
}

TEST(CheckZones, AMissingFileOrColumnIsNamed) {
  EXPECT_EQ(check_zones(layer("nowhere")).error().code, ErrorCode::file_not_found);
  CheckZonesRequest request = layer("cambridge_wards");
  request.columns.code = "BGCODE";
  EXPECT_EQ(check_zones(request).error().code, ErrorCode::column_missing);
}

TEST(CheckZones, WhereNoRowCanBeReadTheRowSaysWhyNotTheColumn) {
  const io::TemporaryFolder folder;
  const std::string far =
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"A"},"geometry":)"
      R"({"type":"Polygon","coordinates":[[[1e300,0],[1e300,1],[0,1],[1e300,0]]]}}]})";
  const Error found = check_zones({.file = folder.write("far.geojson", far), .columns = {.code = "code"}}).error();
  EXPECT_EQ(found.code, ErrorCode::coordinate_out_of_range);
  EXPECT_EQ(found.row, 1);
  const std::string none = R"({"type":"FeatureCollection","features":[]})";
  EXPECT_EQ(check_zones({.file = folder.write("none.geojson", none), .columns = {.code = "code"}}).error().code,
            ErrorCode::geometry_empty);
}

TEST(CheckZones, AWidthThatIsNoAmountIsRefused) {
  for (const double width : {std::nan(""), -1.0, HUGE_VAL}) {
    CheckZonesRequest request = layer("cambridge_wards");
    request.rules.gap_width = Metres{width};
    EXPECT_EQ(check_zones(request).error().field, "sliver-width") << width;
  }
}

}  // namespace
}  // namespace libgrid::workflow
