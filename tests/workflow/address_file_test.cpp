#include <libgrid/workflow/detail/address_file.hpp>

#include <gtest/gtest.h>

#include <libgrid/places/where_is.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(AddressFile, GoodRowsAreKnownAndBadOnesListed) {
  const TinyFolder folder;
  const PositionText text;
  const auto degrees = [&](double x) {
    const LonLat at = text.degrees({kCorner.x + x, kCorner.y});
    return io::shortest_text(at.lon) + " " + io::shortest_text(at.lat);
  };
  const std::string line = degrees(0) + ";" + degrees(100);
  write_file(folder.path() / "a.csv", "street,left_from,left_to,right_from,right_to,line\nElm Ave,2,22,1,21," + line +
                                          "\nElm Ave,x,4,1,3," + line + "\nElm Ave,2,4,1,3," + degrees(0) +
                                          "\n,2,4,1,3," + line + "\nElm Ave,,,23,23," + degrees(100) + ";" +
                                          degrees(200) + "\n");
  places::Gazetteer gazetteer(places::NameRules::common());
  std::vector<RejectedRow> rejected;
  const auto projector = must(crs::Projector::make(Frame{26986}));
  must(detail::read_address_file(folder.path() / "a.csv", projector, gazetteer, &rejected));
  ASSERT_EQ(rejected.size(), 3U);
  EXPECT_EQ(rejected[0].error.code, ErrorCode::number_malformed);
  EXPECT_EQ(rejected[1].error.code, ErrorCode::geometry_empty);
  EXPECT_EQ(rejected[2].error.code, ErrorCode::id_missing);
  EXPECT_EQ(rejected[2].error.row, 4);
  const auto found = places::where_is("12 Elm Avenue", gazetteer);
  ASSERT_EQ(found.status, places::WhereStatus::found);
  EXPECT_EQ(found.candidates[0].side, places::StreetSide::left);
  EXPECT_NEAR(found.candidates[0].at.x, kCorner.x + 50.0, 1e-3);
  EXPECT_EQ(places::where_is("23 Elm Ave", gazetteer).candidates[0].side, places::StreetSide::right);
  EXPECT_EQ(places::where_is("25 Elm Ave", gazetteer).miss, places::WhereMiss::number_missing);
  EXPECT_EQ(gazetteer.street("ELM AVE")->ways.size(), 2U) << "known by the lines of its numbers";
}

}  // namespace
}  // namespace libgrid::workflow::test
