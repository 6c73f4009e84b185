/// The three walks of docs/walk.md, each followed through the real steps and compared with plain counting.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/steps.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

/// Walk 1: CSV row -> report -> plane -> zone (or reason) -> hotspot cell -> output row.
TEST(Walk, AReportGoesFromItsRowToItsZoneOrToAReason) {
  const store::Store& store = finished_workspace().store();
  const ZoneMap map = must(newest_plan(store)).map();
  const auto lines = csv_cells(read_file(finished_city().files.reports));
  const auto table = must(store.reports());
  const auto attributions = must(store.attributions());
  const auto projector = must(crs::Projector::make(Frame{26986}));
  ASSERT_EQ(lines.size() - 1, table.reports.size() + table.rejected.size()) << "no row is lost";

  for (std::size_t i = 0; i < table.reports.size(); ++i) {
    const Report& report = table.reports[i];
    ASSERT_EQ(report.id, lines.at(static_cast<std::size_t>(report.row)).at(0));
    const Xy at = must(projector.to_plane(report.at));
    // Brute force: the lowest code among all zones that cover the point.
    const Zone* expected = nullptr;
    for (const Zone& zone : map.zones)
      if (zone.level == 2 && locate(zone.shape, at) != Location::outside && (!expected || zone.code < expected->code))
        expected = &zone;
    if (report.at == kDefaultCoordinate) {
      EXPECT_EQ(attributions[i].reason, UnassignedReason::default_coordinate);
    } else if (expected) {
      EXPECT_EQ(attributions[i].zone, expected->id) << report.id;
    } else {
      EXPECT_EQ(attributions[i].reason, UnassignedReason::outside);
      EXPECT_TRUE(attributions[i].distance);
    }
  }
  // In the statistics: every report with a place is in a cell, or at sea.
  std::int64_t in_cells = 0;
  for (const Hotspot& row : must(store.hotspots())) in_cells += row.n;
  EXPECT_LE(in_cells, kRows - kRefusedRows - kDefaultRows);
  EXPECT_GE(in_cells, kRows - kRefusedRows - kDefaultRows - kRowsAtSea);
}

/// Walk 2: line -> stretches -> pieces -> duty -> lengths that add up to the network.
TEST(Walk, AStreetIsCutIntoPiecesThatAddUpToTheNetwork) {
  const store::Store& store = finished_workspace().store();
  const auto streets = must(store.streets());
  const auto pieces = must(store.road_pieces());
  const ZoneMap map = must(newest_plan(store)).map();
  std::map<ZoneId, const Zone*> zone_at;
  for (const Zone& zone : map.zones) zone_at[zone.id] = &zone;

  std::size_t next = 0;
  for (const Street& street : streets) {
    Metres reached;
    for (; next < pieces.size() && pieces[next].street == street.id; ++next) {
      const RoadPiece& piece = pieces[next];
      EXPECT_EQ(piece.from, reached) << "no gap, no overlap, way " << street.id.value;
      EXPECT_LT(piece.from, piece.to);
      reached = piece.to;
      const Xy middle = point_at(street.line, (piece.from + piece.to) / 2.0);
      // Streets and borders were snapped to the lattice of 2^-10 m: a point on a border is one within 2 mm of it.
      std::set<std::string> near;
      for (const Zone& zone : map.zones) {
        if (zone.level != 2) continue;
        const Box around = Box{middle, middle}.grown(Metres{0.002});
        for (const Xy probe :
             {middle, around.min, around.max, Xy{around.min.x, around.max.y}, Xy{around.max.x, around.min.y}})
          if (locate(zone.shape, probe) != Location::outside) near.insert(zone.code);
      }
      const std::string lowest = near.empty() ? "" : *near.begin();
      switch (piece.rule) {
        case DutyRule::inside:
          EXPECT_EQ(near.size(), 1U);
          break;
        case DutyRule::border_lower_code:
          EXPECT_GE(near.size(), 2U);  // three where the other side changes zone just there
          break;
        case DutyRule::outside:
          EXPECT_TRUE(near.empty());
          break;
        default:
          ADD_FAILURE() << "a rule that the default policy does not have";
      }
      EXPECT_EQ(piece.zone ? zone_at.at(*piece.zone)->code : "", lowest);
    }
    EXPECT_EQ(reached, length(street.line)) << "way " << street.id.value;
  }
  EXPECT_EQ(next, pieces.size());
}

/// Walk 3: boundary + streets -> faces -> blocks -> zones -> valid plan -> published; old versions answer old dates.
TEST(Walk, ADistrictBecomesBlocksZonesAndAPlanWithHistory) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "assign");
  const store::Store& store = workspace.store();
  const auto districts = must(store.districts());
  const Ground ground = must(store.ground());
  const ZoneMap first = must(newest_plan(store)).map();

  // The land is tiled at every stage.
  const auto sum = [](const auto& things, auto shape) {
    SquareMetres total;
    for (const auto& thing : things) total += area(shape(thing));
    return total.value;
  };
  const double land = sum(districts, [](const District& d) { return d.shape; });
  EXPECT_NEAR(sum(ground.faces, [](const Face& f) { return f.shape; }), land, 1.0);
  EXPECT_NEAR(sum(ground.blocks, [](const Block& b) { return b.shape; }), land, 1.0);
  std::map<int, double> of_level;
  for (const Zone& zone : first.zones) of_level[zone.level] += area(zone.shape).value;
  EXPECT_NEAR(of_level[1], of_level[2], 1e-3);
  EXPECT_NEAR(of_level[2], sum(ground.blocks, [](const Block& b) { return b.shape; }), 1e-3);
  // Lineage: every face is in a block, every block in a zone.
  std::set<BlockId> blocks;
  for (const Block& block : ground.blocks) blocks.insert(block.id);
  for (const Face& face : ground.faces) EXPECT_TRUE(blocks.contains(face.block));
  for (const BlockZone& row : first.blocks) EXPECT_EQ(blocks.erase(row.block), 1U);
  EXPECT_TRUE(blocks.empty());

  // A second version with other zones; the first one still answers its dates, bit for bit.
  const LocalTime later = *parse_local_time("2016-01-01T00:00:00");
  must(publish_plan(workspace, later, {}, {.again = true}));
  EXPECT_EQ(must(store.plan_in_force(later)).version.version, 2);
  EXPECT_EQ(must(store.plan_in_force(LocalTime{later.seconds - 1})).map, first);
  EXPECT_EQ(must(store.plan(1)).version.valid_to, later);
  // Duties and answers of the old plan went with it; they are made again for the new one.
  EXPECT_EQ(store.road_pieces().error().detail, "cut");
  EXPECT_EQ(store.attributions().error().detail, "assign");
  must(cut_streets(workspace, {}));
  must(assign_reports(workspace, {}));
  EXPECT_EQ(must(store.attributed_plan()), 2);
}

}  // namespace
}  // namespace libgrid::workflow::test
