#include <libgrid/workflow/detail/sheet_data.hpp>

#include <gtest/gtest.h>

#include <libgrid/workflow/road_lengths.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(SheetData, MetresAreThoseOfRoadLengthsAndOfTheStreetRows) {
  const auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  std::map<ZoneId, double> by_zone;
  for (const roads::ZoneRoads& row : must(road_lengths(finished_workspace())))
    if (row.zone) by_zone[*row.zone] += row.length.value;
  for (const Zone* zone : data.lowest()) {
    double kinds = 0.0, streets = 0.0;
    for (const Metres m : data.metres_of(zone->id)) kinds += m.value;
    for (const detail::SheetStreet& row : data.streets_of(zone->id)) streets += row.length.value;
    EXPECT_NEAR(kinds, by_zone[zone->id], 1e-6);
    EXPECT_NEAR(streets, kinds, 1e-6);
    EXPECT_EQ(data.chain(*zone).size(), 3U);
  }
}

TEST(SheetData, PlacesGoToTheirZoneAndABadFileIsRefused) {
  const TinyFolder folder;
  const PositionText text;
  const LonLat at = text.degrees({kCorner.x + 1310.0, kCorner.y + 310.0}),
               sea = text.degrees({kCorner.x, kCorner.y - 5000.0});
  const auto row = [](const char* name, LonLat p) {
    return std::string(name) + ",school," + io::shortest_text(p.lon) + "," + io::shortest_text(p.lat) + "\n";
  };
  write_file(folder.path() / "pois.csv", "name,class,lon,lat\n" + row("Elm School", at) + row("Shark School", sea));
  const auto data = must(detail::read_sheet_data(finished_workspace(), folder.path() / "pois.csv"));
  ASSERT_EQ(data.places_of.size(), 1U);
  EXPECT_EQ(data.places_of.begin()->second.front().name, "Elm School");
  write_file(folder.path() / "bad.csv", "name,class,lon\nA,B,1\n");
  EXPECT_EQ(detail::read_sheet_data(finished_workspace(), folder.path() / "bad.csv").error().code,
            ErrorCode::column_missing);
  write_file(folder.path() / "bad.csv", "name,class,lon,lat\nA,B,x,1\n");
  const auto listed = must(detail::read_sheet_data(finished_workspace(), folder.path() / "bad.csv"));
  ASSERT_EQ(listed.refused.size(), 1U);
  EXPECT_EQ(listed.refused[0].error.code, ErrorCode::number_malformed);
}

}  // namespace
}  // namespace libgrid::workflow::test
