#include <libgrid/io/rule_tables.hpp>

#include <string>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

const crs::Projector& plane() {
  static const crs::Projector projector = crs::Projector::make(Frame{26986}).value();
  return projector;
}

std::string feature(const std::string& properties, const std::string& geometry) {
  return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":)" + geometry + "}";
}

TEST(RuleTables, ExceptionAreas) {
  const std::string square =
      R"({"type":"Polygon","coordinates":[[[-71.06,42.35],[-71.05,42.35],[-71.05,42.36],[-71.06,42.35]]]})";
  const std::string point = R"({"type":"Point","coordinates":[-71.06,42.35]})";
  const TemporaryFolder folder;
  const auto file = folder.write(
      "a.geojson", R"({"type":"FeatureCollection","features":[)" +
                       feature(R"({"code":"park","priority":5,"sector":"","zone":"Z-1"})", square) + "," +
                       feature(R"({"code":"site","priority":"x","sector":"","zone":"Z-1"})", square) + "," +
                       feature(R"({"code":"hole","priority":1,"sector":"s","zone":""})", square) + "," +
                       feature(R"({"code":"park","priority":1,"sector":"s","zone":"Z-2"})", square) + "," +
                       feature(R"({"code":"spot","priority":1,"sector":"s","zone":"Z-2"})", point) + "]}");
  const auto table = read_exception_areas(file, plane());
  ASSERT_TRUE(table) << message_en(table.error());
  ASSERT_EQ(table->rows.size(), 1U);
  EXPECT_EQ(table->rows[0].priority, 5);
  EXPECT_EQ(table->rows[0].zone, "Z-1");
  EXPECT_NEAR(area(table->rows[0].shape).value, 457'500.0, 500.0);
  std::string refused;
  for (const RejectedRow& row : table->rejected)
    refused += std::to_string(*row.error.row) + row.error.field + std::string(info(row.error.code).name) + ' ';
  EXPECT_EQ(refused, "2priorityE_NUMBER_MALFORMED 3zoneE_ID_MISSING 4codeE_ID_DUPLICATE 5geometryE_GEOMETRY_TYPE ");
}

TEST(RuleTables, Decisions) {
  const TemporaryFolder folder;
  const auto file = folder.write("p.csv",
                                 "id,sector,category,lon,lat,zone\n1,s,Pothole,-71.06,42.35,Z-1\n"
                                 "1,s,Pothole,-71.06,42.35,Z-1\n2,s,Pothole,42.35,-71.06,Z-1\n3,,,x,42.35,Z-1\n"
                                 ",,,-71.06,42.35,Z-1\n4,,,-71.06,42.35,\n");
  const auto table = read_decisions(file, plane());
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 1U);
  EXPECT_EQ(table->rows[0].category, "Pothole");
  std::string refused;
  for (const RejectedRow& row : table->rejected)
    refused += std::to_string(*row.error.row) + row.error.field + std::string(info(row.error.code).name) + ' ';
  EXPECT_EQ(refused, "2idE_ID_DUPLICATE 3lonE_AXES_SWAPPED 4lonE_NUMBER_MALFORMED 5idE_ID_MISSING 6zoneE_ID_MISSING ");
  EXPECT_EQ(read_decisions(folder.write("q.csv", "id,lon\n"), plane()).error().code, ErrorCode::column_missing);
}

}  // namespace
}  // namespace libgrid::io
