#include <libgrid/workflow/edit_plan.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/roads/duties.hpp>
#include <libgrid/workflow/compare_plans.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/quality_report.hpp>
#include <libgrid/workflow/rebalance_plan.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

/// A move over a border that keeps the draft valid.
zoning::MoveBlocks harmless_move(const EditSession& session) {
  const zoning::BlockGraph& graph = session.editor().graph();
  for (std::size_t i = 0; i < graph.size(); ++i) {
    for (const zoning::BlockNeighbour& next : graph.neighbours(i)) {
      const ZoneId to = *session.editor().zone_of(graph.node(next.block).id);
      const zoning::MoveBlocks move{{graph.node(i).id}, to};
      const auto what = session.consequence(move);
      if (what && what->broken.empty()) return move;
    }
  }
  ADD_FAILURE() << "no move keeps the plan valid";
  return {};
}

struct EditedCity {
  TinyFolder folder;
  Workspace workspace;
  explicit EditedCity(const std::string& last)
      : workspace((run_new(folder.path(), last), must(Workspace::open(folder.path() / "workspace")))) {}

 private:
  static void run_new(const std::filesystem::path& path, const std::string& last) {
    const CityFiles files = write_tiny_city(path);
    Workspace made = new_workspace(path);
    run_steps(made, files, last);
  }
};

TEST(EditSession, WhatWasDoneIsThereAfterReopening) {
  EditedCity city("partition");
  zoning::MoveBlocks move;
  ZoneMap before, after;
  {
    EditSession session = must(EditSession::open(city.workspace));
    before = session.editor().draft().map;
    EXPECT_EQ(before, must(city.workspace.store().draft()));
    move = harmless_move(session);
    must(session.apply(move));
    after = session.editor().draft().map;
  }
  EditSession again = must(EditSession::open(city.workspace));
  EXPECT_EQ(again.editor().draft().map, after);
  EXPECT_EQ(again.log().operations, (std::vector<zoning::EditOperation>{move}));
  EXPECT_TRUE(must(again.undo()));
  EXPECT_FALSE(must(again.undo()));
  EXPECT_EQ(must(EditSession::open(city.workspace)).editor().draft().map, before);
  EXPECT_TRUE(must(must(EditSession::open(city.workspace)).redo()));
  EXPECT_EQ(must(EditSession::open(city.workspace)).editor().draft().map, after);
}

TEST(EditSession, ANewDraftBeginsWithoutEdits) {
  EditedCity city("partition");
  EditSession session = must(EditSession::open(city.workspace));
  must(session.apply(harmless_move(session)));
  EXPECT_EQ(must(edits_at_stake(city.workspace.store())), 1U);
  const std::vector<std::string> told = must(draft_plan(city.workspace, {})).findings;
  EXPECT_TRUE(std::ranges::any_of(told, [](const std::string& text) { return text.starts_with("1 edits"); }));
  EXPECT_TRUE(must(EditSession::open(city.workspace)).log().operations.empty());
  EXPECT_FALSE(must(lost_edits(city.workspace.store())));
}

TEST(EditSession, PublishingTakesTheEditsAndTheOldVersionStays) {
  EditedCity city("publish");
  const ZoneMap first = must(city.workspace.store().plan(1)).map;
  EditSession session = must(EditSession::open(city.workspace));
  const zoning::MoveBlocks move = harmless_move(session);
  must(session.apply(move));
  const LocalTime later = *parse_local_time("2015-03-01T00:00:00");
  must(publish_plan(city.workspace, later, {}));
  EXPECT_EQ(must(city.workspace.store().plan(2)).map, session.editor().draft().map);
  EXPECT_EQ(must(city.workspace.store().plan(1)).map, first);
  EXPECT_TRUE(must(EditSession::open(city.workspace)).log().operations.empty());
  EXPECT_EQ(must(plan_versions(city.workspace, *parse_local_time("2015-02-28T23:59:59"))).front().version, 1);
  EXPECT_EQ(must(plan_versions(city.workspace, later)).front().version, 2);

  const PlanComparison comparison = must(compare_plans(city.workspace, 1, 2));
  ASSERT_EQ(comparison.diff.moved.size(), 1U);
  EXPECT_EQ(comparison.diff.moved.front().block, move.blocks.front());
  EXPECT_EQ(comparison.diff.moved.front().to, move.to);
  std::int64_t reports = 0, blocks = 0;
  for (const zoning::CrosswalkRow& row : comparison.diff.crosswalk) reports += row.reports, blocks += row.blocks;
  std::int64_t all = 0;
  const Ground ground = must(city.workspace.store().ground());
  for (const Block& block : ground.blocks) all += block.reports;
  EXPECT_EQ(reports, all);
  EXPECT_EQ(blocks, static_cast<std::int64_t>(ground.blocks.size()));

  // The draft can go back to what was published before.
  ASSERT_TRUE(start_draft(city.workspace, 1));
  EXPECT_EQ(must(city.workspace.store().draft()), first);
}

