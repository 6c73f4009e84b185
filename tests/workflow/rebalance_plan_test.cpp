#include <libgrid/workflow/rebalance_plan.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

#include <gtest/gtest.h>

#include <libgrid/workflow/compare_plans.hpp>
#include <libgrid/workflow/detail/case_period.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/publication.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

/// The tiny city with a plan that was balanced on all cases.
struct Planned {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  Planned() { run_steps(workspace, files, "assign"); }
};

const LocalTime kSince = *parse_local_time("2015-04-15T00:00:00");  // the last two weeks: few cases, other weights

std::vector<double> loads(const ZoneMap& map, int level) {
  std::vector<double> all;
  for (const Zone& zone : map.zones)
    if (zone.level == level) all.push_back(zone.workload);
  for (double& load : all) load *= static_cast<double>(all.size());
  return all;
}

TEST(RebalancePlan, ANewWorkloadMovesFewBlocksAndTheDraftIsAValidPlan) {
  Planned planned;
  Workspace& workspace = planned.workspace;
  const ZoneMap before = must(workspace.store().plan(1)).map;
  const auto attributed = must(workspace.store().attributions());
  const RebalanceReport report = must(rebalance_plan(workspace, {.since = kSince}));
  EXPECT_GT(report.outside_before, 0);
  EXPECT_TRUE(report.broken.empty());
  EXPECT_GT(report.moves.size(), 0U);
  EXPECT_GE(report.result.moved_share, report.result.bound_share);
  EXPECT_LE(report.result.moved_share, 3.0 * report.result.bound_share);

  // The draft: same zones, every load in its band, counted from the cases since then alone.
  const auto session = must(EditSession::open(workspace));
  EXPECT_TRUE(session.editor().findings().empty());
  const ZoneMap draft = session.editor().draft().map;
  ASSERT_EQ(draft.zones.size(), before.zones.size());
  for (std::size_t i = 0; i < draft.zones.size(); ++i) EXPECT_EQ(draft.zones[i].code, before.zones[i].code);
  for (const double load : loads(draft, 2)) EXPECT_NEAR(load, 1.0, 0.10 + 1e-9);
  std::int64_t cases = 0, since = 0;
  for (const Block& block : must(workspace.store().ground()).blocks) cases += block.reports;
  for (const Report& row : must(workspace.store().reports()).reports) since += row.opened >= kSince ? 1 : 0;
  EXPECT_LE(cases, since);  // but those at sea and on the default coordinate
  EXPECT_GE(cases, since - kDefaultRows - kRowsAtSea);

  // Every move is one of the report, with its reason.
  std::map<BlockId, ZoneId> old;
  for (const BlockZone& row : before.blocks) old[row.block] = row.zone;
  std::size_t moved = 0;
  for (const BlockZone& row : draft.blocks) moved += old.at(row.block) == row.zone ? 0U : 1U;
  EXPECT_EQ(moved, report.moves.size());

  // The published version and its cases are untouched; the next version is published as usual.
  EXPECT_EQ(plan_digest(must(workspace.store().plan(1)).map), plan_digest(before));
  EXPECT_EQ(must(workspace.store().attributions()), attributed);
  must(publish_plan(workspace, *parse_local_time("2015-06-01T00:00:00"), {}));
  EXPECT_EQ(must(compare_plans(workspace, 1, 2, 2)).diff.moved.size(), report.moves.size());
  EXPECT_EQ(must(workspace.store().plan_in_force(kValidFrom)).version.version, 1);
}

TEST(RebalancePlan, ADryRunChangesNothingAndUndoTakesMovesBack) {
  Planned planned;
  Workspace& workspace = planned.workspace;
  const Ground ground = must(workspace.store().ground());
  const std::string draft = plan_digest(must(workspace.store().draft()));
  const RebalanceReport dry = must(rebalance_plan(workspace, {.since = kSince, .dry_run = true}));
  EXPECT_EQ(must(workspace.store().ground()), ground);
  EXPECT_EQ(plan_digest(must(workspace.store().draft())), draft);
  const RebalanceReport done = must(rebalance_plan(workspace, {.since = kSince}));
  EXPECT_EQ(to_json(dry), to_json(done));
  auto session = must(EditSession::open(workspace));
  while (must(session.undo())) continue;
  EXPECT_EQ(plan_digest(session.editor().draft().map), plan_digest(must(workspace.store().plan(1)).map));
}

