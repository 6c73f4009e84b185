#include <libgrid/workflow/analysis_zones.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/feature_writer.hpp>
#include <libgrid/workflow/detail/places.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(AnalysisZones, ThePlansZonesHoldWhatAssignPutThere) {
  const Workspace& workspace = finished_workspace();
  const AnalysisZones zones = must(zones_of_plan(workspace, {}));
  EXPECT_EQ(zones.lowest, 2);
  EXPECT_EQ(zones.plan_version, 1);
  EXPECT_EQ(zones.origin, "plan 1 in force from 2015-01-01T00:00:00");
  const auto reports = must(detail::placed_reports(workspace));
  const auto attributions = must(workspace.store().attributions());
  const ZoneMap map = must(workspace.store().plan(1)).map;
  const std::vector<std::size_t> lowest = zones.of_level(2), of = zone_of_each(zones, 2, reports.at);
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (reports.at_default[i] != 0) continue;
    ASSERT_EQ(of[i] != kNoZone, attributions[i].zone.has_value()) << i;
    if (of[i] == kNoZone) continue;
    const auto zone = std::ranges::find(map.zones, *attributions[i].zone, &Zone::id);
    EXPECT_EQ(zones.zones[lowest[of[i]]].code, zone->code) << i;
  }
}

TEST(AnalysisZones, ThePlanIsChosenByVersionOrDay) {
  const Workspace& workspace = finished_workspace();
  EXPECT_EQ(must(zones_of_plan(workspace, {.version = 1})).plan_version, 1);
  EXPECT_EQ(must(zones_of_plan(workspace, {.as_of = parse_local_time("2015-06-01T00:00:00").value()})).plan_version, 1);
  const auto missing = zones_of_plan(workspace, {.version = 9});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::plan_missing);
  const auto early = zones_of_plan(workspace, {.as_of = parse_local_time("2014-06-01T00:00:00").value()});
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, ErrorCode::plan_missing);
}

// The plan's own zones written to a file and read again: the same streets, reports and neighbours.
TEST(AnalysisZones, ZonesOfAFileAreCutLikeThoseOfThePlan) {
  const TinyFolder folder;
  const Workspace& workspace = finished_workspace();
  const AnalysisZones plan = must(zones_of_plan(workspace, {}));
  const auto projector = must(crs::Projector::make(workspace.city().frame));
  io::FeatureWriter writer(9);
  for (const AnalysisZone& zone : plan.zones)
    writer.add(io::to_lonlat(zone.shape, projector),
               {{"code", zone.code}, {"parent", zone.upper}, {"level", zone.level}});
  write_file(folder.path() / "zones.geojson", std::move(writer).finish());
  const AnalysisZones drawn = must(zones_of_file(workspace, folder.path() / "zones.geojson"));
  EXPECT_EQ(drawn.origin, "zones.geojson");
  ASSERT_EQ(drawn.zones.size(), plan.zones.size());
  for (std::size_t i = 0; i < plan.zones.size(); ++i) {
    EXPECT_EQ(drawn.zones[i].code, plan.zones[i].code);
    EXPECT_EQ(drawn.zones[i].level, plan.zones[i].level);
    EXPECT_NEAR(drawn.zones[i].kilometres, plan.zones[i].kilometres, 0.05 * plan.zones[i].kilometres);
  }
  EXPECT_EQ(neighbours_of(drawn, 2), neighbours_of(plan, 2));
}

}  // namespace
}  // namespace libgrid::workflow::test