TEST(EditSession, ABrokenDraftIsNotPublished) {
  EditedCity city("partition");
  EditSession session = must(EditSession::open(city.workspace));
  const ZoneMap map = session.editor().draft().map;
  must(session.apply(zoning::MergeZones{map.zones.back().id, {map.zones[map.zones.size() - 2].id}}));
  const auto refused = publish_plan(city.workspace, kValidFrom, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::workload_out_of_band);
}

std::int64_t figure_of(const StepSummary& summary, std::string_view name) {
  for (const Figure& figure : summary.figures)
    if (figure.name == name) return std::get<std::int64_t>(figure.value);
  return 0;
}

/// The planner means it: another number of zones is no fault, loads outside the band are published on purpose.
TEST(EditSession, ASplitAndAMergeArePublished) {
  EditedCity city("publish");
  const std::size_t zones = must(city.workspace.store().plan(1)).map.zones.size();
  {
    EditSession session = must(EditSession::open(city.workspace));
    must(session.apply(zoning::SplitZoneBalanced{session.editor().draft().map.zones.back().id, 2, 1}));
  }
  const LocalTime second = *parse_local_time("2015-03-01T00:00:00");
  EXPECT_EQ(publish_plan(city.workspace, second, {}).error().code, ErrorCode::workload_out_of_band);
  const StepSummary split = must(publish_plan(city.workspace, second, {}, {.uneven = true}));
  EXPECT_EQ(must(city.workspace.store().plan(2)).map.zones.size(), zones + 1);
  EXPECT_EQ(figure_of(split, "other_zone_counts"), 1);
  EXPECT_GT(figure_of(split, "uneven_zones"), 0);
  {
    EditSession session = must(EditSession::open(city.workspace));
    const std::vector<Zone> all = session.editor().draft().map.zones;
    must(session.apply(zoning::MergeZones{all[all.size() - 2].id, {all.back().id}}));  // together again
  }
  const StepSummary merged = must(publish_plan(city.workspace, *parse_local_time("2015-04-01T00:00:00"), {}));
  EXPECT_EQ(must(city.workspace.store().plan(3)).map.zones.size(), zones);
  EXPECT_EQ(figure_of(merged, "other_zone_counts"), 0);
}

TEST(EditSession, UndoAndRedoTellWhatChanges) {
  EditedCity city("partition");
  EditSession session = must(EditSession::open(city.workspace));
  const zoning::Consequence done = must(session.apply(harmless_move(session)));
  const auto undone = must(session.undo());
  ASSERT_TRUE(undone);
  ASSERT_EQ(undone->zones.size(), done.zones.size());
  for (std::size_t i = 0; i < done.zones.size(); ++i) {
    EXPECT_EQ(undone->zones[i].before, done.zones[i].after);
    EXPECT_EQ(undone->zones[i].after, done.zones[i].before);
  }
  const auto redone = must(session.redo());
  ASSERT_TRUE(redone);
  EXPECT_EQ(redone->zones, done.zones);
  const ZoneId last = session.editor().draft().map.zones.back().id;
  const zoning::Consequence named = must(session.apply(zoning::RenameZone{last, "Harbour"}));
  ASSERT_EQ(named.zones.size(), 1U);
  EXPECT_EQ(named.zones[0].name, "Harbour");
  EXPECT_NE(named.zones[0].name_before, "Harbour");
  EXPECT_EQ(named.zones[0].before, named.zones[0].after);
}

