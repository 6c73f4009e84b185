#include <libgrid/roads/lengths.hpp>

#include <gtest/gtest.h>

#include <libgrid/roads/duties.hpp>

#include "small_roads.hpp"

namespace libgrid::roads {
namespace {

using namespace small;
constexpr BlockId kWest{1}, kEast{2};

struct Town {
  std::vector<Street> streets{street(1, "Main", {{0, 0}, {0, 100}}, "primary"),
                              street(2, "Elm Alley", {{5, 0}, {45, 0}}, "")};
  std::vector<StreetStretch> stretches{stretch(1, 0, 60, kWest, kEast), stretch(1, 60, 100, kWest, kWest),
                                       stretch(2, 0, 30, kEast, kEast), stretch(2, 30, 40, {}, {})};
  std::vector<RoadKind> kinds{RoadKind::main_road, RoadKind::back_lane};
};

TEST(Lengths, MetresByZoneKindAndSectorAddUpToTheNetwork) {
  const Town town;
  const ZoneMap map = west_and_east();
  const auto pieces =
      assign_duties({.stretches = town.stretches, .map = &map, .streets = town.streets, .kinds = town.kinds},
                    {.main = BorderRule::centre_line}, "环卫");
  const auto rows = road_metres(pieces, town.streets, town.kinds);
  const std::vector<ZoneRoads> expected{{"环卫", {}, "", RoadKind::back_lane, Metres{10}},
                                        {"环卫", ZoneId{11}, "", RoadKind::main_road, Metres{70}},
                                        {"环卫", ZoneId{12}, "", RoadKind::main_road, Metres{30}},
                                        {"环卫", ZoneId{12}, "", RoadKind::back_lane, Metres{30}}};
  EXPECT_EQ(rows, expected);
}

TEST(Lengths, BlockMetresByKindAreThoseOfStreetMetresAtWeightOne) {
  const Town town;
  const auto by_kind = block_road_metres(town.stretches, town.streets, town.kinds);
  const auto plain = street_metres(town.stretches);
  ASSERT_EQ(by_kind.size(), plain.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    EXPECT_EQ(by_kind[i].block, plain[i].block);
    EXPECT_EQ(weighted(by_kind[i], {1, 1, 1, 1}), plain[i].length);
  }
  EXPECT_EQ(weighted(by_kind[1], {1, 1, 1, 3}), Metres{30.0 + 90.0});
}

}  // namespace
}  // namespace libgrid::roads
