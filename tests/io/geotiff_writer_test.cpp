#include <libgrid/io/geotiff_writer.hpp>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include <gdal.h>
#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

TEST(GeoTiffWriter, IsReadBackWithItsPlace) {
  const TemporaryFolder folder;
  const auto path = folder.at("heat.tif");
  const PlaneRaster raster{.origin = {1000.0, 2000.0}, .cell = Metres{50.0}, .columns = 3, .rows = 2};
  const std::vector<double> values{1, 2, 3, 4, 5, 6.5};
  const std::vector<RasterTag> tags{{"TIFFTAG_IMAGEDESCRIPTION", "合成数据"}, {"SYNTHETIC", "1"}};
  ASSERT_TRUE(write_geotiff(path, Frame{26986}, raster, values, tags));
  GDALDatasetH file = GDALOpen(path.c_str(), GA_ReadOnly);
  ASSERT_NE(file, nullptr);
  std::array<double, 6> place{};
  GDALGetGeoTransform(file, place.data());
  EXPECT_EQ(place, (std::array<double, 6>{1000.0, 50.0, 0.0, 2100.0, 0.0, -50.0}));
  std::vector<double> read(6);
  EXPECT_EQ(GDALRasterIO(GDALGetRasterBand(file, 1), GF_Read, 0, 0, 3, 2, read.data(), 3, 2, GDT_Float64, 0, 0),
            CE_None);
  EXPECT_EQ(read, (std::vector<double>{4, 5, 6.5, 1, 2, 3}));  // from the north
  EXPECT_NE(std::string(GDALGetProjectionRef(file)).find("26986"), std::string::npos);
  for (const RasterTag& tag : tags)
    EXPECT_STREQ(GDALGetMetadataItem(file, tag.name.c_str(), nullptr), tag.value.c_str());
  GDALClose(file);
}

TEST(GeoTiffWriter, SizesAndFoldersThatCannotBeAreRefused) {
  const PlaneRaster raster{.origin = {}, .cell = Metres{1.0}, .columns = 2, .rows = 2};
  const std::vector<double> values(4), few(3);
  EXPECT_EQ(write_geotiff("x.tif", Frame{26986}, raster, few).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(write_geotiff("/nowhere/at/all/x.tif", Frame{26986}, raster, values).error().code,
            ErrorCode::file_unwritable);
}

}  // namespace
}  // namespace libgrid::io
