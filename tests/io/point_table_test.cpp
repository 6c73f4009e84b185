#include <libgrid/io/point_table.hpp>

#include <string>

#include <gtest/gtest.h>

#include "geopackage_files.hpp"
#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

std::string read(const std::filesystem::path& path, const PointColumns& columns = {}, const CsvLimits& limits = {}) {
  std::string out;
  PointHandler handler;
  handler.header = [](std::span<const std::string>) -> Expected<void> { return {}; };
  handler.row = [&](const PointRow& row) -> Expected<void> {
    out += std::to_string(row.number) + ':' + std::to_string(row.first) + '/' + std::to_string(row.second) + ' ';
    return {};
  };
  handler.rejected = [&](const RejectedRow& row) {
    out += std::to_string(*row.error.row) + ':' + row.error.field + ':' + std::string(info(row.error.code).name) + ' ';
  };
  const auto done = read_points(path, columns, handler, limits);
  return done ? out : std::string(info(done.error().code).name) + ':' + done.error().field;
}

TEST(PointTable, BadRowsAreNamedAndTheOthersGoOn) {
  const TemporaryFolder folder;
  const auto file = folder.write("p.csv", "id,lon,lat\n1,2,3\n2,x,3\n3,4,nan\n4,5\n5,113°51'8,34\n6,1e400,3\n7,8,9\n");
  EXPECT_EQ(read(file),
            "1:2.000000/3.000000 2:lon:E_NUMBER_MALFORMED 3:lat:E_NUMBER_NOT_FINITE 4::E_ROW_WIDTH "
            "5:lon:E_NUMBER_MALFORMED 6:lon:E_NUMBER_NOT_FINITE 7:8.000000/9.000000 ");
  EXPECT_EQ(read(file, {.first = "x", .second = "lat"}), "E_COLUMN_MISSING:x");
}

TEST(PointTable, DeclaredEncodings) {
  const TemporaryFolder folder;
  const auto gbk = folder.write("g.csv", "\xB1\xE0\xBA\xC5,\xBE\xAD,lat\n\xB1\xE0,2,3\n");
  EXPECT_EQ(read(gbk, {.first = "经", .second = "lat"}), "E_ENCODING_NOT_UTF8:");
  EXPECT_EQ(read(gbk, {.first = "经", .second = "lat"}, {.encoding = TextEncoding::gb18030}), "1:2.000000/3.000000 ");
}

TEST(PointTable, AGeoPackageSaysItsFrame) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4326, {{"1", "x", "POINT (1 2)"}});
  EXPECT_EQ(read(folder.at("t.gpkg")), "1:1.000000/2.000000 ");
  EXPECT_EQ(point_frame(folder.at("t.gpkg"), {}).value(), kWgs84);
  EXPECT_EQ(point_frame(folder.write("p.csv", "lon,lat\n"), {}).value(), std::nullopt);
}

TEST(PointTable, AGeoPackageTableWithoutGeometryHasItsTwoColumns) {
  const TemporaryFolder folder;
  const auto path = folder.at("t.gpkg");
  make_wkt_layer(path, 4326, {{"1", "x", "POINT (1 2)"}});
  execute(path,
          {"CREATE TABLE plain (fid INTEGER PRIMARY KEY, e DOUBLE, n TEXT)",
           "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('plain', 'attributes', 'plain')",
           "INSERT INTO plain VALUES (1, 8, '9'), (2, 8, 'nine'), (3, NULL, '9')"});
  EXPECT_EQ(read(path, {.first = "e", .second = "n", .layer = "plain"}),
            "1:8.000000/9.000000 2:n:E_NUMBER_MALFORMED 3:e:E_NUMBER_MALFORMED ");
  EXPECT_EQ(read(path, {.layer = "plain"}), "E_COLUMN_MISSING:lon");
  EXPECT_EQ(point_frame(path, {.layer = "plain"}).value(), std::nullopt);
  EXPECT_TRUE(is_geopackage("a/B.GPKG") && !is_geopackage("a.csv"));
}

}  // namespace
}  // namespace libgrid::io
