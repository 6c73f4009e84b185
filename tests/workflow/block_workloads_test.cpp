#include <libgrid/workflow/detail/block_workloads.hpp>

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include <libgrid/workflow/quality_report.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

/// The tiny city with four workloads, two of which count points, and limits on two.
CityFiles with_workloads(const TinyFolder& folder) {
  CityFiles files = write_tiny_city(folder.path());
  std::string city = tiny_city_json();
  city.insert(city.rfind('}'), R"(, "zoning": {"workloads": [
    {"name": "streets", "measure": "street_m", "weight": 1},
    {"name": "cases", "measure": "reports", "weight": 1},
    {"name": "ground", "name_zh": "面积", "name_en": "ground", "measure": "area_m2", "least": 0.5, "most": 1.6},
    {"name": "bins", "measure": "points", "column": "kind", "values": ["bin"], "most": 1.9},
    {"name": "people", "measure": "points", "amount_column": "n"}]})");
  write_file(folder.path() / "city.json", city);
  const PositionText text;
  std::string bins = "kind,lon,lat\n", people = "lon,lat,n\n";
  for (int i = 0; i < 400; ++i) {  // two in each square of the town
    const LonLat at = text.degrees({kCorner.x + 25.0 + 50.0 * (i % 40), kCorner.y + 50.0 + 100.0 * (i / 40)});
    const std::string place = io::shortest_text(at.lon) + "," + io::shortest_text(at.lat);
    bins += (i % 2 == 0 ? "bin," : "lamp,") + place + "\n";
    people += place + "," + std::to_string(i) + "\n";
  }
  write_file(folder.path() / "bins.csv", bins);
  write_file(folder.path() / "people.csv", people);
  files.points = {{"bins", folder.path() / "bins.csv"}, {"people", folder.path() / "people.csv"}};
  return files;
}

TEST(BlockWorkloads, EveryMeasureFromImportToQuality) {
  const TinyFolder folder;
  const CityFiles files = with_workloads(folder);
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "partition");
  const Ground ground = must(workspace.store().ground());
  const auto loads = must(detail::block_workloads(workspace, ground));
  ASSERT_EQ(loads.size(), 5U);
  std::map<std::string, double> total;
  for (const auto& load : loads) total[load.rule.name] = load.total;
  EXPECT_NEAR(total["streets"], 39'400.0, 0.5);
  EXPECT_EQ(total["bins"], 200.0);
  EXPECT_EQ(total["people"], 400.0 * 399.0 / 2.0);
  for (std::size_t i = 0; i < ground.blocks.size(); ++i) {
    EXPECT_EQ(loads[1].of_block[i], static_cast<double>(ground.blocks[i].reports));
    // Half streets, half cases: the same as street_share 0.5.
    EXPECT_NEAR(ground.blocks[i].workload,
                0.5 * loads[0].of_block[i] / loads[0].total + 0.5 * loads[1].of_block[i] / loads[1].total, 1e-12);
  }

  const QualityReport report = must(quality_report(workspace, {}));
  ASSERT_EQ(report.loads.size(), 5U);
  for (const std::size_t limited : {2U, 3U})
    for (const double load : report.loads[limited].load) {
      EXPECT_GE(load, report.loads[limited].rule.least - 1e-9);
      EXPECT_LE(load, report.loads[limited].rule.most + 1e-9);
    }
  double bins = 0.0;
  for (std::size_t i = 0; i < report.quality.zones.size(); ++i)
    if (report.quality.zones[i].level == 2) bins += report.loads[3].amount[i];
  EXPECT_EQ(bins, 200.0);
  must(write_quality(report, folder.path() / "quality"));
  const std::string zones = read_file(folder.path() / "quality" / "quality_zones.csv");
  EXPECT_NE(zones.find(",bins,bins_load,people,people_load\n"), std::string::npos);
}

TEST(BlockWorkloads, ALimitThatCannotBeIsRefusedAndAFileForNothingToo) {
  const TinyFolder folder;
  CityFiles files = with_workloads(folder);
  Workspace workspace = new_workspace(folder.path());
  files.points["cows"] = folder.path() / "bins.csv";
  const auto refused = import_city(workspace, files, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(refused.error().id, "cows");
  files.points.erase("cows");
  files.points.erase("people");
  run_steps(workspace, files, "import");
  EXPECT_EQ(draw_blocks(workspace, {}).error().code, ErrorCode::step_missing);  // people were not imported
}

}  // namespace
}  // namespace libgrid::workflow::test
