#include <libgrid/workflow/detail/plan_basis.hpp>

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include <libgrid/workflow/detail/city_lines.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/rebalance_plan.hpp>
#include <libgrid/zoning/walls.hpp>

#include "tests/workflow/city_with_keys.hpp"

namespace libgrid::workflow::test {
namespace {

Xy at(double x, double y) { return {kCorner.x + x, kCorner.y + y}; }

/// The tiny city with a wall along x = 500 m from y = 200 to 800 m, a campus of two squares at (1450, 250), limits on
/// the ground of a zone, and wide bands.
CityFiles with_rules(const TinyFolder& folder) {
  CityFiles files = write_tiny_city(folder.path());
  const PositionText text;
  const auto place = [&](Xy p) {
    const LonLat here = text.degrees(p);
    return R"({"lon": )" + io::shortest_text(here.lon) + R"(, "lat": )" + io::shortest_text(here.lat) + "}";
  };
  std::string city = replaced(replaced(tiny_city_json(), "0.06", "0.6"), "0.10", "0.6");
  city.insert(city.rfind('}'), R"(, "zoning": {"preset": "fast",
    "workloads": [{"name": "ground", "measure": "area_m2", "least": 0.5, "most": 1.6}],
    "must_link": [{"name": "campus", "places": [)" +
                                   place(at(1450, 250)) + "," + place(at(1550, 250)) + "]}]}");
  write_file(folder.path() / "city.json", city);
  files.barriers = folder.path() / "barriers.geojson";
  write_file(files.barriers, feature_collection({R"({"type": "Feature", "properties": {"kind": "wall"},
    "geometry": {"type": "LineString", "coordinates": )" +
                                                 text({at(500, 200), at(500, 800)}) + "}}"}));
  return files;
}

struct RuledCity {
  TinyFolder folder;
  Workspace workspace;
  explicit RuledCity(const std::string& last)
      : workspace((run_new(folder, last), must(Workspace::open(folder.path() / "workspace")))) {}

  [[nodiscard]] std::vector<zoning::BlockPair> walls() const {
    const Ground ground = must(workspace.store().ground());
    return zoning::walls_of(ground.borders, must(detail::barrier_borders(workspace.store())),
                            workspace.city().barriers);
  }
  [[nodiscard]] BlockId block_at(Xy p) const {
    for (const Block& block : must(workspace.store().ground()).blocks)
      if (bounds(block.shape).contains(p)) return block.id;
    throw std::out_of_range("no block");
  }

 private:
  static void run_new(const TinyFolder& folder, const std::string& last) {
    const CityFiles files = with_rules(folder);
    Workspace made = new_workspace(folder.path());
    run_steps(made, files, last);
  }
};

bool says(const std::vector<Error>& errors, ErrorCode code) {
  return std::ranges::any_of(errors, [&](const Error& error) { return error.code == code; });
}

/// A move of one block over the wall that joins it to its new zone by the wall only.
zoning::MoveBlocks over_the_wall(const RuledCity& city, const EditSession& session) {
  for (const auto& [a, b] : city.walls())
    for (const auto& [from, to] : {zoning::BlockPair(a, b), zoning::BlockPair(b, a)}) {
      const zoning::MoveBlocks move{{from}, *session.editor().zone_of(to)};
      const auto what = session.consequence(move);
      if (what && what->broken.size() == 1 && what->broken[0].code == ErrorCode::zone_across_wall) return move;
    }
  ADD_FAILURE() << "no such move";
  return {};
}

TEST(PlanBasis, AnEditOverAWallIsToldAndNotPublished) {
  RuledCity city("partition");
  EXPECT_EQ(city.walls().size(), 6U);
  EditSession session = must(EditSession::open(city.workspace));
  EXPECT_TRUE(session.editor().findings().empty());
  must(session.apply(over_the_wall(city, session)));
  const auto refused = publish_plan(city.workspace, kValidFrom, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::zone_across_wall);
  EXPECT_NE(message_en(refused.error()).find("blocks"), std::string::npos);
  EXPECT_NE(message_zh(refused.error()).find("网格仅隔着围墙等阻隔相连"), std::string::npos);
  EXPECT_TRUE(must(session.undo()));
  must(publish_plan(city.workspace, kValidFrom, {}));
  // What rebalancing proposes keeps walls and rules as well.
  const RebalanceReport report = must(rebalance_plan(city.workspace, {.band = 0.3, .dry_run = true}, {}));
  EXPECT_FALSE(says(report.broken, ErrorCode::zone_across_wall));
  EXPECT_FALSE(says(report.broken, ErrorCode::must_link_broken));
}

TEST(PlanBasis, WhatMustStayTogetherIsNotPublishedApart) {
  RuledCity city("partition");
  const BlockId one = city.block_at(at(1450, 250)), other = city.block_at(at(1550, 250));
  EditSession session = must(EditSession::open(city.workspace));
  ASSERT_EQ(session.editor().zone_of(one), session.editor().zone_of(other));  // as partition made it
  const ZoneMap map = session.editor().draft().map;
  const ZoneId away = map.zones.back().id == *session.editor().zone_of(one) ? map.zones[2].id : map.zones.back().id;
  const auto what = must(session.consequence(zoning::MoveBlocks{{other}, away}));
  ASSERT_TRUE(says(what.broken, ErrorCode::must_link_broken));
  const auto broken = std::ranges::find(what.broken, ErrorCode::must_link_broken, &Error::code);
  EXPECT_EQ(broken->id, "must-link campus");
  EXPECT_NE(broken->detail.find("block " + std::to_string(other.value) + " in zone"), std::string::npos);
  EXPECT_NE(to_json(what).find("E_MUST_LINK_BROKEN"), std::string::npos);
  // Apart in the draft, and connected: a zone of its own for one of them would break the count, so a neighbour takes
  // it.
  const zoning::BlockGraph& graph = session.editor().graph();
  bool tried = false;
  for (std::size_t i = 0; i < graph.size() && !tried; ++i)
    for (const zoning::BlockNeighbour& next : graph.neighbours(*graph.index_of(other))) {
      const ZoneId zone = *session.editor().zone_of(graph.node(next.block).id);
      if (zone == *session.editor().zone_of(other)) continue;
      tried = true;
      must(session.apply(zoning::MoveBlocks{{other}, zone}));
      EXPECT_FALSE(publish_plan(city.workspace, kValidFrom, {}));
      break;
    }
}

TEST(PlanBasis, AZoneWithTooMuchOfAFurtherWorkloadIsNotPublished) {
  RuledCity city("partition");
  EditSession session = must(EditSession::open(city.workspace));
  EXPECT_EQ(session.editor().ground().rules.workloads.size(), 1U);
  // A zone takes over blocks at its border until it has too much ground; its cases stay in the wide band.
  const zoning::BlockGraph& graph = session.editor().graph();
  const ZoneId zone = *session.editor().zone_of(city.block_at(at(950, 550)));
  bool told = false;
  for (int round = 0; round < 60 && !told; ++round) {
    std::vector<BlockId> beside;
    for (std::size_t i = 0; i < graph.size(); ++i)
      for (const zoning::BlockNeighbour& next : graph.neighbours(i))
        if (!next.wall && session.editor().zone_of(graph.node(i).id) != zone &&
            session.editor().zone_of(graph.node(next.block).id) == zone)
          beside.push_back(graph.node(i).id);
    ASSERT_FALSE(beside.empty());
    const auto what = must(session.apply(zoning::MoveBlocks{{beside}, zone}));
    const auto limit = std::ranges::find(what.broken, ErrorCode::workload_out_of_limits, &Error::code);
    if (limit == what.broken.end()) continue;
    told = true;
    EXPECT_NE(limit->id.find(", ground"), std::string::npos) << limit->id;
    EXPECT_FALSE(what.zones.front().after->further.empty());
    EXPECT_NE(to_json(what).find("\"further\":{\"ground\":{\"amount\":"), std::string::npos);
  }
  EXPECT_TRUE(told);
  EXPECT_FALSE(publish_plan(city.workspace, kValidFrom, {}));
  EXPECT_TRUE(says(session.editor().findings(), ErrorCode::workload_out_of_limits));
}

TEST(PlanBasis, ASplitBlockKeepsItsWall) {
  RuledCity city("publish");
  const BlockId block = city.block_at(at(450, 550)), east = city.block_at(at(550, 550));
  const auto before = must(detail::barrier_borders(city.workspace.store()));
  EditSession session = must(EditSession::open(city.workspace));
  const auto what = must(session.apply(zoning::SplitBlock{block, {at(300, 540), at(700, 540)}}));
  const std::vector<BlockId> parts = what.lineage.front().parts;
  must(publish_plan(city.workspace, *parse_local_time("2015-03-01T00:00:00"), {}));
  const auto after = must(detail::barrier_borders(city.workspace.store()));
  const auto metres = [](const std::vector<coverage::BarrierBorder>& rows) {
    double sum = 0.0;
    for (const coverage::BarrierBorder& row : rows) sum += row.length.value;
    return sum;
  };
  EXPECT_NEAR(metres(after), metres(before), 1e-6);
  const auto of = [&](BlockId part) {
    const auto row = std::ranges::find_if(after, [&](const auto& r) { return r.a == east && r.b == part; });
    return row == after.end() ? 0.0 : row->length.value;
  };
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_NEAR(std::min(of(parts[0]), of(parts[1])), 40.0, 0.01);
  EXPECT_NEAR(std::max(of(parts[0]), of(parts[1])), 60.0, 0.01);
  EXPECT_EQ(city.walls().size(), 7U);
  // And the next session knows them.
  const EditSession next = must(EditSession::open(city.workspace));
  EXPECT_EQ(next.editor().ground().barriers, after);
}

TEST(PlanBasis, APlaceOutsideTheCityIsRefused) {
  TinyFolder folder;
  const CityFiles files = with_rules(folder);
  const std::string city = read_file(folder.path() / "city.json");
  write_file(folder.path() / "city.json", replaced(city, R"("places": [{"lon": -71.)", R"("places": [{"lon": -72.)"));
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "blocks");
  const auto refused = draft_plan(workspace, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "must_link");
}

}  // namespace
}  // namespace libgrid::workflow::test
