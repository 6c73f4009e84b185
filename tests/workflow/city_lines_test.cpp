#include <libgrid/workflow/detail/city_lines.hpp>

#include <algorithm>
#include <map>
#include <optional>

#include <gtest/gtest.h>

#include <libgrid/coverage/blocks.hpp>
#include <libgrid/index/locator.hpp>

#include "tests/support/ascii_city.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

using coverage::Barrier;
using libgrid::test::ascii_city;
using libgrid::test::AsciiCity;

// Land from y = 100 m to 500 m. A river v below the bridge of street s, a railway l; street t may have a wall.
const AsciiCity& picture() {
  static const AsciiCity city = ascii_city(R"(
    AAAAAAAA. | ......... | ...v..t..
    AAAAAAAA. | ......... | ...v..t..
    AAAAAAAA. | ......... | sss+ss+ss
    AAAAAAAA. | ......... | lll+ll+ll
    ......... | ......... | ...v..t..
  )",
                                           {.cell = Metres{100}, .roads_on_corners = true});
  return city;
}

enum : int { kRiver, kRailway, kWall };  // as in BarrierRules

struct Drawn {
  City city;
  std::vector<Street> streets;
  std::vector<District> districts;
  coverage::BlockSet made;
  Ground ground;

  explicit Drawn(const std::vector<Barrier>& barriers) {
    const Street s = picture().street('s');
    const auto part = [&](std::int64_t id, double from, double to, int layer) {
      return Street{StreetId{id}, s.name, s.road_class, {{from, s.line[0].y}, {to, s.line[0].y}}, layer};
    };
    streets = {part(1, 0, 200, 0), part(2, 200, 400, 1), part(3, 400, 800, 0), picture().street('t')};
    districts = {{DistrictId{1}, "A", picture().land()}};
    city.blocks.merge_below = SquareMetres{0.0}, city.blocks.thin_below = SquareMetres{0.0};
    city.blocks.cut_above = SquareMetres{1e9};
    made =
        coverage::build_blocks({.districts = districts, .streets = streets, .barriers = barriers}, city.blocks).value();
    ground = {made.faces, made.blocks, made.borders, {}, made.stretches};
  }

  [[nodiscard]] BlockId at(Xy p) const {
    for (const Block& block : made.blocks)
      if (bounds(block.shape).contains(p)) return block.id;
    throw std::out_of_range("no block");
  }
  /// Of the border between the blocks at two places; 1 where nothing is said.
  [[nodiscard]] double factor(Xy p, Xy q) const {
    for (const auto& f : detail::border_factors(ground, streets, made.barrier_borders, city))
      if (std::minmax(f.a, f.b) == std::minmax(at(p), at(q))) return f.factor;
    return 1.0;
  }
};

std::vector<Barrier> river_and_railway() {
  return {{BarrierKind::river, picture().street('v').line, kRiver},
          {BarrierKind::railway, picture().street('l').line, kRailway}};
}

TEST(CityLines, RiverRailwayAndBridgeBoundBlocksAndTheirBordersAreCheap) {
  const Drawn drawn(river_and_railway());
  EXPECT_EQ(drawn.made.blocks.size(), 9U);                      // three columns, three rows
  EXPECT_DOUBLE_EQ(drawn.factor({100, 400}, {400, 400}), 0.3);  // over the river
  EXPECT_EQ(drawn.factor({100, 400}, {100, 250}), 1.0);         // over the street
  EXPECT_DOUBLE_EQ(drawn.factor({100, 250}, {100, 150}), 0.3);  // over the railway
  EXPECT_EQ(drawn.factor({500, 400}, {700, 400}), 1.0);
}

TEST(CityLines, AWallPartsBlocksUnlessItHasAGate) {
  const LineString whole = picture().street('t').line;
  const Drawn walled({{BarrierKind::wall, whole, kWall}});
  EXPECT_EQ(walled.factor({100, 400}, {700, 400}), zoning::kWall);
  LineString with_gate = whole;
  with_gate.front().y -= 10.0;  // 190 of 200 m
  const Drawn gated({{BarrierKind::wall, with_gate, kWall}});
  EXPECT_NEAR(gated.factor({100, 400}, {700, 400}), 1.0 - 0.95 * 0.9, 1e-9);
}

TEST(CityLines, NoZoneIsConnectedThroughAWall) {
  const Drawn walled({{BarrierKind::wall, picture().street('t').line, kWall}});
  zoning::PartitionOptions options;
  options.levels = {{1, 1, 0.9}};
  const auto graph = zoning::BlockGraph::build(walled.ground.blocks, walled.ground.borders, {});
  EXPECT_FALSE(zoning::components(graph, zoning::LinkUse::with_links).count > 1);
  options.border_factors =
      detail::border_factors(walled.ground, walled.streets, walled.made.barrier_borders, walled.city);
  std::vector<Block> blocks = walled.ground.blocks;
  for (Block& block : blocks) block.workload = block.area.value;
  const auto weighed = zoning::BlockGraph::build(blocks, walled.ground.borders, {});
  EXPECT_EQ(zoning::partition(weighed, options).error().code, ErrorCode::zone_infeasible);
}

