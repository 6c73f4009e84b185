#include <libgrid/io/osm_barriers.hpp>

#include <algorithm>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::io {
namespace {

crs::Projector osm_plane(int epsg) {
  auto projector = crs::Projector::make(Frame{epsg});
  return std::move(*projector);
}

/// Nodes 1 2 3 4 are a square of 0.01 degrees, 5 6 a line through it, 7 8 9 10 a square of 0.0001 degrees.
constexpr const char* kNodes = R"(<?xml version='1.0' encoding='UTF-8'?><osm version="0.6">
  <node id="1" version="1" lat="24.78" lon="121.00"/><node id="2" version="1" lat="24.78" lon="121.01"/>
  <node id="3" version="1" lat="24.79" lon="121.01"/><node id="4" version="1" lat="24.79" lon="121.00"/>
  <node id="5" version="1" lat="24.785" lon="121.001"/><node id="6" version="1" lat="24.785" lon="121.009"/>
  <node id="7" version="1" lat="24.70" lon="121.00"/><node id="8" version="1" lat="24.70" lon="121.0001"/>
  <node id="9" version="1" lat="24.7001" lon="121.0001"/><node id="10" version="1" lat="24.7001" lon="121.00"/>
)";

struct Way {
  int id;
  std::string nodes;
  std::vector<std::pair<std::string, std::string>> tags;
};

std::string osm_file(const std::vector<Way>& ways) {
  std::string text = kNodes;
  for (const Way& way : ways) {
    text += "<way id=\"" + std::to_string(way.id) + "\" version=\"1\">";
    for (std::size_t at = 0; at < way.nodes.size();) {
      const std::size_t end = std::min(way.nodes.find(' ', at), way.nodes.size());
      text += "<nd ref=\"" + way.nodes.substr(at, end - at) + "\"/>";
      at = end + 1;
    }
    for (const auto& [key, value] : way.tags) text += "<tag k=\"" + key + "\" v=\"" + value + "\"/>";
    text += "</way>\n";
  }
  return text + "</osm>";
}

OsmBarriers read(const std::vector<Way>& ways, const BarrierRules& rules = {}) {
  const TemporaryFolder folder;
  const auto read = read_osm_barriers(folder.write("a.osm", osm_file(ways)), rules, osm_plane(3826));
  if (!read) throw std::runtime_error(message_en(read.error()));
  return *read;
}

TEST(OsmBarriers, tags_tell_the_class_and_what_is_not_on_the_ground) {
  const OsmBarriers found = read({{101, "1 2", {{"waterway", "river"}, {"layer", "-1"}}},  // under every bridge
                                  {102, "2 3", {{"railway", "rail"}}},
                                  {103, "3 4", {{"barrier", "wall"}}},
                                  {104, "3 4", {{"railway", "rail"}, {"tunnel", "yes"}}},
                                  {105, "3 4", {{"railway", "rail"}, {"bridge", "viaduct"}}},
                                  {106, "3 4", {{"waterway", "stream"}, {"tunnel", "culvert"}}},
                                  {107, "3 4", {{"barrier", "wall"}, {"bridge", "no"}}},
                                  {108, "3 4", {{"railway", "subway"}}},
                                  {109, "3 4", {{"highway", "residential"}}}});
  std::vector<std::string> said;
  for (const OsmBarrierLine& line : found.lines)
    said.push_back(line.source_id + " " + BarrierRules{}.classes[line.barrier_class].value);
  EXPECT_EQ(said, (std::vector<std::string>{"101 river", "102 railway", "103 wall", "107 wall"}));
  EXPECT_EQ(found.above_or_below, 3);
  EXPECT_NEAR(length(found.lines[0].line).value, 1010.8, 1.0);
  EXPECT_TRUE(found.rejected.empty());
}

TEST(OsmBarriers, of_waters_the_banks_count_and_not_what_is_inside) {
  const std::vector<Way> ways{{201, "1 2 3 4 1", {{"natural", "water"}, {"name", "湖"}}},
                              {202, "5 6", {{"waterway", "river"}}},
                              {203, "2 8", {{"waterway", "river"}}},
                              {204, "7 8 9 10 7", {{"natural", "water"}}}};
  const OsmBarriers found = read(ways);
  ASSERT_EQ(found.lines.size(), 2U);
  EXPECT_EQ(found.lines[0].source_id, "203");
  EXPECT_EQ(found.lines[1].source_id, "201");
  EXPECT_EQ(found.lines[1].line.front(), found.lines[1].line.back());
  EXPECT_EQ(found.inside_water, 1);
  EXPECT_EQ(found.small_waters, 1);
  BarrierRules all;
  all.osm_least_water = SquareMetres{0.0};
  EXPECT_EQ(read(ways, all).lines.size(), 3U);
  EXPECT_EQ(read(ways, all).small_waters, 0);
}

TEST(OsmBarriers, the_table_is_the_city_s) {
  BarrierRules rules;
  rules.osm = {{"highway", "motorway", "railway"}, {"barrier", "hedge", "hedge"}};
  const OsmBarriers found = read({{301, "1 2", {{"highway", "motorway"}}},
                                  {302, "2 3", {{"barrier", "wall"}}},
                                  {303, "2 3", {{"barrier", "hedge"}}}},
                                 rules);
  ASSERT_EQ(found.lines.size(), 1U);
  EXPECT_EQ(rules.classes[found.lines[0].barrier_class].value, "railway");
  EXPECT_EQ(found.other_classes, 1);  // hedge is no class of this city
}

TEST(OsmBarriers, a_walled_school_is_walled) {
  const OsmBarriers found = read({{401, "1 2 3 4 1", {{"amenity", "school"}, {"barrier", "wall"}}}});
  ASSERT_EQ(found.lines.size(), 1U);
  EXPECT_EQ(found.lines[0].line.size(), 5U);
}

/// Counts of tags and areas by another reader (GDAL's tables over pandas, areas in EPSG:3826).
TEST(OsmBarriers, of_a_real_campus) {
  const std::string file = test::source_dir() + "/data/hsinchu/campus.osm.pbf";
  const auto found = read_osm_barriers(file, {}, osm_plane(3826));
  ASSERT_TRUE(found) << message_en(found.error());
  std::map<std::string, std::int64_t> count;
  for (const OsmBarrierLine& line : found->lines) ++count[BarrierRules{}.classes[line.barrier_class].value];
  EXPECT_EQ(count["river"] + found->inside_water, 18 + 1 + 5);
  EXPECT_EQ(count["wall"], 10);
  EXPECT_EQ(count["railway"], 0);
  EXPECT_EQ(found->small_waters, 13);
  EXPECT_EQ(found->above_or_below, 1);
}

TEST(OsmBarriers, refuses_what_is_no_such_file) {
  const TemporaryFolder folder;
  const auto plane = osm_plane(3826);
  EXPECT_EQ(read_osm_barriers(folder.at("no.pbf"), {}, plane).error().code, ErrorCode::file_not_found);
  EXPECT_EQ(read_osm_barriers(folder.write("a.gpkg", "x"), {}, plane).error().code, ErrorCode::format_unknown);
  EXPECT_EQ(read_osm_barriers(folder.write("a.pbf", "x"), {}, plane).error().code, ErrorCode::file_unreadable);
  EXPECT_TRUE(is_osm_file("City.OSM.PBF") && is_osm_file("a.osm"));
  EXPECT_FALSE(is_osm_file("a.gpkg"));
}

}  // namespace
}  // namespace libgrid::io
