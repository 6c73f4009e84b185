#include <libgrid/workflow/detail/sheet_data.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/workflow/road_lengths.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(SheetData, MetresAreThoseOfRoadLengthsAndOfTheStreetRowsAndNothingIsUnlisted) {
  const auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  std::map<std::string, double> by_code;
  double all = 0.0, network = 0.0;
  for (const roads::ZoneRoads& row : must(road_lengths(finished_workspace()))) {
    by_code[row.zone ? data.zone(*row.zone)->code : row.unit] += row.length.value;
    network += row.length.value;
  }
  const auto sheets = data.sheets();
  for (const detail::Sheet& sheet : sheets) {
    double kinds = 0.0, streets = 0.0;
    for (const Metres m : data.metres_of(sheet)) kinds += m.value;
    for (const detail::SheetStreet& row : data.streets_of(sheet)) streets += row.length.value;
    EXPECT_NEAR(kinds, by_code[sheet.code], 1e-6) << sheet.code;
    EXPECT_NEAR(streets, kinds, 1e-6);
    all += kinds;
    if (sheet.zone != nullptr) {
      EXPECT_EQ(data.chain(sheet.post).size(), static_cast<std::size_t>(sheet.zone->level) + 1);
    }
  }
  EXPECT_NEAR(all, network, 1e-6);
  EXPECT_EQ(std::ranges::count_if(sheets, [](const auto& sheet) { return sheet.post != nullptr; }),
            std::ssize(data.map.posts));
}

TEST(SheetData, UpperZonesUnitsAndSectorsHaveTheirOwnSheets) {
  auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  std::vector<RoadPiece> pieces = data.pieces;
  const std::string upper = data.zone(*data.lowest().front()->parent)->code;
  pieces[0].zone.reset(), pieces[0].unit = upper;
  pieces[1].zone.reset(), pieces[1].unit = "市政处";
  pieces[2].zone.reset(), pieces[2].unit = "";
  pieces.push_back(pieces[3]);
  pieces.back().sector = "other";
  data.pieces_of.clear();
  for (const RoadPiece& piece : pieces)
    data.pieces_of[{piece.sector, piece.zone ? data.zone(*piece.zone)->code : piece.unit}].push_back(&piece);
  std::map<std::string, std::string> file_of;
  for (const detail::Sheet& sheet : data.sheets()) file_of[sheet.sector + "/" + sheet.code] = sheet.file;
  const std::string sector = pieces[0].sector;
  EXPECT_EQ(file_of[sector + "/" + upper], sector + "-" + upper + ".html");
  EXPECT_EQ(file_of[sector + "/市政处"], sector + "-unit-1.html");
  EXPECT_EQ(file_of[sector + "/"], sector + "-nobody.html");
  EXPECT_EQ(file_of["other/" + upper], "other-" + upper + ".html");
  const auto above = std::ranges::find_if(data.map.zones, [&](const Zone& zone) { return zone.code == upper; });
  const detail::Sheet sheet{sector, upper, &*above, nullptr, {}};
  EXPECT_EQ(data.streets_of(sheet).size(), 1U);
  EXPECT_EQ(data.below(sheet).size(), 3U);
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
