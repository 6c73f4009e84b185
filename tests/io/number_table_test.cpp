#include <libgrid/io/number_table.hpp>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

TEST(NumberTable, RowsByKey) {
  const TemporaryFolder folder;
  const auto table = read_number_table(folder.write("a.csv", "code,people,cars\nA,12,0.5\nB,-1e3,0\n"));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->columns, (std::vector<std::string>{"people", "cars"}));
  EXPECT_EQ(table->rows.at("B"), (std::vector<double>{-1000.0, 0.0}));
}

TEST(NumberTable, OneBadRowRefusesTheTable) {
  const TemporaryFolder folder;
  struct Row {
    const char* text;
    ErrorCode code;
    std::int64_t row;
  };
  for (const Row& bad :
       {Row{"code,n\nA,x\n", ErrorCode::number_malformed, 1}, Row{"code,n\nA,1\n,2\n", ErrorCode::id_missing, 2},
        Row{"code,n\nA,1\nA,2\n", ErrorCode::id_duplicate, 2}, Row{"code,n\nA,1\nB\n", ErrorCode::row_width, 2}}) {
    const auto refused = read_number_table(folder.write("a.csv", bad.text));
    ASSERT_FALSE(refused) << bad.text;
    EXPECT_EQ(refused.error().code, bad.code) << bad.text;
    EXPECT_EQ(refused.error().row, bad.row) << bad.text;
    EXPECT_EQ(refused.error().file, "a.csv");
  }
}

}  // namespace
}  // namespace libgrid::io
