#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include <libgrid/io/city_file.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/steps.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

const ZoneMap& plan_map() {
  static const ZoneMap value = must(newest_plan(finished_workspace().store())).map();
  return value;
}

TEST(DraftPlan, HasTheZonesPostsAndCodesThatTheCityAsksFor) {
  std::vector<std::string> codes;
  for (const Zone& zone : plan_map().zones) codes.push_back(zone.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"TIN-01", "TIN-02", "TIN-01-01", "TIN-01-02", "TIN-01-03", "TIN-02-01",
                                             "TIN-02-02", "TIN-02-03"}));
  std::map<int, int> posts;
  for (const Post& post : plan_map().posts) ++posts[post.level];
  EXPECT_EQ(posts, (std::map<int, int>{{0, 1}, {1, 2}, {2, 6}}));
}

TEST(DraftPlan, WorkloadsAreInTheBandsAndSumToOne) {
  const double bands[] = {0.06, 0.10};
  for (int level : {1, 2}) {
    double sum = 0.0;
    std::vector<double> loads;
    for (const Zone& zone : plan_map().zones)
      if (zone.level == level) loads.push_back(zone.workload), sum += zone.workload;
    EXPECT_NEAR(sum, 1.0, 1e-12);
    for (const double load : loads)
      EXPECT_NEAR(load * static_cast<double>(loads.size()), 1.0, bands[level - 1] + 1e-12) << "level " << level;
  }
}

TEST(DraftPlan, EveryBlockIsInOneZoneAndZonesAreSumsOfTheirBlocks) {
  const Ground ground = must(finished_workspace().store().ground());
  std::map<ZoneId, std::int64_t> blocks, reports;
  std::set<BlockId> seen;
  for (const BlockZone& row : plan_map().blocks) {
    EXPECT_TRUE(seen.insert(row.block).second);
    ++blocks[row.zone];
    reports[row.zone] += ground.blocks.at(static_cast<std::size_t>(row.block.value - 1)).reports;
  }
  EXPECT_EQ(seen.size(), ground.blocks.size());
  for (const Zone& zone : plan_map().zones) {
    if (zone.level != 2) continue;
    EXPECT_EQ(zone.blocks, blocks[zone.id]);
    EXPECT_EQ(zone.reports, reports[zone.id]);
    EXPECT_NEAR(area(zone.shape).value, zone.area.value, 1e-3);
  }
}

TEST(DraftPlan, OnlyTheZoneOfTheIsleHasSeveralParts) {
  int several = 0;
  for (const Zone& zone : plan_map().zones)
    if (zone.level == 2 && zone.parts > 1) ++several;
  EXPECT_LE(several, 1);
}

TEST(PublishPlan, VersionsFollowEachOtherAndOldDatesKeepTheirAnswer) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "publish");
  const LocalTime later = *parse_local_time("2015-07-01T00:00:00");
  const StepSummary summary = must(publish_plan(workspace, later, {}, {.again = true}));
  EXPECT_EQ(std::get<std::int64_t>(summary.figures[0].value), 2);
  const store::Store& store = workspace.store();
  EXPECT_EQ(must(store.plan_in_force(kValidFrom)).version.version, 1);
  EXPECT_EQ(must(store.plan_in_force(later)).version.version, 2);
  EXPECT_EQ(must(store.plans()).front().valid_to, later);
  EXPECT_EQ(store.plan_in_force(LocalTime{kValidFrom.seconds - 1}).error().code, ErrorCode::plan_missing);
  // One that begins when the newest does takes its place, and that is told.
  const StepSummary same = must(publish_plan(workspace, later, {}, {.again = true}));
  EXPECT_TRUE(std::ranges::any_of(same.findings, [](const std::string& text) {
    return text.starts_with("version 2 begins at the same moment, 2015-07-01T00:00:00: this one takes its place");
  }));
  EXPECT_TRUE(std::ranges::none_of(summary.findings, [](const auto& text) { return text.starts_with("version "); }));
  EXPECT_EQ(must(store.plan_in_force(later)).version.version, 3);
  // History is not rewritten.
  EXPECT_EQ(publish_plan(workspace, kValidFrom, {}, {.again = true}).error().code, ErrorCode::parameter_invalid);
}

TEST(PublishPlan, RefusesWhatIsNoValidPlan) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "blocks");
  EXPECT_EQ(publish_plan(workspace, kValidFrom, {}).error().detail, "partition");
  must(draft_plan(workspace, {}));
  ZoneMap draft = must(workspace.store().draft());
  // One block moves to a zone that is not its neighbour.
  const ZoneId from = draft.blocks.front().zone;
  for (const Zone& zone : draft.zones)
    if (zone.level == 2 && zone.id != from) draft.blocks.front().zone = zone.id;
  must(workspace.store().put_draft(draft));
  EXPECT_FALSE(publish_plan(workspace, kValidFrom, {}));
  EXPECT_TRUE(must(workspace.store().plans()).empty());
}

TEST(DraftPlan, HasAsManyZonesAsABoundAllows) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "blocks");
  double reports = 0.0;
  for (const Block& block : must(workspace.store().ground()).blocks) reports += static_cast<double>(block.reports);
  must(draft_plan_with(workspace, {.least = reports / 9.0, .least_of = "reports"}, {}));
  std::int64_t lowest = 0;
  for (const Zone& zone : must(workspace.store().draft()).zones) {
    if (zone.level != 2) continue;
    ++lowest;
    EXPECT_GE(static_cast<double>(zone.reports), reports / 9.0);
  }
  EXPECT_GT(lowest, 2);
  EXPECT_EQ(lowest % 2, 0);  // the same number under both upper zones
  must(publish_plan(workspace, kValidFrom, {}));
  EXPECT_EQ(draft_plan_with(workspace, {.least = 1.0, .least_of = "trees"}, {}).error().code,
            ErrorCode::parameter_invalid);
}

TEST(DraftPlan, TakesAPresetAndTheCostsOfRoadClasses) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "blocks");
  EXPECT_EQ(draft_plan_with(workspace, {.preset = "slow"}, {}).error().code, ErrorCode::parameter_invalid);
  must(draft_plan_with(workspace, {.preset = "fast"}, {}));
  must(draft_plan_with(workspace, {.preset = "best"}, {}));
  EXPECT_FALSE(must(workspace.store().draft()).zones.empty());

  City dear = workspace.city();
  const std::vector<Street> streets = must(workspace.store().streets());
  ASSERT_FALSE(streets.empty());
  dear.zoning.road_class_costs = {{streets.front().road_class, 0.1}};
  write_file(folder.path() / "dear.json", io::to_json(dear));
  Workspace other = must(Workspace::create(folder.path() / "dear", folder.path() / "dear.json"));
  run_steps(other, files, "partition");
  EXPECT_EQ(must(other.store().draft()).zones.size(), must(workspace.store().draft()).zones.size());
}

TEST(DraftPlan, SameSeedSameZones) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "partition");
  EXPECT_EQ(plan_digest(must(workspace.store().draft())), plan_digest(plan_map()));
}

}  // namespace
}  // namespace libgrid::workflow::test
