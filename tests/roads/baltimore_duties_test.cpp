/// Streets and alleys on the borders of Baltimore's 97 neighbourhoods, and who answers for them by the tie policy.

#include <array>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/geom/wkb.hpp>
#include <libgrid/roads/duties.hpp>
#include <libgrid/roads/zone_cut.hpp>

#include "tests/roads/exact_layers.hpp"

namespace libgrid::roads {
namespace {

struct Baltimore {
  std::vector<Street> streets;  ///< road_class: STRPRD (paved) or STRALY (alley)
  std::vector<MultiPolygon> zones;
  std::vector<std::string> codes;

  Baltimore() {
    test::each_row("baltimore/duty_streets.csv.gz", [&](std::span<const std::string_view> f) {
      streets.push_back({StreetId{static_cast<std::int64_t>(streets.size()) + 1}, "", std::string(f[0]),
                         line_from_wkb(test::bytes_of(f[1])).value()});
    });
    test::each_row("baltimore/duty_neighborhoods.csv.gz", [&](std::span<const std::string_view> f) {
      zones.push_back(polygons_from_wkb(test::bytes_of(f[1])).value());
      codes.push_back(std::to_string(100 + codes.size()));
    });
  }

  void to_metres() {
    const Xy here{-76.61, 39.3}, per_degree{86'300.0, 111'030.0};
    for (Street& street : streets)
      for (Xy& p : street.line) test::to_metres(p, here, per_degree);
    for (MultiPolygon& zone : zones) test::to_metres(zone, here, per_degree);
  }
};

TEST(Baltimore, StreetsAndAlleysThatTouchSeveralNeighbourhoodsOrNone) {
  const Baltimore city;
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
  Baltimore city;
  city.to_metres();
  const auto cut =
      ZoneCutter::build(city.zones).cut(city.streets, {.tolerance = Metres{3.0}, .shortest = Metres{10.0}});
  const ZoneMap map = plain_zone_map(city.zones, city.codes);
  std::vector<RoadKind> kinds;
  Metres network;
  for (const Street& street : city.streets) {
    kinds.push_back(street.road_class == "STRALY" ? RoadKind::back_lane : RoadKind::main_road);
    network += length(street.line);
  }
  const DutyPolicy policy{.main = BorderRule::centre_line, .nearest_within = Metres{30.0}};
  std::map<DutyRule, double> kilometres;
  double sum = 0.0;
  for (const RoadPiece& piece :
       assign_duties({.stretches = cut, .map = &map, .streets = city.streets, .kinds = kinds}, policy, "s")) {
    const double mine = (piece.to - piece.from).value * (piece.side == RoadSide::whole ? 1.0 : 0.5);
    kilometres[piece.rule] += mine / 1000.0;
    sum += mine;
    EXPECT_EQ(piece.zone.has_value(), piece.rule != DutyRule::outside);
  }
  EXPECT_NEAR(sum, network.value, 1e-5);
  EXPECT_NEAR(kilometres[DutyRule::border_centre], 123.869, 0.001);
  EXPECT_NEAR(kilometres[DutyRule::border_lower_code], 0.506, 0.001);
  EXPECT_NEAR(kilometres[DutyRule::nearest], 1.016, 0.001);
  EXPECT_NEAR(kilometres[DutyRule::outside], 3.443, 0.001) << "listed: nobody answers for it";
}

}  // namespace
}  // namespace libgrid::roads
