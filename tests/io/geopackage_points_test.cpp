#include <libgrid/io/detail/geopackage_points.hpp>

#include <string>

#include <gtest/gtest.h>

#include "geopackage_files.hpp"
#include "temporary_folder.hpp"

namespace libgrid::io::detail {
namespace {

/// Everything that comes out, as text: header, rows, refusals.
std::string read(const std::filesystem::path& path, const std::string& layer = "t") {
  std::string out;
  PointHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    for (const std::string& name : names) out += name + ' ';
    return {};
  };
  handler.row = [&](const PointRow& row) -> Expected<void> {
    out += '|';
    for (const std::string_view field : row.fields) out += std::string(field) + ' ';
    out += std::to_string(row.first) + ' ' + std::to_string(row.second);
    return {};
  };
  handler.rejected = [&](const RejectedRow& row) {
    out += '|' + std::to_string(*row.error.row) + ' ' + row.error.field + ' ' + std::string(info(row.error.code).name);
  };
  const auto done = read_geopackage_points(path, layer, handler);
  return done ? out : std::string(info(done.error().code).name);
}

TEST(GeoPackagePoints, RowsInOrderAndEveryBadOneNamed) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("p.gpkg"), 4547,
                 {{"7", "a", "POINT (486360.5 3767631.25)"},
                  {"8", "b", ""},
                  {"NULL", "c", "LINESTRING (0 0, 1 1)"},
                  {"9", "d", "POINT (1 2)"}});
  EXPECT_EQ(read(folder.at("p.gpkg")),
            "fid id name |1 7 a 486360.500000 3767631.250000|2 geometry E_GEOMETRY_EMPTY|3 geometry E_GEOMETRY_TYPE"
            "|4 9 d 1.000000 2.000000");
  EXPECT_EQ(read(folder.at("p.gpkg"), "none"), "E_NOT_FOUND");
  EXPECT_EQ(read(folder.at("q.gpkg")), "E_FILE_NOT_FOUND");
}

TEST(GeoPackagePoints, TheFrameIsWhatTheFileSays) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("p.gpkg"), 4547, {{"7", "a", "POINT (1 2)"}});
  make_wkt_layer(folder.at("none.gpkg"), 0, {{"7", "a", "POINT (1 2)"}});
  EXPECT_EQ(geopackage_frame(folder.at("p.gpkg"), "t").value(), Frame{4547});
  EXPECT_EQ(geopackage_frame(folder.at("none.gpkg"), "t").value(), std::nullopt);
}

}  // namespace
}  // namespace libgrid::io::detail
