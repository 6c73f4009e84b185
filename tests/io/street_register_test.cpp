#include <libgrid/io/street_register.hpp>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

TEST(StreetRegister, ChineseHeadingsAnyOrderAbsentColumnsAreEmpty) {
  const TemporaryFolder folder;
  const auto table =
      read_street_register(folder.write("register.csv", "责任单位,路名,起点,止点\nXC-01,健康路,清虚街,清潩河\n"));
  ASSERT_TRUE(table);
  const RegisterRow row{.row = 1, .street = "健康路", .from = "清虚街", .to = "清潩河", .unit = "XC-01"};
  EXPECT_EQ(table->rows, std::vector{row});
}

TEST(StreetRegister, ARowWithoutAUnitIsListedAndTheRestGoesOn) {
  const TemporaryFolder folder;
  const auto table = read_street_register(folder.write("register.csv", "street,unit,side\nA,,left\nB,U,右侧\nC\n"));
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 1U);
  EXPECT_EQ(table->rows[0].row, 2);
  ASSERT_EQ(table->rejected.size(), 2U);
  EXPECT_EQ(table->rejected[0].error.field, "unit");
  EXPECT_EQ(table->rejected[1].error.code, ErrorCode::row_width);
}

TEST(StreetRegister, WithoutItsColumnsTheFileIsRefused) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_street_register(folder.write("register.csv", "street,side\nA,left\n")).error().code,
            ErrorCode::column_missing);
  EXPECT_EQ(read_street_register(folder.at("none.csv")).error().code, ErrorCode::file_not_found);
}

}  // namespace
}  // namespace libgrid::io
