#include <libgrid/workflow/detail/street_file.hpp>

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/source_dir.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(StreetFile, OsmWaysKeepTheirNumbersNamesClassesAndLayers) {
  CityFiles files;
  files.streets = libgrid::test::source_dir() + "/data/hsinchu/campus.osm.pbf";
  const auto plane = must(crs::Projector::make(Frame{3826}));
  const detail::StreetFile layer = must(detail::read_street_file(files, {}, plane));
  EXPECT_EQ(layer.streets.size() + layer.rejected.size(), 1170U);
  EXPECT_FALSE(layer.numbered);
  std::set<StreetId> ids;
  for (const Street& street : layer.streets) EXPECT_TRUE(ids.insert(street.id).second);
  EXPECT_TRUE(std::ranges::any_of(layer.streets, [](const Street& s) { return s.name == "大學路"; }));
  EXPECT_TRUE(std::ranges::any_of(layer.streets, [](const Street& s) { return s.road_class == "residential"; }));
  EXPECT_TRUE(std::ranges::any_of(layer.streets, [](const Street& s) { return s.layer > 0; }));
}

TEST(StreetFile, ColumnsOfAnotherCityAreNamed) {
  TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  std::string text = read_file(files.streets);
  for (const auto& [from, to] :
       {std::pair{"way_no", "number"}, std::pair{"\"name\"", "\"label\""}, std::pair{"highway", "kind"}})
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;)
      text.replace(at, std::string(from).size(), to);
  write_file(files.streets, text);
  const auto plane = must(crs::Projector::make(Frame{26986}));
  EXPECT_EQ(detail::read_street_file(files, {}, plane).error().code, ErrorCode::column_missing);
  const FileFormats formats{.street_id = "number", .street_name = "label", .street_class = "kind"};
  const detail::StreetFile layer = must(detail::read_street_file(files, formats, plane));
  ASSERT_EQ(layer.streets.size(), 34U);
  EXPECT_EQ(layer.streets[0].name, "Street 1");
  EXPECT_EQ(layer.streets[0].road_class, "residential");
}

}  // namespace
}  // namespace libgrid::workflow::test
