/// Streets and alleys on the borders of Baltimore's 97 neighbourhoods, and who answers for them by the tie policy.

#include <array>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "tests/roads/exact_layers.hpp"

namespace libgrid::roads {
namespace {

/// In degrees; road_class: STRPRD (paved) or STRALY (alley).
test::DutyCity baltimore() {
  test::DutyCity city;
  test::each_row("baltimore/duty_streets.csv.gz", [&](std::span<const std::string_view> f) {
    city.streets.push_back({StreetId{static_cast<std::int64_t>(city.streets.size()) + 1}, "", std::string(f[0]),
                            line_from_wkb(test::bytes_of(f[1])).value()});
  });
  test::each_row("baltimore/duty_neighborhoods.csv.gz", [&](std::span<const std::string_view> f) {
    city.zones.push_back(polygons_from_wkb(test::bytes_of(f[1])).value());
    city.codes.push_back(std::to_string(100 + city.codes.size()));
  });
  return city;
}

TEST(Baltimore, StreetsAndAlleysThatTouchSeveralNeighbourhoodsOrNone) {
  const test::DutyCity city = baltimore();
  const ZoneCutter cutter = ZoneCutter::build(city.zones);
  std::map<std::string, std::array<int, 2>> several;  // of how many
  int none = 0;
  for (const Street& street : city.streets) {
    const auto touched = cutter.touched(street.line);
    auto& [more, all] = several[street.road_class];
    more += touched.size() > 1 ? 1 : 0, ++all;
    none += touched.empty() ? 1 : 0;
  }
  EXPECT_EQ(several["STRPRD"], (std::array{1127, 11347}));
  EXPECT_EQ(several["STRALY"], (std::array{198, 4128}));
  EXPECT_EQ(none, 65);
}

/// Paved streets split at the centre line, alleys to the lower code, what is outside to the nearest within 30 m.
TEST(Baltimore, TheTiePolicyOwnsEverySideOnceAndListsWhatNobodyHas) {
  test::DutyCity city = baltimore();
  city.to_metres({-76.61, 39.3}, {86'300.0, 111'030.0});
  std::vector<RoadKind> kinds;
  for (const Street& street : city.streets)
    kinds.push_back(street.road_class == "STRALY" ? RoadKind::back_lane : RoadKind::main_road);
  const auto metres =
      test::duty_metres(city, city.cut(), kinds, {.main = BorderRule::centre_line, .nearest_within = Metres{30.0}});
  const auto kilometres = [&](DutyRule rule) { return metres.at(static_cast<std::size_t>(rule)) / 1000.0; };
  EXPECT_NEAR(kilometres(DutyRule::border_centre), 123.869, 0.001);
  EXPECT_NEAR(kilometres(DutyRule::border_lower_code), 0.506, 0.001);
  EXPECT_NEAR(kilometres(DutyRule::nearest), 1.016, 0.001);
  EXPECT_NEAR(kilometres(DutyRule::outside), 3.443, 0.001) << "listed: nobody answers for it";
}

}  // namespace
}  // namespace libgrid::roads
