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

TEST(CityStreets, ALayerWithoutNamesAndClassesIsReadAllTheSame) {
  const TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  std::string text = read_file(files.streets);
  for (const std::string column : {"name", "highway"})
    for (std::size_t at = text.find('"' + column + '"'); at != std::string::npos;
         at = text.find('"' + column + '"', at + 1))
      text.replace(at + 1, column.size(), "other_" + column);
  write_file(files.streets, text);
  const auto city = must(detail::read_city_streets(files, must(crs::Projector::make(Frame{26986}))));
  ASSERT_EQ(city.streets.size(), 34U);
  const auto findings = detail::street_findings(city.streets);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_TRUE(findings[0].en.starts_with("name_missing: 34 (1, 2, 3, 4, 5, …)")) << findings[0].en;
  EXPECT_TRUE(findings[1].en.starts_with("class_missing: 34 (")) << findings[1].en;
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
