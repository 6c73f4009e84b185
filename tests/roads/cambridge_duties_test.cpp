/// Real borders coincide with streets: Cambridge's 2,643 street segments under its 117 police response districts.

#include <array>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include <libgrid/geom/wkb.hpp>
#include <libgrid/roads/duties.hpp>
#include <libgrid/roads/lengths.hpp>
#include <libgrid/roads/zone_cut.hpp>

#include "tests/roads/exact_layers.hpp"

namespace libgrid::roads {
namespace {

constexpr std::int64_t kSecondPart = 1'000'000;

using test::bytes_of;
using test::each_row;

/// Degrees, and a plane of Cambridge that is near enough to metres for lengths of duty.
struct Cambridge {
  std::vector<Street> streets;
  std::vector<MultiPolygon> districts;
  std::vector<std::string> codes;

  Cambridge() {
    each_row("cambridge/duty_streets.csv.gz", [&](std::span<const std::string_view> f) {
      // One street has two parts: the second gets an id of its own, so that measures start at 0 once per id.
      std::int64_t id = std::stoll(std::string(f[0]));
      if (!streets.empty() && streets.back().id.value == id) id += kSecondPart;
      streets.push_back({StreetId{id}, "", std::string(f[1]), line_from_wkb(bytes_of(f[2])).value()});
    });
    each_row("cambridge/duty_districts.csv.gz", [&](std::span<const std::string_view> f) {
      districts.push_back(polygons_from_wkb(bytes_of(f[1])).value());
      codes.push_back((f[0].size() < 2 ? "00" : f[0].size() < 3 ? "0" : "") + std::string(f[0]));
    });
  }

  void to_metres() {
    const Xy here{-71.11, 42.37}, per_degree{82'300.0, 111'080.0};
    for (Street& street : streets)
      for (Xy& p : street.line) test::to_metres(p, here, per_degree);
    for (MultiPolygon& district : districts) test::to_metres(district, here, per_degree);
  }
};

TEST(Cambridge, Streets1137Of2643TouchMoreThanOneDistrict) {
  const Cambridge city;
  const ZoneCutter cutter = ZoneCutter::build(city.districts);
  std::map<StreetId, std::set<std::int32_t>> touched;
  for (const Street& street : city.streets)
    for (const std::int32_t zone : cutter.touched(street.line))
      touched[StreetId{street.id.value % kSecondPart}].insert(zone);
  std::set<StreetId> all;
  for (const Street& street : city.streets) all.insert(StreetId{street.id.value % kSecondPart});
  int several = 0;
  for (const auto& [street, zones] : touched) several += zones.size() > 1 ? 1 : 0;
  EXPECT_EQ(all.size(), 2643U);
  EXPECT_EQ(several, 1137);
}

TEST(Cambridge, TheTiePolicyGivesEveryMetreOfTheBordersToOneDistrictPerSide) {
  Cambridge city;
  city.to_metres();
  const auto cut =
      ZoneCutter::build(city.districts).cut(city.streets, {.tolerance = Metres{3.0}, .shortest = Metres{10.0}});
  const ZoneMap map = plain_zone_map(city.districts, city.codes);
  Metres network;
  for (const Street& street : city.streets) network += length(street.line);
  std::map<BorderRule, std::array<double, 9>> metres;
  for (const BorderRule rule : {BorderRule::lower_code, BorderRule::centre_line, BorderRule::south_east}) {
    const DutyPolicy policy{.main = rule, .lane = rule};
    Metres sum;
    for (const RoadPiece& piece :
         assign_duties({.stretches = cut, .map = &map, .streets = city.streets}, policy, "s")) {
      const Metres mine = (piece.to - piece.from) * (piece.side == RoadSide::whole ? 1.0 : 0.5);
      metres[rule][static_cast<std::size_t>(piece.rule)] += mine.value;
      sum += mine;
    }
    EXPECT_NEAR(sum.value, network.value, 1e-6);
  }
  const auto border = [&](BorderRule by, DutyRule rule) { return metres[by][static_cast<std::size_t>(rule)]; };
  const double along = border(BorderRule::lower_code, DutyRule::border_lower_code);
  EXPECT_NEAR(border(BorderRule::centre_line, DutyRule::border_centre), along, 1e-6);
  EXPECT_NEAR(border(BorderRule::south_east, DutyRule::border_south_east), along, 1e-6);
  EXPECT_NEAR(along / 1000.0, 69.624, 0.001) << "27.7 % of the network lies along borders";
  EXPECT_NEAR(network.value / 1000.0, 251.502, 0.001);
}

}  // namespace
}  // namespace libgrid::roads
