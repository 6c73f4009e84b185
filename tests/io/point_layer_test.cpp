#include <libgrid/io/point_layer.hpp>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

const crs::Projector& plane() {
  static const crs::Projector value = std::move(*crs::Projector::make(Frame{26986}));
  return value;
}

class PointLayerTest : public ::testing::Test {
 protected:
  std::filesystem::path file(const std::string& name, const std::string& text) const {
    return folder_.write(name, text);
  }
  TemporaryFolder folder_;
};

TEST_F(PointLayerTest, CountsTheRowsOfTheValuesAsked) {
  const auto csv = file("poi.csv",
                        "lon,lat,class,people\n-71.06,42.35,school,200\n-71.07,42.36,bar,5\n-71.05,42.34,school,x\n"
                        "-71.05,42.34,school,-1\n-71.05,,school,1\n");
  const auto all = read_points(csv, {}, plane());
  ASSERT_TRUE(all);
  EXPECT_EQ(all->points.size(), 4U);
  EXPECT_EQ(all->points[0].amount, 1.0);
  EXPECT_EQ(all->points[0].at, *plane().to_plane({-71.06, 42.35}));
  const auto people = read_points(csv, {.column = "class", .values = {"school"}, .amount = "people"}, plane());
  ASSERT_TRUE(people);
  ASSERT_EQ(people->points.size(), 1U);
  EXPECT_EQ(people->points[0].amount, 200.0);
  EXPECT_EQ(people->left_out, 1);
  ASSERT_EQ(people->rejected.size(), 3U);
  EXPECT_EQ(people->rejected[0].error.row, 3);
  EXPECT_EQ(people->rejected[0].error.field, "people");
  EXPECT_EQ(people->rejected[2].error.field, "lat");
}

TEST_F(PointLayerTest, GeoJsonGivesTheSame) {
  const auto json = file("poi.geojson",
                         R"({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"class": "school", "people": 200}, "geometry": {"type": "Point", "coordinates": [-71.06, 42.35]}},
    {"type": "Feature", "properties": {"class": "school"}, "geometry": {"type": "LineString", "coordinates": [[-71, 42], [-71.1, 42]]}}]})");
  const auto layer = read_points(json, {.column = "class", .values = {"school"}, .amount = "people"}, plane());
  ASSERT_TRUE(layer);
  ASSERT_EQ(layer->points.size(), 1U);
  EXPECT_EQ(layer->points[0], (CountedPoint{*plane().to_plane({-71.06, 42.35}), 200.0}));
  ASSERT_EQ(layer->rejected.size(), 1U);
  EXPECT_EQ(layer->rejected[0].error.code, ErrorCode::geometry_type);
}

TEST_F(PointLayerTest, AColumnOrFormatThatIsNotThereIsNamed) {
  const auto csv = file("poi.csv", "lon,lat\n-71.06,42.35\n");
  EXPECT_EQ(read_points(csv, {.column = "class"}, plane()).error().code, ErrorCode::column_missing);
  EXPECT_EQ(read_points(file("a.csv", "x,y\n1,2\n"), {}, plane()).error().field, "lon");
  EXPECT_EQ(read_points(file("poi.txt", ""), {}, plane()).error().code, ErrorCode::format_unknown);
}

}  // namespace
}  // namespace libgrid::io