/// A block that a street ends in or runs along: the parts are measured and counted like any block.
TEST(EditSession, APlanWithASplitBlockCarriesItsOwnGround) {
  EditedCity city("publish");
  store::Store& store = city.workspace.store();
  const Ground before = must(store.ground());
  const auto busiest = std::ranges::max_element(before.blocks, {}, &Block::reports);
  const Box box = bounds(busiest->shape);
  const Xy middle{(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0};
  const BlockId block = busiest->id;
  EditSession session = must(EditSession::open(city.workspace));
  const auto what = must(
      session.apply(zoning::SplitBlock{block, {{middle.x - 1000.0, middle.y - 3.0}, {middle.x + 1000.0, middle.y}}}));
  ASSERT_EQ(what.lineage.size(), 1U);
  const std::vector<BlockId> parts = what.lineage.front().parts;
  ASSERT_EQ(parts.size(), 2U);
  must(publish_plan(city.workspace, *parse_local_time("2015-03-01T00:00:00"), {}));

  // The parts have the figures that the step `blocks` would count.
  const Ground after = must(store.ground());
  EXPECT_EQ(after.blocks.size(), before.blocks.size() + 1);
  for (const roads::BlockStreets& row : roads::street_metres(after.stretches)) {
    const auto here = std::ranges::find(after.blocks, row.block, &Block::id);
    ASSERT_NE(here, after.blocks.end());
    EXPECT_NEAR(row.length.value, here->street_length.value, 1e-6);
  }
  double workload = 0.0;
  std::int64_t reports = 0;
  for (const Block& here : after.blocks) {
    if (here.id != parts[0] && here.id != parts[1]) continue;
    workload += here.workload, reports += here.reports;
    EXPECT_GT(here.reports, 0);
  }
  EXPECT_NEAR(workload, busiest->workload, 1e-12);
  EXPECT_EQ(reports, busiest->reports);

  // The old version still answers, and the crosswalk knows where its block went.
  EXPECT_FALSE(must(store.made_on_present_ground(1)));
  EXPECT_TRUE(must(store.made_on_present_ground(2)));
  const PlanComparison comparison = must(compare_plans(city.workspace, 1, 2));
  EXPECT_TRUE(comparison.diff.moved.empty());
  for (const zoning::CrosswalkRow& row : comparison.diff.crosswalk) EXPECT_EQ(row.from, row.to);
  // So do quality, re-balance and a draft begun with it: on the parts, with the figures of the whole.
  const QualityReport old = must(quality_report(city.workspace, {.version = 1}));
  const QualityReport now = must(quality_report(city.workspace, {.version = 2}));
  EXPECT_EQ(to_json(old), to_json(now));  // the split moved nothing
  EXPECT_TRUE(must(rebalance_plan(city.workspace, {.version = 1, .dry_run = true})).moves.empty());
  must(start_draft(city.workspace, 1));
  EXPECT_TRUE(must(EditSession::open(city.workspace)).editor().findings().empty());
  EXPECT_EQ(must(city.workspace.store().draft()), must(city.workspace.store().plan(2)).map);
  // The steps after publishing find everything they need.
  must(cut_streets(city.workspace, {}));
  must(assign_reports(city.workspace, {}));
  must(draw_blocks(city.workspace, {}));
  EXPECT_EQ(compare_plans(city.workspace, 1, 2).error().code, ErrorCode::step_missing);
  EXPECT_EQ(quality_report(city.workspace, {.version = 2}).error().code, ErrorCode::step_missing);
}

TEST(ZoneNamed, ByCodeOrById) {
  const ZoneMap map = must(finished_workspace().store().draft());
  EXPECT_EQ(must(zone_named(map, map.zones[2].code)), map.zones[2].id);
  EXPECT_EQ(must(zone_named(map, "3")), ZoneId{3});
  EXPECT_EQ(zone_named(map, "nowhere").error().code, ErrorCode::parameter_invalid);
}

}  // namespace
}  // namespace libgrid::workflow::test
