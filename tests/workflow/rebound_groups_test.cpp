#include <libgrid/workflow/detail/rebound_groups.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(ReboundGroups, TheStreetsAreNodedWhereTheyCross) {
  const auto segments = must(detail::street_segments(finished_workspace()));
  const auto streets = must(finished_workspace().store().streets());
  EXPECT_GT(segments.size(), streets.size());
  double noded = 0.0, whole = 0.0;
  for (const LineString& segment : segments) noded += length(segment).value;
  for (const Street& street : streets) whole += length(street.line).value;
  EXPECT_NEAR(noded, whole, 0.01 * whole);
}

TEST(ReboundGroups, MainRoadsAreThoseOfTheCitysTableOrOsms) {
  std::vector<Street> streets(5);
  streets[0].road_class = "secondary", streets[1].road_class = "AHC", streets[2].road_class = "";
  streets[3].road_class = "tertiary_link", streets[4].road_class = "residential";
  City city;
  EXPECT_EQ(must(detail::main_roads(city, streets)), (std::vector<bool>{true, false, false, true, false}));
  EXPECT_EQ(detail::main_roads_by(city), "osm");
  city.road_kinds = {
      {"ahc", RoadKind::main_road}, {"secondary", RoadKind::branch}, {"residential", RoadKind::secondary}};
  for (std::size_t i = 0; i < streets.size(); ++i)
    streets[i].line = {{0.0, 100.0 * static_cast<double>(i)}, {500.0, 100.0 * static_cast<double>(i)}};
  EXPECT_EQ(must(detail::main_roads(city, streets)), (std::vector<bool>{false, true, false, false, true}));
}

TEST(ReboundGroups, AreasAreDistrictsAndUpperZonesAreThoseOfThePlan) {
  const std::vector<Xy> places{
      {kCorner.x + 10.0, kCorner.y + 10.0}, {kCorner.x + 1500.0, kCorner.y + 10.0}, {kCorner.x - 900.0, kCorner.y}};
  const auto areas = must(detail::groups_by_area(finished_workspace(), places));
  EXPECT_EQ(areas.grouping, "district");
  EXPECT_EQ(areas.names, (std::vector<std::string>{"West", "East"}));
  EXPECT_EQ(areas.of, (std::vector<std::size_t>{0, 1, hotspot::kNoGroup}));
  const auto zones = must(detail::groups_by_upper_zone(finished_workspace(), places));
  EXPECT_EQ(zones.names.size(), 2U);
  EXPECT_NE(zones.of[0], zones.of[1]);
  EXPECT_EQ(zones.of[2], hotspot::kNoGroup);
}

TEST(ReboundGroups, NamesInChinese) {
  EXPECT_EQ(detail::group_in_chinese("main"), "主次干道");
  EXPECT_EQ(detail::group_in_chinese("ring_学校"), "学校周边");
  EXPECT_EQ(detail::group_in_chinese("ring_school"), "学校周边");
  EXPECT_EQ(detail::group_in_chinese("魏都区"), "魏都区");
}

TEST(ReboundGroups, RingsByHand) {
  const std::vector<LineString> line{{{0, 0}, {1000, 0}}};
  const hotspot::StreetGround ground = hotspot::street_ground(line, Metres{30.0});
  const std::vector<Xy> cases{{50, 5}, {100, 0}, {150, 0}, {200.5, 0}, {0, 150}};
  const std::vector<detail::PlacePoint> places{{"Elm", "school", {0, 10}}, {"Oak", "mall", {1000, 0}}};
  const auto rings = detail::groups_by_ring(ground, hotspot::on_streets(ground, cases), places);
  ASSERT_EQ(rings.size(), 2U);
  EXPECT_EQ(rings[0].grouping, "ring_mall");
  EXPECT_EQ(rings[0].of, (std::vector<std::size_t>{2, 2, 2, 2, 2}));
  EXPECT_EQ(rings[1].grouping, "ring_school");
  EXPECT_EQ(rings[1].of, (std::vector<std::size_t>{0, 0, 1, 2, 1}));  // the last one is 140 m away in the plane
}

}  // namespace
}  // namespace libgrid::workflow::test
