#include <libgrid/roads/detail/border_judge.hpp>

#include <gtest/gtest.h>

#include <libgrid/model/words.hpp>

#include "small_roads.hpp"

namespace libgrid::roads {
namespace {

using namespace small;
constexpr BlockId kWest{1}, kEast{2};
constexpr ZoneId kWestZone{11}, kEastZone{12};

/// The border x = 0 walked north or south, and a street of two stretches: 10 m inside the west, 20 m on the border.
struct Case {
  BorderRule rule;
  double to_y;  ///< northward if positive
  std::optional<ZoneId> left, right;
  DutyRule written;
};

TEST(BorderJudge, TheRulesOfABorderAsATable) {
  for (const Case& c : {Case{BorderRule::lower_code, 50, kEastZone, kEastZone, DutyRule::border_lower_code},
                        Case{BorderRule::centre_line, 50, kWestZone, kEastZone, DutyRule::border_centre},
                        Case{BorderRule::centre_line, -50, kEastZone, kWestZone, DutyRule::border_centre},
                        Case{BorderRule::longer_share, 50, kWestZone, kWestZone, DutyRule::border_longer},
                        Case{BorderRule::higher_authority, 50, {}, {}, DutyRule::border_authority},
                        Case{BorderRule::south_east, 50, kEastZone, kEastZone, DutyRule::border_south_east},
                        Case{BorderRule::south_east, -50, kEastZone, kEastZone, DutyRule::border_south_east}}) {
    SCOPED_TRACE(std::string(word(c.written)) + " " + std::to_string(c.to_y));
    const ZoneMap map = west_and_east();
    const DutyPolicy policy{.main = c.rule, .lane = c.rule};
    const Street way = street(7, "A", {{0, 0}, {0, c.to_y}});
    const bool north = c.to_y > 0;
    const std::vector<StreetStretch> all{stretch(7, 0, 20, north ? kWest : kEast, north ? kEast : kWest),
                                         stretch(7, 20, 30, kWest, kWest)};
    const auto sides = detail::BorderJudge(map, policy).judge(all[0], {&way, RoadKind::branch, all});
    EXPECT_EQ(sides.left.zone, c.left);
    EXPECT_EQ(sides.right.zone, c.right);
    EXPECT_EQ(sides.left.rule, c.written);
    EXPECT_EQ(sides.left.unit, c.rule == BorderRule::higher_authority ? "X" : "");
  }
}

TEST(BorderJudge, MainRoadsAndLanesHaveRulesOfTheirOwn) {
  const ZoneMap map = west_and_east();
  const DutyPolicy policy{.main = BorderRule::higher_authority, .lane = BorderRule::centre_line};
  const std::vector<StreetStretch> all{stretch(7, 0, 20, kWest, kEast)};
  const detail::BorderJudge judge(map, policy);
  EXPECT_EQ(judge.judge(all[0], {nullptr, RoadKind::main_road, all}).left.rule, DutyRule::border_authority);
  EXPECT_EQ(judge.judge(all[0], {nullptr, RoadKind::secondary, all}).left.rule, DutyRule::border_authority);
  EXPECT_EQ(judge.judge(all[0], {nullptr, RoadKind::branch, all}).left.rule, DutyRule::border_centre);
  EXPECT_EQ(judge.judge(all[0], {nullptr, RoadKind::back_lane, all}).left.rule, DutyRule::border_centre);
}

TEST(BorderJudge, WithoutAZoneAboveBothTheCitysUnitAnswers) {
  ZoneMap map = west_and_east();
  for (Zone& z : map.zones) z.parent.reset();
  const DutyPolicy policy{.main = BorderRule::higher_authority, .authority = "city bureau"};
  const std::vector<StreetStretch> all{stretch(7, 0, 20, kWest, kEast)};
  EXPECT_EQ(detail::BorderJudge(map, policy).judge(all[0], {nullptr, RoadKind::main_road, all}).left.unit,
            "city bureau");
}

TEST(BorderJudge, SouthEastOfAWestEastStreetIsTheSouth) {
  ZoneMap map = west_and_east();
  const DutyPolicy policy{.main = BorderRule::south_east};
  for (const double to : {40.0, -40.0}) {
    const Street way = street(7, "A", {{0, 0}, {to, 10}});
    const std::vector<StreetStretch> all{stretch(7, 0, 20, to > 0 ? kWest : kEast, to > 0 ? kEast : kWest)};
    EXPECT_EQ(detail::BorderJudge(map, policy).judge(all[0], {&way, RoadKind::main_road, all}).left.zone, kEastZone);
  }
}

TEST(BorderJudge, OutsideTheNearestZoneWithinTheLimitTiesToTheLowerCode) {
  const ZoneMap map = west_and_east();
  const DutyPolicy policy{.nearest_within = Metres{30.0}};
  const detail::BorderJudge judge(map, policy);
  EXPECT_EQ(judge.judge_outside({-50, 120}).zone, kWestZone);
  EXPECT_EQ(judge.judge_outside({-50, 120}).rule, DutyRule::nearest);
  EXPECT_EQ(judge.judge_outside({0, 120}).zone, kEastZone);  // equally near: X-01 before X-02
  EXPECT_EQ(judge.judge_outside({0, 131}).zone, std::nullopt);
  EXPECT_EQ(judge.judge_outside({0, 131}).rule, DutyRule::outside);
  const DutyPolicy unowned;
  EXPECT_EQ(detail::BorderJudge(map, unowned).judge_outside({0, 101}).rule, DutyRule::outside);
}

}  // namespace
}  // namespace libgrid::roads
