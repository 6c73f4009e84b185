#include <libgrid/io/detail/geopackage_check.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

std::string checked(const std::string& layer, const std::string& column) {
  const std::vector<Layer> layers{
      {.name = layer, .geometry = GeometryKind::none, .columns = {{column, ColumnType::text}}}};
  const auto good = check_layers(layers);
  return good ? "good" : good.error().field;
}

TEST(GeoPackageCheck, NamesArePlain) {
  EXPECT_EQ(checked("road_pieces", "from_m"), "good");
  EXPECT_EQ(checked("_a1", "B2"), "good");
  EXPECT_EQ(checked("1a", "b"), "1a");
  EXPECT_EQ(checked("a-b", "b"), "a-b");
  EXPECT_EQ(checked("路", "b"), "路");
  EXPECT_EQ(checked("sqlite_a", "b"), "sqlite_a");
  EXPECT_EQ(checked("RTREE_a", "b"), "RTREE_a");
  EXPECT_EQ(checked("a", ""), "a.");
  EXPECT_EQ(checked("a", "Geom"), "a.Geom");
  EXPECT_EQ(checked("a", "b\"; DROP TABLE a"), "a.b\"; DROP TABLE a");
}

}  // namespace
}  // namespace libgrid::io::detail