/// The tiny city with a river along x = 1,050 m, a railway along y = 550 m with a tunnel, and a class nobody knows.
CityFiles with_barriers(const TinyFolder& folder) {
  CityFiles files = write_tiny_city(folder.path());
  const PositionText text;
  const auto line = [&](const std::string& properties, const std::vector<Xy>& points) {
    return R"({"type": "Feature", "properties": {)" + properties +
           R"(}, "geometry": {"type": "LineString", "coordinates": )" + text(points) + "}}";
  };
  const auto at = [](double x, double y) { return Xy{kCorner.x + x, kCorner.y + y}; };
  files.barriers = folder.path() / "barriers.geojson";
  write_file(files.barriers,
             feature_collection({line(R"("kind": "river", "tunnel": "")", {at(1050, -30), at(1050, 1030)}),
                                 line(R"("kind": "railway", "tunnel": "")", {at(-30, 550), at(900, 550)}),
                                 line(R"("kind": "railway", "tunnel": "yes")", {at(900, 550), at(2030, 550)}),
                                 line(R"("kind": "hedge", "tunnel": "")", {at(20, 20), at(80, 80)})}));
  std::string city = tiny_city_json();
  city.insert(city.rfind('}'), R"(, "barriers": {"tunnel_column": "tunnel"})");
  write_file(folder.path() / "city.json", city);
  return files;
}

TEST(CityLines, ThroughTheStepsOfACity) {
  const TinyFolder folder;
  const CityFiles files = with_barriers(folder);
  Workspace workspace = new_workspace(folder.path());
  const StepSummary imported = must(import_city(workspace, files, {}));
  const std::string said = "2 barrier lines on the ground; 1 above or below it and 1 of other classes bound nothing";
  EXPECT_TRUE(std::ranges::any_of(imported.findings, [&](const std::string& f) { return f.starts_with(said); }));
  must(draw_blocks(workspace, {}));
  // 216 squares; 10 of them cut by the river, 9 by the railway that ends with the tunnel's mouth at x = 900.
  const Ground ground = must(workspace.store().ground());
  EXPECT_EQ(ground.blocks.size(), 216U + 10U + 9U);
  double metres = 0.0;
  for (const coverage::BarrierBorder& border : must(detail::barrier_borders(workspace.store())))
    metres += border.length.value;
  EXPECT_NEAR(metres, 1000.0 + 900.0, 0.5);
  must(draft_plan(workspace, {}));
  // Without them again: the notes go with the next import.
  CityFiles none = files;
  none.barriers.clear();
  must(import_city(workspace, none, {}));
  must(draw_blocks(workspace, {}));
  EXPECT_EQ(must(workspace.store().ground()).blocks.size(), 216U);
}

/// The same river and railway as ways of OpenStreetMap (whole centimetres, so the railway ends 5 m beyond its street):
/// the same blocks, and everything else counted.
TEST(CityLines, FromTheMapOfTheStreets) {
  const TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  const PositionText text;
  std::string nodes, ways;
  int next = 0;
  const auto way = [&](const std::vector<Xy>& points, const std::string& key, const std::string& value,
                       const std::string& more = "") {
    ways += "<way id=\"" + std::to_string(1000 + next) + "\" version=\"1\">";
    for (const Xy p : points) {
      const LonLat at = text.degrees({kCorner.x + p.x, kCorner.y + p.y});
      nodes += "<node id=\"" + std::to_string(++next) + "\" version=\"1\" lon=\"" + io::shortest_text(at.lon) +
               "\" lat=\"" + io::shortest_text(at.lat) + "\"/>";
      ways += "<nd ref=\"" + std::to_string(next) + "\"/>";
    }
    ways += "<tag k=\"" + key + "\" v=\"" + value + "\"/>";
    if (!more.empty()) ways += "<tag k=\"" + more + "\" v=\"yes\"/>";
    ways += "</way>";
  };
  way({{1050, -30}, {1050, 1030}}, "waterway", "river");
  way({{-30, 550}, {905, 550}}, "railway", "rail");
  way({{905, 550}, {2030, 550}}, "railway", "rail", "tunnel");
  way({{20, 20}, {80, 80}}, "barrier", "hedge");
  files.barriers = folder.path() / "city.osm";
  write_file(files.barriers, "<?xml version='1.0' encoding='UTF-8'?><osm version=\"0.6\">" + nodes + ways + "</osm>");
  Workspace workspace = new_workspace(folder.path());
  const StepSummary imported = must(import_city(workspace, files, {}));
  const std::string said =
      "2 barrier lines on the ground (river 1, railway 1, wall 0); on bridges or in tunnels 1, "
      "waters below 10,000 m2 0, centre lines inside waters 0, other classes 0 bound nothing";
  EXPECT_TRUE(std::ranges::any_of(imported.findings, [&](const std::string& f) { return f.starts_with(said); }));
  must(draw_blocks(workspace, {}));
  EXPECT_EQ(must(workspace.store().ground()).blocks.size(), 216U + 10U + 9U);
  must(draft_plan(workspace, {}));
}

TEST(CityLines, NotesComeBackBitForBit) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  EXPECT_TRUE(must(detail::barriers(workspace.store())).empty());
  const std::vector<Barrier> lines{{BarrierKind::wall, {{0.1, 1.0 / 3.0}, {2e6, -7.0}}, 2}};
  must(detail::put_barriers(workspace.store(), lines));
  const auto again = must(detail::barriers(workspace.store()));
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].line, lines[0].line);
  EXPECT_EQ(again[0].kind, BarrierKind::wall);
  EXPECT_EQ(again[0].group, 2);
}

}  // namespace
}  // namespace libgrid::workflow::test
