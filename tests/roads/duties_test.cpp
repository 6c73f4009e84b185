#include <libgrid/roads/duties.hpp>

#include <gtest/gtest.h>

namespace libgrid::roads {
namespace {

using Maybe = std::optional<BlockId>;
constexpr BlockId kA{1}, kB{2}, kC{3};

StreetStretch stretch(std::int64_t street, double from, double to, Maybe left, Maybe right) {
  return {StreetId{street}, Metres{from}, Metres{to}, left, right};
}

/// Blocks a and b lie in zone 11 (code "X-02"), c in zone 12 (code "X-01"): the lower code is the higher id.
ZoneMap two_zones() {
  ZoneMap map;
  for (const auto& [id, code] : {std::pair(11, "X-02"), std::pair(12, "X-01")}) {
    Zone zone;
    zone.id = ZoneId{id};
    zone.code = code;
    map.zones.push_back(zone);
  }
  map.blocks = {{kA, ZoneId{11}}, {kB, ZoneId{11}}, {kC, ZoneId{12}}};
  return map;
}

struct Row {
  const char* name;
  Maybe left, right;
  std::optional<ZoneId> zone;
  DutyRule rule;
};

TEST(AssignDuties, TheRulesAsATable) {
  for (const Row& row : {Row{"inside a block", kA, kA, ZoneId{11}, DutyRule::inside},
                         Row{"between blocks of one zone", kA, kB, ZoneId{11}, DutyRule::inside},
                         Row{"zone border: lower code, not lower id", kB, kC, ZoneId{12}, DutyRule::border_lower_code},
                         Row{"the same seen from the other side", kC, kB, ZoneId{12}, DutyRule::border_lower_code},
                         Row{"outer border, land on the left", kC, {}, ZoneId{12}, DutyRule::inside},
                         Row{"outer border, land on the right", {}, kA, ZoneId{11}, DutyRule::inside},
                         Row{"outside", {}, {}, {}, DutyRule::outside}}) {
    SCOPED_TRACE(row.name);
    const auto pieces = assign_duties(std::vector{stretch(7, 0, 10, row.left, row.right)}, two_zones(), "all");
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].zone, row.zone);
    EXPECT_EQ(pieces[0].rule, row.rule);
    EXPECT_EQ(pieces[0].sector, "all");
    EXPECT_EQ(pieces[0].side, RoadSide::whole);
  }
}

TEST(AssignDuties, NeighbouringStretchesOfOneDutyAreOnePiece) {
  const auto pieces = assign_duties(std::vector{stretch(1, 0, 10, kA, kB), stretch(1, 10, 25, kA, kA),
                                                stretch(1, 25, 30, kA, kC), stretch(2, 0, 5, kA, kC)},
                                    two_zones(), "all");
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_EQ(pieces[0].to, Metres{25.0});
  EXPECT_EQ(pieces[1].from, Metres{25.0});
  EXPECT_EQ(pieces[2].street, StreetId{2});
  EXPECT_EQ(pieces[2].id, RoadPieceId{3});
}

TEST(AssignDuties, ARegistersRowCutsAndOwnsItsSideTheFirstRowWins) {
  const std::vector stretches{stretch(1, 0, 100, kA, kA)};
  const ZoneMap map = two_zones();
  const std::vector<NamedInterval> named{{StreetId{1}, Metres{20}, Metres{60}, RoadSide::left, ZoneId{12}, "", 1},
                                         {StreetId{1}, Metres{50}, Metres{70}, RoadSide::whole, {}, "Road Office", 2}};
  const auto pieces = assign_duties({.stretches = stretches, .map = &map, .named = named}, DutyPolicy{}, "all");
  std::vector<std::string> rows;
  for (const RoadPiece& p : pieces) {
    const char* side = p.side == RoadSide::whole ? "whole" : p.side == RoadSide::left ? "left" : "right";
    rows.push_back(std::to_string(static_cast<int>(p.from.value)) + "-" + std::to_string(static_cast<int>(p.to.value)) +
                   " " + side + " " + (p.zone ? std::to_string(p.zone->value) : p.unit));
  }
  EXPECT_EQ(rows, (std::vector<std::string>{"0-20 whole 11", "20-50 left 12", "20-50 right 11", "50-60 left 12",
                                            "50-60 right Road Office", "60-70 whole Road Office", "70-100 whole 11"}));
  const auto conflicts = named_conflicts(named);
  ASSERT_EQ(conflicts.size(), 1U);
  EXPECT_EQ(conflicts[0].row, 2);
  EXPECT_EQ(conflicts[0].earlier, 1);
  EXPECT_EQ(conflicts[0].length, Metres{10.0});
}

TEST(AssignDuties, OutsideTheNearestZoneTakesItsPartAndTheRestIsListed) {
  ZoneMap map = two_zones();
  map.zones[0].shape = {Polygon{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {}}};
  const std::vector<Street> streets{{StreetId{1}, "", "", {{10, 5}, {110, 5}}}};
  const std::vector stretches{stretch(1, 0, 100, {}, {})};
  const DutyPolicy policy{.nearest_within = Metres{40.0}, .nearest_step = Metres{25.0}};
  const auto pieces = assign_duties({.stretches = stretches, .map = &map, .streets = streets}, policy, "all");
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0].zone, ZoneId{11});
  EXPECT_EQ(pieces[0].rule, DutyRule::nearest);
  EXPECT_EQ(pieces[0].to, Metres{50.0});  // the part 25 to 50 has its middle 37.5 m away
  EXPECT_EQ(pieces[1].rule, DutyRule::outside);
}

TEST(StreetMetres, HalfOnABorderWholeInsideAndOnTheOuterBorderNothingOutside) {
  const auto rows = street_metres(std::vector{stretch(1, 0, 10, kA, kB), stretch(1, 10, 30, kA, kA),
                                              stretch(1, 30, 34, {}, kB), stretch(1, 34, 99, {}, {})});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].block, kA);
  EXPECT_EQ(rows[0].length, Metres{25.0});
  EXPECT_EQ(rows[1].length, Metres{9.0});
}

}  // namespace
}  // namespace libgrid::roads
