#include <libgrid/workflow/drawn_line.hpp>

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <libgrid/crs/projector.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

/// The tiny city with its blocks, and two places in it.
struct Drawn {
  TinyFolder folder;
  Workspace workspace = blocks();
  crs::Projector plane = must(crs::Projector::make(Frame{26986}));
  Xy a{kCorner.x + 100.0, kCorner.y + 50.0}, b{kCorner.x + 130.0, kCorner.y + 400.0};
  LonLat a_degrees = plane.to_lonlat(a), b_degrees = plane.to_lonlat(b);

  Workspace blocks() {
    const CityFiles files = write_tiny_city(folder.path());
    Workspace made = new_workspace(folder.path());
    run_steps(made, files, "blocks");
    return made;
  }
  Expected<LineString> line(std::vector<double> numbers, std::string crs = {}) {
    return drawn_line(workspace, {.numbers = std::move(numbers), .crs = std::move(crs)});
  }
  Expected<LineString> file(const std::string& geojson, std::string crs = {}) {
    return drawn_line(workspace, {.crs = std::move(crs), .file = folder.write("line.geojson", geojson)});
  }
  void expect_line(const Expected<LineString>& line, double within = 1e-4) const {
    ASSERT_TRUE(line) << message_en(line.error());
    ASSERT_EQ(line->size(), 2U);
    EXPECT_NEAR(distance((*line)[0], a).value, 0.0, within);
    EXPECT_NEAR(distance((*line)[1], b).value, 0.0, within);
  }
};

std::string feature(const std::string& geometry) {
  return R"({"type": "Feature", "properties": {}, "geometry": )" + geometry + "}";
}
std::string collection(const std::string& features) {
  return R"({"type": "FeatureCollection", "features": [)" + features + "]}";
}
std::string line_text(LonLat a, LonLat b) {
  const auto text = [](LonLat p) { return "[" + std::to_string(p.lon) + "000, " + std::to_string(p.lat) + "000]"; };
  return R"({"type": "LineString", "coordinates": [)" + text(a) + ", " + text(b) + "]}";
}

TEST(DrawnLine, MetresOfTheWorkspaceDegreesAndAnotherPlaneAreTheSameLine) {
  Drawn city;
  EXPECT_EQ(must(city.line({city.a.x, city.a.y, city.b.x, city.b.y})), (LineString{city.a, city.b}));
  city.expect_line(city.line({city.a.x, city.a.y, city.b.x, city.b.y}, "EPSG:26986"));
  city.expect_line(
      city.line({city.a_degrees.lon, city.a_degrees.lat, city.b_degrees.lon, city.b_degrees.lat}, "EPSG:4326"));
  const auto utm = must(crs::Projector::make(Frame{32619}));
  const Xy a = *utm.to_plane(city.a_degrees), b = *utm.to_plane(city.b_degrees);
  city.expect_line(city.line({a.x, a.y, b.x, b.y}, "EPSG:32619"));
  // US survey feet of EPSG:2249, the same projection; its false easting is rounded to 0.1 mm
  constexpr double kFoot = 12.0 / 39.37;
  city.expect_line(city.line({city.a.x / kFoot, city.a.y / kFoot, city.b.x / kFoot, city.b.y / kFoot}, "EPSG:2249"),
                   2e-4);
}

TEST(DrawnLine, AGeoJsonFileOfOneLine) {
  Drawn city;
  const auto line = city.file(collection(feature(line_text(city.a_degrees, city.b_degrees))));
  ASSERT_TRUE(line) << message_en(line.error());
  EXPECT_NEAR(distance(line->front(), city.a).value, 0.0, 0.1);  // six decimals of a degree
  EXPECT_NEAR(distance(line->back(), city.b).value, 0.0, 0.1);
}

TEST(DrawnLine, NothingIsGuessed) {
  Drawn city;
  const std::vector<double> degrees{city.a_degrees.lon, city.a_degrees.lat, city.b_degrees.lon, city.b_degrees.lat};
  const Error unnamed = city.line(degrees).error();  // degrees without a frame are metres far away
  EXPECT_EQ(unnamed.code, ErrorCode::coordinate_out_of_range);
  EXPECT_EQ(unnamed.field, "line");
  EXPECT_NE(unnamed.detail.find("metres of EPSG:26986 are expected"), std::string::npos) << unnamed.detail;
  EXPECT_NE(message_zh(unnamed).find("请用 --crs 说明"), std::string::npos) << message_zh(unnamed);
  const std::vector<double> swapped{degrees[1], degrees[0], degrees[3], degrees[2]};
  EXPECT_EQ(city.line(swapped, "EPSG:4326").error().code, ErrorCode::axes_swapped);
  EXPECT_EQ(city.line({city.a.y, city.a.x, city.b.y, city.b.x}, "EPSG:26986").error().code, ErrorCode::axes_swapped);
  EXPECT_EQ(city.line({113.8, 34.0, 113.9, 34.1}, "EPSG:4326").error().code, ErrorCode::coordinate_out_of_range);
  EXPECT_EQ(city.line(degrees, "GCJ-02").error().code, ErrorCode::coordinate_out_of_range);  // not in China
  EXPECT_EQ(city.line(degrees, "EPSG:99999").error().code, ErrorCode::crs_unknown);
  EXPECT_EQ(city.line(degrees, "here").error().field, "crs");
}

TEST(DrawnLine, WhatIsNoLineIsRefused) {
  Drawn city;
  for (const std::vector<double>& numbers : {std::vector<double>{}, {1.0, 2.0}, {1.0, 2.0, 3.0}})
    EXPECT_EQ(city.line(numbers).error().field, "line");
  EXPECT_EQ(city.line({std::nan(""), 1.0, 2.0, 3.0}).error().code, ErrorCode::number_not_finite);
  EXPECT_EQ(city.line({1.0, std::numeric_limits<double>::infinity(), 2.0, 3.0}, "EPSG:4326").error().code,
            ErrorCode::number_not_finite);
  const std::string one = feature(line_text(city.a_degrees, city.b_degrees));
  EXPECT_EQ(city.file(collection("")).error().code, ErrorCode::parameter_invalid);
  EXPECT_NE(city.file(collection(one + "," + one)).error().detail.find("2 lines"), std::string::npos);
  EXPECT_EQ(city.file(collection(feature(R"({"type": "Point", "coordinates": [-71.0, 42.0]})"))).error().code,
            ErrorCode::geometry_type);
  EXPECT_EQ(city.file(collection(one), "EPSG:4326").error().field, "crs");
  EXPECT_EQ(city.file(one).error().code, ErrorCode::format_unknown);
  EXPECT_EQ(city.file(one).error().file, "line.geojson");
  EXPECT_EQ(drawn_line(city.workspace, {.file = "no_such.geojson"}).error().code, ErrorCode::file_not_found);
}

}  // namespace
}  // namespace libgrid::workflow::test
