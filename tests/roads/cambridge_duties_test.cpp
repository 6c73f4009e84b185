/// Real borders coincide with streets: Cambridge's 2,643 street segments under its 117 police response districts.

#include <array>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/roads/exact_layers.hpp"

namespace libgrid::roads {
namespace {

constexpr std::int64_t kSecondPart = 1'000'000;

using test::bytes_of;
using test::each_row;

/// In degrees.
test::DutyCity cambridge() {
  test::DutyCity city;
  each_row("cambridge/duty_streets.csv.gz", [&](std::span<const std::string_view> f) {
    // One street has two parts: the second gets an id of its own, so that measures start at 0 once per id.
    std::int64_t id = std::stoll(std::string(f[0]));
    if (!city.streets.empty() && city.streets.back().id.value == id) id += kSecondPart;
    city.streets.push_back({StreetId{id}, "", std::string(f[1]), line_from_wkb(bytes_of(f[2])).value()});
  });
  each_row("cambridge/duty_districts.csv.gz", [&](std::span<const std::string_view> f) {
    city.zones.push_back(polygons_from_wkb(bytes_of(f[1])).value());
    city.codes.push_back((f[0].size() < 2 ? "00" : f[0].size() < 3 ? "0" : "") + std::string(f[0]));
  });
  return city;
}

TEST(Cambridge, Streets1137Of2643TouchMoreThanOneDistrict) {
  const test::DutyCity city = cambridge();
  const ZoneCutter cutter = ZoneCutter::build(city.zones);
  std::map<StreetId, std::set<std::int32_t>> touched;
  for (const Street& street : city.streets) {
    auto& mine = touched[StreetId{street.id.value % kSecondPart}];
    for (const std::int32_t zone : cutter.touched(street.line)) mine.insert(zone);
  }
  int several = 0;
  for (const auto& [street, zones] : touched) several += zones.size() > 1 ? 1 : 0;
  EXPECT_EQ(touched.size(), 2643U);
  EXPECT_EQ(several, 1137);
}

TEST(Cambridge, TheTiePolicyGivesEveryMetreOfTheBordersToOneDistrictPerSide) {
  test::DutyCity city = cambridge();
  city.to_metres({-71.11, 42.37}, {82'300.0, 111'080.0});
  const auto cut = city.cut();
  const auto along = [&](BorderRule border, DutyRule rule) {
    return test::duty_metres(city, cut, {}, {.main = border, .lane = border}).at(static_cast<std::size_t>(rule));
  };
  const double lower = along(BorderRule::lower_code, DutyRule::border_lower_code);
  EXPECT_NEAR(along(BorderRule::centre_line, DutyRule::border_centre), lower, 1e-6);
  EXPECT_NEAR(along(BorderRule::south_east, DutyRule::border_south_east), lower, 1e-6);
  EXPECT_NEAR(lower / 1000.0, 69.624, 0.001) << "27.7 % of the network lies along borders";
  EXPECT_NEAR(city.network() / 1000.0, 251.502, 0.001);
}

}  // namespace
}  // namespace libgrid::roads
