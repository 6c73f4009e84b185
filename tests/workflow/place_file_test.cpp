#include <libgrid/workflow/detail/place_file.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(PlaceFile, CsvAndGeoJsonSayTheSame) {
  const TinyFolder folder;
  const crs::Projector projector = must(crs::Projector::make(Frame{26986}));
  write_file(folder.path() / "p.csv", "name,class,lon,lat\nElm,school,-71.06,42.35\nOak,mall,-71.05,42.36\n");
  write_file(folder.path() / "p.geojson",
             R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Elm","class":"school"},"geometry":{"type":"Point","coordinates":[-71.06,42.35]}},
{"type":"Feature","properties":{"name":"road"},"geometry":{"type":"LineString","coordinates":[[-71,42],[-71,42.1]]}},
{"type":"Feature","properties":{"name":"Oak","class":"mall"},"geometry":{"type":"Point","coordinates":[-71.05,42.36]}}]})");
  const auto csv = must(detail::read_place_file(folder.path() / "p.csv", projector));
  const auto json = must(detail::read_place_file(folder.path() / "p.geojson", projector));
  ASSERT_EQ(csv.places.size(), 2U);
  ASSERT_EQ(json.places.size(), 2U);
  ASSERT_EQ(json.refused.size(), 1U);
  EXPECT_EQ(json.refused[0].error.code, ErrorCode::geometry_type);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(csv.places[i].name, json.places[i].name);
    EXPECT_EQ(csv.places[i].place_class, json.places[i].place_class);
    EXPECT_EQ(csv.places[i].at, json.places[i].at);
  }
}

TEST(PlaceFile, AMissingColumnAndAMissingFileAreSaid) {
  const TinyFolder folder;
  const crs::Projector projector = must(crs::Projector::make(Frame{26986}));
  write_file(folder.path() / "p.csv", "name,class,lon\nElm,school,-71.06\n");
  EXPECT_EQ(detail::read_place_file(folder.path() / "p.csv", projector).error().code, ErrorCode::column_missing);
  EXPECT_EQ(detail::read_place_file(folder.path() / "none.csv", projector).error().code, ErrorCode::file_not_found);
}

TEST(PlaceFile, ClassesInChinese) {
  EXPECT_EQ(detail::class_in_chinese("hospital"), "医院");
  EXPECT_EQ(detail::class_in_chinese("park"), "park") << "a city's own class stays as it is";
}

}  // namespace
}  // namespace libgrid::workflow::test
