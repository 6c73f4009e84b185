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
