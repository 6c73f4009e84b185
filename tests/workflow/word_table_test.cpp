#include <libgrid/workflow/detail/word_table.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(WordTable, TheFirstWordOfAnIdAndNoTableWithoutTheColumn) {
  const TinyFolder folder;
  write_file(folder.path() / "a.csv", "case_id,how\nA,paint\nB,sweep\nA,later\n");
  const detail::WordTable table{folder.path() / "a.csv", "case_id", "how"};
  EXPECT_EQ(must(detail::words_of_table(table)), (detail::WordOfId{{"A", "paint"}, {"B", "sweep"}}));
  const auto other = detail::words_of_table({folder.path() / "a.csv", "case_id", "why"});
  EXPECT_EQ(other.error().code, ErrorCode::column_missing);
  EXPECT_EQ(other.error().file, "a.csv");
}

}  // namespace
}  // namespace libgrid::workflow::test
