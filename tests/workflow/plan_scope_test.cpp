#include <libgrid/workflow/detail/plan_scope.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include <libgrid/io/city_file.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/quality_report.hpp>
#include <libgrid/workflow/rebalance_plan.hpp>
#include <libgrid/workflow/responsible.hpp>

#include "tests/workflow/city_with_keys.hpp"

namespace libgrid::workflow::test {
namespace {

std::string place(Xy at) {
  const LonLat here = PositionText().degrees(at);
  return R"({"lon": )" + io::shortest_text(here.lon) + R"(, "lat": )" + io::shortest_text(here.lat) + "}";
}

/// The isle: its outline, a little outside its coast.
std::string isle_outline() {
  const Xy low{kIsleCorner.x - 50.0, kIsleCorner.y - 50.0}, high{low.x + 500.0, low.y + 500.0};
  return "[" + place(low) + "," + place({high.x, low.y}) + "," + place(high) + "," + place({low.x, high.y}) + "]";
}

bool on_isle(const Block& block) { return bounds(block.shape).min.x > kIsleCorner.x - 1.0; }

/// The tiny city with wide bands and `zoning` in its city file, up to the step `last`.
struct ScopedCity {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  Workspace workspace;

  ScopedCity(const std::string& zoning, const std::string& last) : workspace(made(zoning)) {
    run_steps(workspace, files, last);
  }
  [[nodiscard]] Workspace made(const std::string& zoning) const {
    std::string city = replaced(replaced(tiny_city_json(), "0.06", "0.6"), "0.10", "0.3");
    city.insert(city.rfind('}'), R"(, "zoning": )" + zoning);
    write_file(folder.path() / "city.json", city);
    return new_workspace(folder.path());
  }
  /// The same workspace under another city file.
  [[nodiscard]] Workspace with(const City& other) const {
    write_file(workspace.folder() / "workspace.json", io::to_json(other));
    return must(Workspace::open(workspace.folder()));
  }
  [[nodiscard]] Ground ground() const { return must(workspace.store().ground()); }
  [[nodiscard]] ZoneMap draft() const { return must(workspace.store().draft()); }
  [[nodiscard]] ZoneMap published() const {
    return must(workspace.store().plan(must(workspace.store().plans()).back().version)).map;
  }
};

std::map<std::string, std::vector<BlockId>> blocks_by_code(const ZoneMap& map) {
  std::map<ZoneId, std::string> code;
  for (const Zone& zone : map.zones) code[zone.id] = zone.code;
  std::map<std::string, std::vector<BlockId>> blocks;
  for (const BlockZone& row : map.blocks) blocks[code.at(row.zone)].push_back(row.block);
  return blocks;
}

const FigureValue* figure(const StepSummary& summary, const std::string& name) {
  const auto found = std::ranges::find(summary.figures, name, &Figure::name);
  return found == summary.figures.end() ? nullptr : &found->value;
}

TEST(PlanScope, an_excluded_isle_is_in_no_zone_and_every_step_knows) {
  ScopedCity city(R"({"excluded": [{"name": "isle", "outline": )" + isle_outline() + "}]}", "export");
  const Ground ground = city.ground();
  std::set<BlockId> isle;
  for (const Block& block : ground.blocks)
    if (on_isle(block)) isle.insert(block.id);
  ASSERT_EQ(isle.size(), 16U);
  const ZoneMap map = city.published();
  for (const BlockZone& row : map.blocks) EXPECT_FALSE(isle.contains(row.block));
  EXPECT_EQ(map.blocks.size(), ground.blocks.size() - isle.size());
  const std::vector<BlockId> excluded(isle.begin(), isle.end());
  EXPECT_EQ(detail::blocks_in_no_zone(ground, map), excluded);
  // The reports on it are told: outside all zones, and whose they are.
  const StepSummary assigned = summary_from_json(*must(city.workspace.store().note("assign")));
  ASSERT_NE(figure(assigned, "unassigned_excluded"), nullptr);
  const auto there = std::get<std::int64_t>(*figure(assigned, "unassigned_excluded"));
  EXPECT_GE(there, 90);
  EXPECT_EQ(std::get<std::int64_t>(*figure(assigned, "unassigned_outside")), there + kRowsAtSea);
  EXPECT_TRUE(std::ranges::any_of(assigned.findings, [](const std::string& text) {
    return text.find("of the district East: no zone, the district answers") != std::string::npos;
  }));
  const auto counts = must(count_responsible(city.workspace, {}));
  EXPECT_EQ(counts.by_method[static_cast<std::size_t>(attribution::ResponsibleBy::district)], there);
  // Loads are over the mean of the zones that there are.
  const StepSummary made = summary_from_json(*must(city.workspace.store().note("partition")));
  EXPECT_EQ(std::get<std::int64_t>(*figure(made, "excluded_blocks")), 16);
  EXPECT_NEAR(std::get<double>(*figure(made, "excluded_km2")), 0.16, 1e-6);
  EXPECT_GE(std::get<double>(*figure(made, "level2_lightest")), 0.7);
  EXPECT_LE(std::get<double>(*figure(made, "level2_heaviest")), 1.3);
  EXPECT_GE(std::get<double>(*figure(made, "level2_heaviest")), 1.0);
}

TEST(PlanScope, excluded_blocks_stay_out_in_edits_and_rebalancing) {
  ScopedCity city(R"({"excluded": [{"name": "isle", "outline": )" + isle_outline() + "}]}", "publish");
  const std::vector<BlockId> excluded = detail::blocks_in_no_zone(city.ground(), city.published());
  EditSession session = must(EditSession::open(city.workspace));
  EXPECT_TRUE(session.editor().findings().empty());
  EXPECT_FALSE(session.editor().zone_of(excluded.front()));
  const ZoneMap map = session.editor().draft().map;
  EXPECT_EQ(map, city.draft());
  const auto refused = session.consequence(zoning::MoveBlocks{{excluded.front()}, map.zones.back().id});
  ASSERT_FALSE(refused);
  EXPECT_NE(message_en(refused.error()).find("excluded"), std::string::npos);
  const RebalanceReport report = must(rebalance_plan(city.workspace, {.band = 0.25}, {}));
  EXPECT_TRUE(report.broken.empty());
  for (const MoveRow& row : report.moves) EXPECT_FALSE(std::ranges::binary_search(excluded, row.block));
  must(publish_plan(city.workspace, *parse_local_time("2015-05-01T00:00:00"), {}, {.again = true}));
  EXPECT_EQ(detail::blocks_in_no_zone(city.ground(), city.published()), excluded);
  const QualityReport quality = must(quality_report(city.workspace, {}, {}));
  std::int64_t sum = 0;
  for (const zoning::ZoneQuality& zone : quality.quality.zones) sum += zone.level == 2 ? zone.blocks : 0;
  EXPECT_EQ(sum, static_cast<std::int64_t>(city.ground().blocks.size() - excluded.size()));
}

TEST(PlanScope, a_locked_zone_keeps_blocks_code_and_name) {
  ScopedCity city("{}", "publish");
  const auto before = blocks_by_code(city.published());
  const std::string code = before.begin()->first, other = before.rbegin()->first;
  const StepSummary made = must(draft_plan_with(city.workspace, {.preset = "best", .locked = {other, code, code}}, {}));
  EXPECT_EQ(std::get<std::int64_t>(*figure(made, "locked_zones")), 2);
  const ZoneMap after = city.draft();
  EXPECT_EQ(blocks_by_code(after).at(code), before.at(code));
  EXPECT_EQ(blocks_by_code(after).at(other), before.at(other));
  EXPECT_EQ(blocks_by_code(after).size(), before.size());
  const auto named = [&](const ZoneMap& map) { return std::ranges::find(map.zones, code, &Zone::code)->name; };
  EXPECT_EQ(named(after), named(city.published()));
}

TEST(PlanScope, locks_of_the_city_file_hold_in_edits_and_at_publication) {
  ScopedCity city("{}", "publish");
  const auto before = blocks_by_code(city.published());
  const std::string code = before.begin()->first;
  City locked = city.workspace.city();
  locked.zoning.locked = {code};
  Workspace again = city.with(locked);
  EditSession session = must(EditSession::open(again));
  EXPECT_TRUE(session.editor().findings().empty());
  const ZoneMap map = session.editor().draft().map;
  const ZoneId here = std::ranges::find(map.zones, code, &Zone::code)->id;
  const zoning::BlockGraph& graph = session.editor().graph();
  std::optional<zoning::MoveBlocks> move;
  for (const BlockId block : before.at(code))
    for (const zoning::BlockNeighbour& next : graph.neighbours(*graph.index_of(block)))
      if (const auto zone = session.editor().zone_of(graph.node(next.block).id); zone != here && !move)
        move = zoning::MoveBlocks{{block}, *zone};
  ASSERT_TRUE(move);
  const auto what = must(session.apply(*move));
  const auto told = std::ranges::find(what.broken, ErrorCode::lock_broken, &Error::code);
  ASSERT_NE(told, what.broken.end());
  EXPECT_EQ(told->id, "locked zone " + code);
  EXPECT_EQ(told->detail, "block " + std::to_string(move->blocks.front().value) + " left it");
  const auto refused = publish_plan(again, *parse_local_time("2015-05-01T00:00:00"), {}, {.uneven = true});
  ASSERT_FALSE(refused);
  EXPECT_TRUE(refused.error().code == ErrorCode::lock_broken || refused.error().code == ErrorCode::zone_not_contiguous);
}

TEST(PlanScope, contradictory_wishes_name_the_block_and_the_constraint) {
  ScopedCity city("{}", "publish");
  const auto before = blocks_by_code(city.published());
  const auto& [code, blocks] = *before.begin();
  const std::string block = std::to_string(blocks.front().value);
  const auto refused = draft_plan_with(city.workspace, {.locked = {code}, .excluded = {block}}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::zone_infeasible);
  EXPECT_EQ(refused.error().id, "block " + block);
  EXPECT_NE(refused.error().detail.find("locked zone " + code), std::string::npos);
  const auto no_zone = draft_plan_with(city.workspace, {.locked = {"TIN-99"}}, {});
  ASSERT_FALSE(no_zone);
  EXPECT_EQ(no_zone.error().field, "locked");
  const auto upper = draft_plan_with(city.workspace, {.locked = {"TIN-01"}}, {});
  ASSERT_FALSE(upper);
  EXPECT_NE(upper.error().detail.find("upper level"), std::string::npos);
  const auto no_block = draft_plan_with(city.workspace, {.excluded = {"999999"}}, {});
  ASSERT_FALSE(no_block);
  EXPECT_EQ(no_block.error().field, "exclude");
  EXPECT_FALSE(draft_plan_with(city.workspace, {.excluded = {"no_such_file.geojson"}}, {}));
  ScopedCity unpublished("{}", "blocks");
  const auto too_early = draft_plan_with(unpublished.workspace, {.locked = {code}}, {});
  ASSERT_FALSE(too_early);
  EXPECT_EQ(too_early.error().code, ErrorCode::plan_missing);
}

TEST(PlanScope, no_zone_crosses_a_district) {
  ScopedCity city(R"({"within_districts": true})", "publish");
  std::map<BlockId, DistrictId> district_of;
  for (const Block& block : city.ground().blocks) district_of[block.id] = block.district;
  const ZoneMap map = city.published();
  std::map<ZoneId, std::set<DistrictId>> districts;
  for (const BlockZone& row : map.blocks) districts[row.zone].insert(district_of.at(row.block));
  for (const auto& [zone, these] : districts) EXPECT_EQ(these.size(), 1U) << zone.value;
  // An edit over the border of the districts is told.
  EditSession session = must(EditSession::open(city.workspace));
  const zoning::BlockGraph& graph = session.editor().graph();
  bool told = false;
  for (std::size_t i = 0; i < graph.size() && !told; ++i)
    for (const zoning::BlockNeighbour& next : graph.neighbours(i)) {
      if (next.link || told) continue;
      const BlockId here = graph.node(i).id, there = graph.node(next.block).id;
      if (district_of.at(here) == district_of.at(there)) continue;
      const auto what = must(session.consequence(zoning::MoveBlocks{{here}, *session.editor().zone_of(there)}));
      told = std::ranges::any_of(what.broken,
                                 [](const Error& error) { return error.code == ErrorCode::zone_across_district; });
      EXPECT_TRUE(told);
    }
  EXPECT_TRUE(told);
  const RebalanceReport report = must(rebalance_plan(city.workspace, {.band = 0.25, .dry_run = true}, {}));
  EXPECT_TRUE(report.broken.empty());
}

TEST(PlanScope, a_locked_zone_that_is_too_heavy_is_named) {
  ScopedCity city("{}", "publish");
  const ZoneMap map = city.published();
  const auto heaviest =
      std::ranges::max_element(map.zones, {}, [](const Zone& z) { return z.level == 2 ? z.workload : 0.0; });
  City narrow = city.workspace.city();
  narrow.levels.back().band = 0.001;
  Workspace again = city.with(narrow);
  const auto refused = draft_plan_with(again, {.locked = {heaviest->code}}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().id, "locked zone " + heaviest->code) << message_en(refused.error());
  EXPECT_NE(refused.error().detail.find(" of the mean zone of level 2, the maximum is 1.0010"), std::string::npos)
      << message_en(refused.error());
  // After a re-balance under the cases of a period the workload is that of all cases again: told.
  must(rebalance_plan(city.workspace, {.since = *parse_local_time("2015-04-15T00:00:00"), .band = 0.29}));
  Workspace since = city.with(narrow);
  const Error told = draft_plan_with(since, {.locked = {heaviest->code}}, {}).error();
  EXPECT_TRUE(told.detail.ends_with("counts all cases, not those of the period that rebalance was told"))
      << told.detail;
}

TEST(PlanScope, a_district_that_no_number_of_zones_fits_is_named) {
  ScopedCity city("{}", "blocks");
  City narrow = city.workspace.city();
  narrow.levels = {narrow.levels.front()};
  std::erase_if(narrow.posts, [](const PostTitle& post) { return post.level > 1; });
  narrow.levels.front().zones_per_parent = 3;
  narrow.levels.front().band = 0.05;
  Workspace again = city.with(narrow);
  const auto refused = draft_plan_with(again, {.within_districts = true}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::zone_infeasible);
  EXPECT_EQ(refused.error().id, "level 1");
  const std::string& detail = refused.error().detail;
  EXPECT_NE(detail.find("districts on level 1 within the band +-0.05"), std::string::npos) << detail;
  EXPECT_NE(detail.find("carries: "), std::string::npos) << detail;
  EXPECT_NE(detail.find("East "), std::string::npos) << detail;
}

}  // namespace
}  // namespace libgrid::workflow::test
