#include <libgrid/roads/register.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include "small_roads.hpp"

namespace libgrid::roads {
namespace {

using namespace small;

/// 健康路 runs east in two ways (the second drawn westward) and has a twin 20 m north of it; crossed at x = 40 and 150.
std::vector<Street> town() {
  return {street(1, "健康路", {{0, 0}, {100, 0}}),         street(2, "健康路", {{200, 0}, {100, 0}}),
          street(3, "清虚街", {{40, -30}, {40, 30}}),      street(4, "Beacon Street", {{150, -30}, {150, 30}}),
          street(5, "健康路", {{200, 20}, {0, 20}}),       street(6, "远路", {{900, 0}, {900, 50}}),
          street(7, "Mirror Lane", {{40, -30}, {80, -60}})};
}

std::vector<std::string> shown(const RegisterMatch& match) {
  std::vector<std::string> rows;
  for (const NamedInterval& i : match.intervals) {
    const char* side = i.side == RoadSide::whole ? "whole" : i.side == RoadSide::left ? "left" : "right";
    rows.push_back(std::to_string(i.street.value) + ":" + std::to_string(static_cast<int>(i.from.value)) + "-" +
                   std::to_string(static_cast<int>(i.to.value)) + " " + side + " " +
                   (i.zone ? "zone " + std::to_string(i.zone->value) : i.unit));
  }
  for (const RegisterFinding& f : match.findings) rows.push_back(std::string(word(f.problem)) + " " + f.text);
  return rows;
}

std::vector<std::string> match(const RegisterRow& row) {
  return shown(match_register(std::vector{row}, town(), west_and_east()));
}

TEST(Register, AStretchBetweenTwoCrossingsWithItsSecondCarriageway) {
  EXPECT_EQ(match({.row = 1, .street = "健康路", .from = "清虚街", .to = " beacon street ", .unit = "X-01"}),
            (std::vector<std::string>{"1:40-100 whole zone 12", "2:50-100 whole zone 12", "5:50-160 whole zone 12"}));
}

TEST(Register, SidesAreWalkedFromAToBOrNamedByTheCompass) {
  EXPECT_EQ(match({.street = "健康路", .from = "清虚街", .to = "Beacon Street", .side = "左侧", .unit = "环卫所"}),
            (std::vector<std::string>{"1:40-100 left 环卫所", "2:50-100 right 环卫所", "5:50-160 right 环卫所"}));
  EXPECT_EQ(match({.street = "健康路", .from = "Beacon Street", .to = "清虚街", .side = "left", .unit = "U"}),
            (std::vector<std::string>{"1:40-100 right U", "2:50-100 left U", "5:50-160 left U"}));
  EXPECT_EQ(match({.street = "健康路", .from = "清虚街", .to = "Beacon Street", .side = "北侧", .unit = "U"}),
            (std::vector<std::string>{"1:40-100 left U", "2:50-100 right U", "5:50-160 right U"}));
}

TEST(Register, WholeStreetsAndMeasuresOfAWay) {
  EXPECT_EQ(match({.street = "清虚街", .side = "两侧", .unit = "U"}), (std::vector<std::string>{"3:0-60 whole U"}));
  EXPECT_EQ(match({.street = "#1", .from = "10", .to = "20.5", .side = "right", .unit = "U"}),
            (std::vector<std::string>{"1:10-20 right U"}));
}

TEST(Register, WhatCannotBePlacedIsNamedAndNothingIsGuessed) {
  using Rows = std::vector<std::string>;
  EXPECT_EQ(match({.street = "健康东路", .unit = "U"}), Rows{"street_unknown 健康东路"});
  EXPECT_EQ(match({.street = "健康路", .from = "无名", .to = "清虚街", .unit = "U"}), Rows{"from_unknown 无名"});
  EXPECT_EQ(match({.street = "健康路", .from = "清虚街", .to = "无名", .unit = "U"}), Rows{"to_unknown 无名"});
  EXPECT_EQ(match({.street = "健康路", .from = "远路", .to = "清虚街", .unit = "U"}), Rows{"from_not_met 远路"});
  EXPECT_EQ(match({.street = "健康路", .from = "清虚街", .to = "远路", .unit = "U"}), Rows{"to_not_met 远路"});
  EXPECT_EQ(match({.street = "健康路", .side = "middle", .unit = "U"}), Rows{"side_unknown middle"});
  EXPECT_EQ(match({.street = "健康路"}), Rows{"unit_missing 健康路"});
  EXPECT_EQ(match({.street = "#1", .from = "20", .to = "101", .unit = "U"}), Rows{"measure_invalid 20 - 101"});
  std::vector<Street> apart = town();
  apart[1].line = {{120, 0}, {200, 0}};  // the two ways no longer touch, and the twin is gone
  apart[4].name = "";
  const std::vector<RegisterRow> row{
      {.row = 1, .street = "健康路", .from = "清虚街", .to = "Beacon Street", .unit = "U"}};
  EXPECT_EQ(shown(match_register(row, apart, west_and_east())), Rows{"not_connected 健康路"});
}

TEST(Register, OneEndAloneIsNoStretch) {
  using Rows = std::vector<std::string>;
  EXPECT_EQ(match({.street = "健康路", .from = "清虚街", .unit = "U"}), Rows{"to_missing 清虚街"});
  EXPECT_EQ(match({.street = "健康路", .to = "清虚街", .unit = "U"}), Rows{"from_missing 清虚街"});
}

TEST(Register, SpellingsOfOneKeyAreOneStreetAndARiverMayBeAnEnd) {
  const std::vector<Street> rivers{street(1, "清潩河", {{150, -90}, {150, 90}})};
  const RegisterOptions options{
      .key = [](std::string_view name) { return name == "康健路" ? "健康路" : std::string(name); }, .ends = rivers};
  const std::vector<RegisterRow> rows{{.street = " 康健路", .from = "清虚街", .to = "清潩河", .unit = "U"}};
  const std::vector<std::string> stretch{"1:40-100 whole U", "2:50-100 whole U", "5:50-160 whole U"};
  EXPECT_EQ(shown(match_register(rows, town(), west_and_east(), {}, options)), stretch);
  // A river is an end only: nobody answers for it.
  const std::vector<RegisterRow> river{{.street = "清潩河", .unit = "U"}};
  EXPECT_EQ(shown(match_register(river, town(), west_and_east(), {}, options)),
            std::vector<std::string>{"street_unknown 清潩河"});
}

TEST(Register, AUnitWrittenLikeAZoneCodeThatIsNoneIsAFindingAndStaysListed) {
  using Rows = std::vector<std::string>;
  for (const std::string unit : {"X-03", "X-01-01", "x-01", "X-1"})
    EXPECT_EQ(match({.street = "清虚街", .unit = unit}), (Rows{"3:0-60 whole " + unit, "unit_no_zone " + unit}));
  EXPECT_EQ(match({.street = "清虚街", .unit = " X-01 "}), Rows{"3:0-60 whole zone 12"});
  for (const std::string unit : {"X", "X-01 office", "Y-03", "环卫所"})  // an upper zone, and names
    EXPECT_EQ(match({.street = "清虚街", .unit = unit}), Rows{"3:0-60 whole " + unit});
}

TEST(Register, RowsOfAnotherSectorAreLeftOutAndTheOrderOfStreetsDoesNotMatter) {
  const std::vector<RegisterRow> rows{
      {.row = 1, .street = "健康路", .from = "清虚街", .to = "Beacon Street", .unit = "U", .sector = "环卫"}};
  EXPECT_TRUE(match_register(rows, town(), west_and_east(), "园林").intervals.empty());
  std::vector<Street> turned = town();
  std::ranges::reverse(turned);
  EXPECT_EQ(match_register(rows, town(), west_and_east(), "环卫").intervals,
            match_register(rows, turned, west_and_east()).intervals);
}

}  // namespace
}  // namespace libgrid::roads