TEST(RebalancePlan, AllCasesAgainAndAPlanInItsBandsStaysAsItIs) {
  Planned planned;
  const RebalanceReport report = must(rebalance_plan(planned.workspace, {}));
  EXPECT_EQ(report.outside_before, 0);
  EXPECT_TRUE(report.moves.empty());
  EXPECT_EQ(report.summary.findings.front(),
            "All zones are in their bands: nothing has to move | 全部网格都在允许范围内：无需调整");
  EXPECT_EQ(report.result.bound_share, 0.0);
  EXPECT_EQ(must(detail::case_period(planned.workspace.store())), detail::CasePeriod{});
}

TEST(RebalancePlan, TablesAndReasons) {
  Planned planned;
  const RebalanceReport report = must(rebalance_plan(planned.workspace, {.since = kSince, .dry_run = true}));
  const auto out = planned.folder.path() / "rebalance";
  must(write_rebalance(report, out));
  const std::string moves = read_file(out / "rebalance_moves.csv");
  EXPECT_TRUE(moves.starts_with("block_id,from_code,to_code,load_share,reports,street_m,why,why_zh\n"));
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(moves, '\n')), report.moves.size() + 1);
  EXPECT_TRUE(read_file(out / "rebalance_transfers.csv").starts_with("from_code,to_code,load_share\n"));
}

TEST(RebalancePlan, WhatCannotBeIsRefused) {
  Planned planned;
  Workspace& workspace = planned.workspace;
  EXPECT_EQ(rebalance_plan(workspace, {.band = 1.5}).error().field, "band");
  const auto quiet = rebalance_plan(workspace, {.since = *parse_local_time("2030-01-01T00:00:00")});
  ASSERT_FALSE(quiet) << "no report at all says nothing about the workload";
  EXPECT_EQ(quiet.error().field, "since");
  const auto lumps = rebalance_plan(workspace, {.since = kSince, .band = 0.0001});  // blocks are lumps
  ASSERT_FALSE(lumps);
  EXPECT_EQ(lumps.error().code, ErrorCode::zone_infeasible);
  EXPECT_NE(lumps.error().detail.find("TIN-0"), std::string::npos) << lumps.error().detail;
  EXPECT_TRUE(lumps.error().detail.starts_with(
      "no plan was found within the work limit, though one may exist; outside the band: TIN-0"))
      << lumps.error().detail;
  EXPECT_NE(lumps.error().detail.find("(+-0.0001)"), std::string::npos) << lumps.error().detail;
  EXPECT_LE(std::ranges::count(lumps.error().detail, ':'), 1 + 5);
  EXPECT_EQ(lumps.error().detail.find("zone "), std::string::npos) << "numbers of the engine are codes";
  EXPECT_EQ(rebalance_plan(workspace, {.version = 9}).error().code, ErrorCode::plan_missing);
  EXPECT_EQ(rebalance_plan(workspace, {.locked = {"TIN-99"}}).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(rebalance_plan(workspace, {.locked = {"TIN-01"}}).error().field, "locked");  // not of the lowest level
  EXPECT_EQ(rebalance_plan(workspace, {.since = kSince, .until = kValidFrom}).error().field, "since");
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace fresh = new_workspace(folder.path());
  run_steps(fresh, files, "partition");
  EXPECT_EQ(rebalance_plan(fresh, {}).error().code, ErrorCode::plan_missing);
  must(draw_blocks(workspace, {}));  // the same blocks: the plan stands on them
  EXPECT_TRUE(rebalance_plan(workspace, {.dry_run = true}).has_value());
  Ground other = must(workspace.store().ground());
  other.blocks.pop_back();
  must(workspace.store().put_ground(other));
  EXPECT_EQ(rebalance_plan(workspace, {}).error().code, ErrorCode::step_missing);
}

TEST(RebalancePlan, EveryReasonHasWordsOfItsOwn) {
  std::set<std::string_view> words;
  for (const zoning::MoveReason why : {zoning::MoveReason::relieves, zoning::MoveReason::fills,
                                       zoning::MoveReason::passes_on, zoning::MoveReason::shortens_border}) {
    EXPECT_TRUE(words.insert(word_of(why)).second);
    EXPECT_TRUE(words.insert(text_en(why)).second);
    EXPECT_TRUE(words.insert(text_zh(why)).second);
  }
}

}  // namespace
}  // namespace libgrid::workflow::test
