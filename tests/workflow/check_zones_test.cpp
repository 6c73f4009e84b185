#include <libgrid/workflow/check_zones.hpp>

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

TEST(CheckZones, AMissingFileOrColumnIsNamed) {
  EXPECT_EQ(check_zones(layer("nowhere")).error().code, ErrorCode::file_not_found);
  CheckZonesRequest request = layer("cambridge_wards");
  request.columns.code = "BGCODE";
  EXPECT_EQ(check_zones(request).error().code, ErrorCode::column_missing);
}

}  // namespace
}  // namespace libgrid::workflow
