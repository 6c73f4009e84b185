#include <libgrid/roads/zone_cut.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/predicates.hpp>
#include <libgrid/roads/duties.hpp>

#include "small_roads.hpp"
#include "tests/support/seeds.hpp"

namespace libgrid::roads {
namespace {

using namespace small;

/// Two zones of 100 m beside each other, border x = 100, and a hole in the second.
std::vector<MultiPolygon> two() {
  std::vector<MultiPolygon> zones{square(0, 0, 100, 100), square(100, 0, 200, 100)};
  zones[1][0].holes = {{{140, 40}, {160, 40}, {160, 60}, {140, 60}, {140, 40}}};
  return zones;
}

std::vector<std::string> shown(const std::vector<StreetStretch>& cut) {
  std::vector<std::string> rows;
  const auto name = [](std::optional<BlockId> b) { return b ? std::to_string(b->value) : std::string("-"); };
  for (const StreetStretch& s : cut)
    rows.push_back(std::to_string(std::lround(s.from.value)) + "-" + std::to_string(std::lround(s.to.value)) + " " +
                   name(s.left) + "|" + name(s.right));
  return rows;
}

using Rows = std::vector<std::string>;

Rows cut(LineString line, ZoneCutOptions options = {}) {
  return shown(ZoneCutter::build(two()).cut(std::vector<Street>{street(1, "A", std::move(line))}, options));
}

TEST(ZoneCutter, InsideAcrossThroughAHoleAndOutside) {
  EXPECT_EQ(cut({{-20, 50}, {220, 50}}),
            (Rows{"0-20 -|-", "20-120 1|1", "120-160 2|2", "160-180 -|-", "180-220 2|2", "220-240 -|-"}));
  EXPECT_EQ(cut({{10, 10}, {50, 10}, {50, 10}, {50, 90}}), Rows{"0-120 1|1"});
}

TEST(ZoneCutter, AlongTheBorderBothSidesAreNamed) {
  EXPECT_EQ(cut({{100, 10}, {100, 90}}), Rows{"0-80 1|2"});
  EXPECT_EQ(cut({{100, 90}, {100, 10}}), Rows{"0-80 2|1"});
  EXPECT_EQ(cut({{0, 10}, {0, 90}}), Rows{"0-80 -|1"});
}

TEST(ZoneCutter, AStreetThatWaversAboutABorderIsOneBorderStretchWithinTheTolerance) {
  const LineString wavering{{99, 5}, {101, 35}, {99, 65}, {101, 95}};
  EXPECT_EQ(cut(wavering).size(), 4U);
  EXPECT_EQ(cut(wavering, {.tolerance = Metres{3.0}}), Rows{"0-90 1|2"});
}

TEST(ZoneCutter, AnObliqueCrossingLeavesNoCrumb) {
  const LineString oblique{{50, 40}, {150, 60 - 25}};
  const ZoneCutOptions with{.tolerance = Metres{2.0}, .shortest = Metres{5.0}};
  EXPECT_EQ(cut(oblique, with).size(), 2U);
}

TEST(ZoneCutter, TouchedIsTheClosedSet) {
  const auto cutter = ZoneCutter::build(two());
  using Zones = std::vector<std::int32_t>;
  EXPECT_EQ(cutter.touched(LineString{{100, 10}, {100, 90}}), (Zones{0, 1}));
  EXPECT_EQ(cutter.touched(LineString{{10, 10}, {100, 10}}), (Zones{0, 1}));
  EXPECT_EQ(cutter.touched(LineString{{-50, 50}, {250, 50}}), (Zones{0, 1}));
  EXPECT_EQ(cutter.touched(LineString{{145, 45}, {155, 55}}), Zones{});
  EXPECT_EQ(cutter.touched(LineString{{-50, -50}, {0, 0}}), Zones{0});
  EXPECT_EQ(cutter.touched(LineString{{-50, -50}, {-1, 0}}), Zones{});
}

TEST(ZoneCutter, StretchesMeetEndToEndAndASampleOfPlacesAgrees) {
  const test::Seed seed{606};
  const CounterRandom draw{seed.value(), 2};
  const auto zones = two();
  const auto cutter = ZoneCutter::build(zones);
  std::uint64_t n = 0;
  for (int i = 0; i < 300; ++i) {
    LineString line;
    for (int v = 0; v < 4; ++v) {
      const double x = draw.unit(n++) * 300 - 50;
      line.push_back({x, draw.unit(n++) * 200 - 50});
    }
    const Street way = street(1, "", line);
    Metres reached;
    for (const StreetStretch& s : cutter.cut(std::vector{way}, {})) {
      ASSERT_EQ(s.from, reached);
      reached = s.to;
      const Xy at = point_at(line, (s.from + s.to) / 2.0);
      const bool in_first = locate(zones[0], at) == Location::inside,
                 in_second = locate(zones[1], at) == Location::inside;
      EXPECT_EQ(s.left, in_first ? std::optional(BlockId{1}) : in_second ? std::optional(BlockId{2}) : std::nullopt);
    }
    EXPECT_NEAR(reached.value, length(line).value, 1e-9);
  }
}

TEST(PlainZoneMap, GoesWithTheStretches) {
  const auto zones = two();
  const ZoneMap map = plain_zone_map(zones, std::vector<std::string>{"A", "B"});
  const std::vector<Street> ways{street(1, "", {{100, 10}, {100, 90}})};
  const auto pieces = assign_duties(ZoneCutter::build(zones).cut(ways, {}), map, "all");
  ASSERT_EQ(pieces.size(), 1U);
  EXPECT_EQ(pieces[0].zone, ZoneId{1});
  EXPECT_EQ(pieces[0].rule, DutyRule::border_lower_code);
}

}  // namespace
}  // namespace libgrid::roads
