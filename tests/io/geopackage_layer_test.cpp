#include <libgrid/io/detail/geopackage_layer.hpp>

#include <gtest/gtest.h>

#include <libgrid/io/detail/gdal_session.hpp>

#include "geopackage_files.hpp"
#include "temporary_folder.hpp"

namespace libgrid::io::detail {
namespace {

TEST(GeoPackageLayer, OnlyTablesOfOnlyGeoPackages) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("a.gpkg"), 4326, {{"1", "x", "POINT (1 2)"}});
  execute(folder.at("a.gpkg"), {"CREATE VIEW v AS SELECT * FROM t"});
  const GdalSession gdal;
  const Dataset dataset = open_dataset(folder.at("a.gpkg"));
  ASSERT_TRUE(dataset);
  EXPECT_TRUE(refuse_view(dataset.get(), "t").has_value());
  EXPECT_EQ(refuse_view(dataset.get(), "v").error().code, ErrorCode::format_unknown);
  EXPECT_EQ(refuse_view(dataset.get(), "it's").error().code, ErrorCode::format_unknown);
  EXPECT_FALSE(open_dataset(folder.write("b.gpkg", "id,lon,lat\n1,2,3\n")));
}

}  // namespace
}  // namespace libgrid::io::detail
