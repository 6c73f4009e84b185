#include <libgrid/workflow/detail/city_streets.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/source_dir.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(CityStreets, OsmWaysKeepTheirIds) {
  CityFiles files;
  files.streets = libgrid::test::source_dir() + "/data/hsinchu/campus.osm.pbf";
  const auto city = must(detail::read_city_streets(files, must(crs::Projector::make(Frame{3826}))));
  EXPECT_EQ(city.streets.size(), 1170U);
  EXPECT_TRUE(city.findings.empty()) << city.findings[0].en;
  EXPECT_TRUE(std::ranges::any_of(city.streets, [](const Street& s) { return s.id.value > 1'000'000; }));
  EXPECT_TRUE(std::ranges::any_of(city.streets, [](const Street& s) { return s.name == "大學路"; }));
  EXPECT_TRUE(std::ranges::all_of(city.streets, [](const Street& s) { return !s.road_class.empty(); }));
}

TEST(CityStreets, AMissingFileAndAnUnknownFormatAreNamed) {
  const TinyFolder folder;
  const auto projector = must(crs::Projector::make(Frame{3826}));
  CityFiles files;
  files.streets = folder.path() / "none.shp";
  EXPECT_EQ(detail::read_city_streets(files, projector).error().code, ErrorCode::file_not_found);
  files.streets = folder.path() / "roads.dxf";
  write_file(files.streets, "0");
  EXPECT_EQ(detail::read_city_streets(files, projector).error().code, ErrorCode::format_unknown);
}

}  // namespace
}  // namespace libgrid::workflow::test
