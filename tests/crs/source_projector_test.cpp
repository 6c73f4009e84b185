#include <libgrid/crs/source_projector.hpp>

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace libgrid::crs {
namespace {

constexpr Frame kPlane{4547};
constexpr Box kXuchang{{450'000, 3'700'000}, {520'000, 3'800'000}};

Expected<Xy> placed(std::string_view source, double first, double second, AxisOrder order = AxisOrder::east_first) {
  const auto projector = SourceProjector::make(parse_source_frame(source, order).value(), kPlane, kXuchang);
  return projector->to_plane(first, second);
}

TEST(SourceProjector, EveryDatumComesToTheSamePlace) {
  const struct {
    const char* source;
    double first, second;
    AxisOrder order;
  } rows[] = {{"EPSG:4326", 113.8523, 34.0357, AxisOrder::east_first},
              {"EPSG:4326", 34.0357, 113.8523, AxisOrder::authority},
              {"GCJ-02", 113.858172352, 34.034142006, AxisOrder::east_first},
              {"BD-09", 113.864617055, 34.040279883, AxisOrder::east_first},
              {"EPSG:4547", 486'360.472, 3'767'631.223, AxisOrder::east_first},
              {"EPSG:4547", 3'767'631.223, 486'360.472, AxisOrder::authority},
              {"EPSG:4526", 38'486'360.472, 3'767'631.223, AxisOrder::east_first}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.source);
    const auto p = placed(row.source, row.first, row.second, row.order);
    ASSERT_TRUE(p) << message_en(p.error());
    EXPECT_NEAR(p->x, 486'360.472, 1e-3);
    EXPECT_NEAR(p->y, 3'767'631.223, 1e-3);
  }
}

TEST(SourceProjector, SwappedAndForeignPlacesAreReported) {
  EXPECT_EQ(placed("EPSG:4326", 34.0357, 113.8523).error().code, ErrorCode::axes_swapped);
  const Error swapped = placed("EPSG:4547", 3'767'631.2, 486'360.4).error();
  EXPECT_EQ(swapped.code, ErrorCode::axes_swapped);
  EXPECT_NE(message_en(swapped).find("with easting and northing exchanged inside"), std::string::npos);
  EXPECT_NE(message_en(swapped).find("Cure: write longitude or easting first"), std::string::npos);
  EXPECT_NE(message_zh(swapped).find("横纵坐标（东、北）对调后在范围内"), std::string::npos) << message_zh(swapped);
  EXPECT_EQ(placed("EPSG:4547", 486'360.4, 3'767'631.2, AxisOrder::authority).error().code, ErrorCode::axes_swapped);
  EXPECT_EQ(placed("EPSG:4326", 116.4, 39.9).error().code, ErrorCode::coordinate_out_of_range) << "Beijing";
  EXPECT_EQ(placed("EPSG:4326", 0.0, 0.0).error().code, ErrorCode::coordinate_out_of_range);
  EXPECT_EQ(placed("EPSG:4326", NAN, 0.0).error().code, ErrorCode::number_not_finite);
}

TEST(SourceProjector, IntoDegreesPlainOnesKeepTheirBits) {
  const auto plain = SourceProjector::make({}, kWgs84, {{113, 33}, {115, 35}});
  EXPECT_EQ(plain->to_plane(113.1, 34.3).value(), (Xy{113.1, 34.3}));
  EXPECT_EQ(plain->to_plane(34.3, 113.1).error().code, ErrorCode::axes_swapped);
  EXPECT_EQ(plain->to_plane(13.0, 34.0).error().code, ErrorCode::coordinate_out_of_range);
  EXPECT_EQ(SourceProjector::make({}, kWgs84)->to_plane(200.0, 100.0).error().code, ErrorCode::coordinate_out_of_range);
  const auto plane = SourceProjector::make({.frame = kPlane}, kWgs84);
  const auto p = plane->to_plane(486'360.472, 3'767'631.223);
  EXPECT_NEAR(p->x, 113.8523, 1e-8);
  EXPECT_NEAR(p->y, 34.0357, 1e-8);
}

TEST(SourceProjector, FeetAndAxesOfOtherAuthorities) {
  const struct {
    const char* source;
    double first, second;  // in the order of the authority
    double lon, lat;
  } rows[] = {// by pyproj 3.7, PROJ 9.5
              {"EPSG:2249", 773'794.0297790525, 2'955'565.741621852, -71.0648, 42.3574},
              {"EPSG:2193", 5'427'916.478887198, 1'748'735.5530602792, 174.7762, -41.2865},
              {"EPSG:3067", 385'700.4213849057, 6'672'126.743010733, 24.94, 60.17}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.source);
    const auto source = parse_source_frame(row.source, AxisOrder::authority).value();
    const auto p = SourceProjector::make(source, kWgs84)->to_plane(row.first, row.second);
    ASSERT_TRUE(p) << message_en(p.error());
    EXPECT_NEAR(p->x, row.lon, 1e-8);
    EXPECT_NEAR(p->y, row.lat, 1e-8);
  }
  const auto boston = SourceProjector::make(parse_source_frame("EPSG:2249").value(), Frame{26'986});
  EXPECT_NEAR(boston->to_plane(773'794.0297790525, 2'955'565.741621852)->x, 235'852.89188083913, 1e-5);
  const Box degrees{{-72, 42}, {-70, 43}};
  const auto swapped = SourceProjector::make(parse_source_frame("EPSG:2249").value(), kWgs84, degrees);
  EXPECT_EQ(swapped->to_plane(2'955'565.7, 773'794.0).error().code, ErrorCode::axes_swapped);
}

TEST(SourceProjector, AFrameIsNeverGuessed) {
  EXPECT_EQ(SourceProjector::make({.frame = Frame{0}}, kPlane).error().code, ErrorCode::crs_missing);
  EXPECT_EQ(SourceProjector::make({.frame = Frame{999'999}}, kPlane).error().code, ErrorCode::crs_unknown);
}

TEST(SourceProjector, ShiftedNumbersOutsideChinaAreRefusedNotMoved) {
  for (const char* const datum : {"GCJ-02", "BD-09"}) {
    SCOPED_TRACE(datum);
    const auto projector = SourceProjector::make(parse_source_frame(datum).value(), kWgs84);
    EXPECT_TRUE(projector->to_plane(113.858, 34.034));
    const auto boston = projector->to_plane(-71.0648, 42.3574);
    ASSERT_FALSE(boston);
    EXPECT_EQ(boston.error().code, ErrorCode::coordinate_out_of_range);
    EXPECT_NE(boston.error().detail.find(std::string("the extent of ") + datum), std::string::npos);
    EXPECT_EQ(projector->to_plane(34.034, 113.858).error().code, ErrorCode::axes_swapped);
    EXPECT_EQ(projector->to_plane(0.0, 0.0).error().code, ErrorCode::coordinate_out_of_range);
  }
}

TEST(SourceProjector, GeographicFramesInBothOrders) {
  const Box finland{{19, 59}, {32, 70}};
  const auto east = SourceProjector::make(parse_source_frame("EPSG:4258").value(), kWgs84, finland);
  const auto authority =
      SourceProjector::make(parse_source_frame("EPSG:4258", AxisOrder::authority).value(), kWgs84, finland);
  EXPECT_NEAR(east->to_plane(24.94, 60.17)->x, 24.94, 1e-9);
  EXPECT_NEAR(authority->to_plane(60.17, 24.94)->x, 24.94, 1e-9);
  EXPECT_EQ(east->to_plane(60.17, 24.94).error().code, ErrorCode::axes_swapped);
  EXPECT_EQ(authority->to_plane(24.94, 60.17).error().code, ErrorCode::axes_swapped);
  const auto plane = SourceProjector::make(parse_source_frame("EPSG:4258").value(), Frame{3067});
  EXPECT_NEAR(plane->to_plane(24.94, 60.17)->x, 385'700.421, 1e-3);  // by pyproj 3.7, as EPSG:3067 above
  EXPECT_NEAR(plane->to_plane(24.94, 60.17)->y, 6'672'126.743, 1e-3);
}

}  // namespace
}  // namespace libgrid::crs
