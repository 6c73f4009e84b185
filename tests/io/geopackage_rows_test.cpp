#include <libgrid/io/detail/geopackage_rows.hpp>

#include <string>

#include <gtest/gtest.h>

#include "geopackage_files.hpp"
#include "temporary_folder.hpp"

namespace libgrid::io::detail {
namespace {

/// Everything that comes out, as text: header, rows, refusals.
std::string read(const std::filesystem::path& path, const std::string& layer = "t") {
  std::string out;
  LayerHandler handler;
  handler.header = [&](std::span<const std::string> names, bool shapes) -> Expected<void> {
    for (const std::string& name : names) out += name + ' ';
    out += shapes ? "" : "no shapes ";
    return {};
  };
  handler.row = [&](const TableRow& row) -> Expected<void> {
    out += '|';
    for (const std::string_view field : row.fields) out += std::string(field) + ' ';
    if (row.place == nullptr) return {};
    const Expected<Xy>& at = *row.place;
    out += at ? std::to_string(at->x) + ' ' + std::to_string(at->y)
              : at.error().field + ' ' + std::string(info(at.error().code).name);
    return {};
  };
  handler.rejected = [&](const RejectedRow& row) {
    out += '|' + std::to_string(*row.error.row) + ' ' + row.error.field + ' ' + std::string(info(row.error.code).name);
  };
  const auto done = read_geopackage_rows(path, layer, handler);
  return done ? out : std::string(info(done.error().code).name);
}

TEST(GeoPackageRows, RowsInOrderAndEveryBadOneNamed) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("p.gpkg"), 4547,
                 {{"7", "a", "POINT (486360.5 3767631.25)"},
                  {"8", "b", ""},
                  {"NULL", "c", "LINESTRING (0 0, 1 1)"},
                  {"9", "d", "POINT (1 2)"}});
  EXPECT_EQ(read(folder.at("p.gpkg")),
            "fid id name |1 7 a 486360.500000 3767631.250000|2 8 b geometry E_GEOMETRY_EMPTY|3  c geometry "
            "E_GEOMETRY_TYPE|4 9 d 1.000000 2.000000");
  EXPECT_EQ(read(folder.at("p.gpkg"), "none"), "E_NOT_FOUND");
  EXPECT_EQ(read(folder.at("q.gpkg")), "E_FILE_NOT_FOUND");
}

TEST(GeoPackageRows, ATableWithoutGeometryAndItsTimes) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("p.gpkg"), 4326, {{"7", "a", "POINT (1 2)"}});
  execute(folder.at("p.gpkg"),
          {"CREATE TABLE plain (key INTEGER PRIMARY KEY, day DATE, moment DATETIME, share DOUBLE, yes BOOLEAN)",
           "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('plain', 'attributes', 'plain')",
           "INSERT INTO plain VALUES (5, '2015-01-31', '2015-01-31T23:59:07.000Z', 0.1, 1)",
           "INSERT INTO plain VALUES (6, NULL, '2015-01-31T23:59:07.250Z', NULL, 0)"});
  EXPECT_EQ(read(folder.at("p.gpkg"), "plain"),
            "key day moment share yes no shapes |5 2015-01-31 2015-01-31T23:59:07Z 0.1 1 "
            "|6  2015-01-31T23:59:07.250Z  0 ");
  EXPECT_EQ(geopackage_frame(folder.at("p.gpkg"), "plain").value(), std::nullopt);
}

TEST(GeoPackageRows, TheFrameIsWhatTheFileSays) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("p.gpkg"), 4547, {{"7", "a", "POINT (1 2)"}});
  make_wkt_layer(folder.at("none.gpkg"), 0, {{"7", "a", "POINT (1 2)"}});
  EXPECT_EQ(geopackage_frame(folder.at("p.gpkg"), "t").value(), Frame{4547});
  EXPECT_EQ(geopackage_frame(folder.at("none.gpkg"), "t").value(), std::nullopt);
}

}  // namespace
}  // namespace libgrid::io::detail
