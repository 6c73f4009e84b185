#include <libgrid/io/detail/report_rows.hpp>

#include <array>

#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

using Fields = std::array<std::string_view, 8>;
const std::vector<std::string> kNames{"case_id", "opened", "closed", "type", "street", "ward", "lon", "lat"};

std::string code_of(const RejectedRow& row) {
  return std::to_string(*row.error.row) + ':' + row.error.field + ':' + std::string(info(row.error.code).name);
}

TEST(ReportRows, APlaceOfTheGeometryNeedsNoColumnsAndIsRefusedLast) {
  ReportRows rows = ReportRows::make("t", {}, PlaceIn::geometry).value();
  ASSERT_TRUE(rows.find_columns(std::span(kNames).first(6)).has_value());
  const Expected<Xy> at = Xy{-71.0, 42.0}, none = fail(make_error(ErrorCode::geometry_empty).at_field("geometry"));
  const Fields good{"1", "2015-01-01T00:20:09", "", "Pothole", "", "Ward 5"};
  const Fields no_type{"2", "2015-01-01T00:20:09", "", "", "", "Ward 5"};
  const Fields second{"3", "2015-01-01T00:20:09", "", "Pothole", "", "Ward 5"};
  rows.take(1, good, &at);
  rows.take(2, no_type, &none);
  rows.take(3, second, &none);
  const ReportTable table = rows.finish();
  ASSERT_EQ(table.reports.size(), 1U);
  EXPECT_EQ(table.reports[0].at, (LonLat{-71.0, 42.0}));
  ASSERT_EQ(table.rejected.size(), 2U);
  EXPECT_EQ(code_of(table.rejected[0]), "2:type:E_TYPE_MISSING");
  EXPECT_EQ(code_of(table.rejected[1]), "3:geometry:E_GEOMETRY_EMPTY");
}

TEST(ReportRows, WhatCannotBeReadAtAll) {
  EXPECT_EQ(ReportRows::make("t", {.source = {.crs = "somewhere"}}, PlaceIn::columns).error().code,
            ErrorCode::crs_unknown);
  ReportRows rows = ReportRows::make("t", {}, PlaceIn::columns).value();
  EXPECT_EQ(rows.find_columns(std::span(kNames).first(7)).error().field, "lat");
  EXPECT_TRUE(rows.find_columns(kNames).has_value());
}

}  // namespace
}  // namespace libgrid::io::detail
