#include <libgrid/roads/frontage.hpp>

#include <map>
#include <tuple>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "tests/support/seeds.hpp"

namespace libgrid::roads {
namespace {

MultiPolygon house(double x0, double y0, double x1, double y1) {
  return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

RoadPiece piece(RoadSide side = RoadSide::whole) {
  return {RoadPieceId{7}, StreetId{1}, Metres{0}, Metres{100}, ZoneId{3}, "环卫", side, DutyRule::inside, ""};
}

/// A street along y 0 from x 0 to 100.
const std::vector<Street> kStreet{{StreetId{1}, "Main", "", {{0, 0}, {100, 0}}}};

Frontage strips(RoadKind kind, RoadSide side, const std::vector<MultiPolygon>& buildings) {
  const std::vector<RoadPiece> pieces{piece(side)};
  const std::vector<RoadKind> kinds{kind};
  return frontage_strips({pieces, kStreet, kinds, std::span<const MultiPolygon>(buildings)}, {});
}

/// Two houses on the left behind the kerb of a branch (5 m), ten metres of gap; nothing on the right.
TEST(Frontage, FromTheBuildingLineToTheKerbAndTheGapHalfAndHalf) {
  const Frontage f = strips(RoadKind::branch, RoadSide::whole, {house(10, 9, 40, 20), house(50, 12, 80, 20)});
  ASSERT_EQ(f.strips.size(), 2U);
  const FrontageStrip& first = f.strips[0];
  EXPECT_EQ(std::tuple(first.building, first.side, first.edge, first.from, first.to),
            std::tuple(0, RoadSide::left, FrontageEdge::kerb, Metres{10}, Metres{46}))
      << "five metres and a half step of the gap";
  EXPECT_NEAR(first.area.value, 36 * 4.0, 1e-9);
  EXPECT_NEAR(area(first.shape).value, 36 * 4.0, 1e-9);
  EXPECT_EQ(f.strips[1].from, Metres{46});
  EXPECT_EQ(f.strips[1].to, Metres{80});
  EXPECT_NEAR(f.strips[1].area.value, 34 * 7.0, 1e-9);
  EXPECT_EQ(f.open, Metres{10 + 20 + 100});
  EXPECT_EQ(first.zone, ZoneId{3});
  EXPECT_EQ(first.sector, "环卫");
}

TEST(Frontage, WithoutAPavementToTheCentreLine) {
  const Frontage lane = strips(RoadKind::back_lane, RoadSide::right, {house(0, -20, 100, -3)});
  ASSERT_EQ(lane.strips.size(), 1U);
  EXPECT_EQ(lane.strips[0].edge, FrontageEdge::centre_line);
  EXPECT_NEAR(lane.strips[0].area.value, 300.0, 1e-9);
  EXPECT_EQ(lane.open, Metres{0}) << "the left side is another piece's";
  const Frontage narrow = strips(RoadKind::branch, RoadSide::left, {house(0, 4, 100, 20)});
  EXPECT_EQ(narrow.strips.at(0).edge, FrontageEdge::centre_line) << "a house before the kerb leaves no pavement";
}

TEST(Frontage, WithoutFootprintsTheSetbackOfTheKind) {
  const std::vector<RoadPiece> pieces{piece()};
  const std::vector<RoadKind> kinds{RoadKind::main_road};
  const Frontage f = frontage_strips({pieces, kStreet, kinds}, {});
  ASSERT_EQ(f.strips.size(), 2U);
  EXPECT_NEAR(f.strips[0].area.value, 100 * 8.0, 1e-9);
  EXPECT_EQ(f.strips[1].side, RoadSide::right);
  EXPECT_EQ(f.strips[1].building, -1);
  EXPECT_LT(f.strips[1].shape.outer.front().y, 0.0);
}

/// Strips and open sides are twice the street, without overlaps, whatever the houses.
TEST(Frontage, MetresAddUpForAnyHouses) {
  const test::Seed seed{20503};
  const CounterRandom draw{seed.value(), 1};
  std::uint64_t n = 0;
  for (int round = 0; round < 40; ++round) {
    std::vector<MultiPolygon> houses;
    for (int i = 0; i < 12; ++i) {
      const double x = draw.unit(n++) * 100, y = draw.unit(n++) * 80 - 40;
      houses.push_back(house(x, y, x + 3 + draw.unit(n++) * 20, y + 5));
    }
    const Frontage f = strips(static_cast<RoadKind>(draw.below(n++, 4)), RoadSide::whole, houses);
    double sum = f.open.value;
    std::map<RoadSide, Metres> until;
    for (const FrontageStrip& strip : f.strips) {
      sum += strip.length().value;
      EXPECT_GE(strip.from, until[strip.side]);
      EXPECT_GE(strip.area.value, 0.0);
      until[strip.side] = strip.to;
    }
    EXPECT_NEAR(sum, 200.0, 1e-9);
  }
}

}  // namespace
}  // namespace libgrid::roads
