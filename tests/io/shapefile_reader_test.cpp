#include <libgrid/io/detail/shapefile_reader.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shapefile_bytes.hpp"

namespace libgrid::io::detail {
namespace {

const std::vector<double> kSquare{113, 34, 113, 35, 114, 35, 114, 34, 113, 34};  // clockwise: a shell
const std::vector<double> kHole{113.2, 34.2, 113.4, 34.2, 113.4, 34.4, 113.2, 34.4, 113.2, 34.2};
const std::vector<std::string> kCode{"CODE"};
const std::string kGbk = "\xCD\xF8\xB8\xF1\xD2\xBB";  // 网格一
const std::string kUtf8 = "网格一";

std::string code_of(const FeatureCollection& collection) {
  return std::get<std::string>(collection.features.at(0).find("CODE")->value);
}

TEST(ReadShapefile, GbkAndUtf8GiveTheSameText) {
  struct Case {
    std::string bytes, cpg;
  };
  for (const Case& one :
       {Case{kGbk, "GBK"}, Case{kGbk, "936"}, Case{kGbk, ""}, Case{kUtf8, "UTF-8"}, Case{kUtf8, ""}}) {
    SCOPED_TRACE(one.cpg);
    const TemporaryFolder folder;
    const auto read = read_shapefile(write_shapefile(folder, {{one.bytes, {kSquare}}}, one.cpg), kCode).value();
    EXPECT_EQ(code_of(read), kUtf8);
  }
}

TEST(ReadShapefile, AHoleGoesToTheShellAroundItAndANullShapeIsNoGeometry) {
  const TemporaryFolder folder;
  const std::vector<double> second{115, 34, 115, 35, 116, 35, 116, 34, 115, 34};
  const auto path = write_shapefile(folder, {{"A", {second, kSquare, kHole}}, {"B", {}}}, "");
  const auto read = read_shapefile(path, kCode).value();
  ASSERT_EQ(read.features.size(), 2U);
  const auto& shape = std::get<LonLatMultiPolygon>(read.features[0].geometry);
  ASSERT_EQ(shape.size(), 2U);
  EXPECT_TRUE(shape[0].holes.empty());
  EXPECT_EQ(shape[1].holes.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(read.features[1].geometry));
}

TEST(ReadShapefile, DegreesOfNad83AreTakenAsThoseOfWgs84) {
  const TemporaryFolder folder;
  const auto path = write_shapefile(folder, {{"A", {kSquare}}}, "",
                                    R"(GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",)"
                                    R"(SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0]])");
  EXPECT_EQ(read_shapefile(path, kCode).value().features.size(), 1U);
}

TEST(ReadShapefile, WhatIsWrongIsNamed) {
  const TemporaryFolder none, plane, bare;
  EXPECT_EQ(read_shapefile(write_shapefile(none, {{"A", {kSquare}}}, "", ""), kCode).error().code,
            ErrorCode::crs_missing);
  EXPECT_EQ(
      read_shapefile(write_shapefile(plane, {{"A", {kSquare}}}, "", "PROJCS[\"CGCS2000_3_Degree_GK_CM_114E\""), kCode)
          .error()
          .code,
      ErrorCode::crs_unknown);
  const std::vector<std::string> other{"NAME"};
  EXPECT_EQ(read_shapefile(write_shapefile(bare, {{"A", {kSquare}}}, ""), other).error().code,
            ErrorCode::column_missing);
  EXPECT_EQ(read_shapefile(bare.at("nowhere.shp"), kCode).error().code, ErrorCode::file_not_found);
  EXPECT_EQ(read_shapefile(bare.write("grids.shp", std::string(200, 'x')), kCode).error().code,
            ErrorCode::format_unknown);
}

TEST(ReadShapefile, ABadShapeIsRefusedAndTheOthersGoOn) {
  const TemporaryFolder folder;
  const std::vector<double> open{113, 34, 113, 35, 114, 35, 114, 34};
  const auto read = read_shapefile(write_shapefile(folder, {{"A", {open}}, {"B", {kSquare}}}, ""), kCode).value();
  EXPECT_EQ(read.features.size(), 1U);
  ASSERT_EQ(read.rejected.size(), 1U);
  EXPECT_EQ(read.rejected[0].error.code, ErrorCode::ring_not_closed);
  EXPECT_EQ(read.rejected[0].error.row, 1);
}

TEST(ReadShapefile, AFileThatIsCutAnywhereNeverReadsBeyondItsEnd) {
  const TemporaryFolder folder;
  const auto path = write_shapefile(folder, {{"A", {kSquare, kHole}}}, "");
  const std::string whole = bytes_of(path), table = bytes_of(folder.at("grids.dbf"));
  for (std::size_t size = 0; size < whole.size(); size += 9) {
    folder.write("grids.shp", whole.substr(0, size));
    EXPECT_FALSE(read_shapefile(path, kCode)) << size;
  }
  folder.write("grids.shp", whole);
  for (std::size_t size = 0; size < table.size(); size += 9) {
    folder.write("grids.dbf", table.substr(0, size));
    EXPECT_FALSE(read_shapefile(path, kCode)) << size;
  }
}

TEST(Utf8FromGbk, BytesThatAreNoTextAreRefused) {
  EXPECT_EQ(utf8_from_gbk(kGbk).value(), kUtf8);
  EXPECT_EQ(utf8_from_gbk("\xFF\xFF").error().code, ErrorCode::encoding_not_utf8);
  EXPECT_EQ(utf8_from_gbk("").value(), "");
}

}  // namespace
}  // namespace libgrid::io::detail
