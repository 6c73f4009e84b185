#include <libgrid/workflow/detail/named_columns.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(NamedColumns, InTheOrderAskedForWhateverTheFileHas) {
  const TinyFolder folder;
  write_file(folder.path() / "t.csv", "b,c,a\n1,2,3\n4,5\n6,7,8\n");
  std::vector<std::string> seen;
  std::vector<RejectedRow> rejected;
  const auto use = [&](const io::CsvRow& row, std::span<const std::string_view> values) -> Expected<void> {
    seen.push_back(std::to_string(row.number) + ":" + std::string(values[0]) + std::string(values[1]));
    return {};
  };
  must(detail::read_columns(folder.path() / "t.csv", {"a", "b"}, use, &rejected));
  EXPECT_EQ(seen, (std::vector<std::string>{"1:31", "3:86"}));
  ASSERT_EQ(rejected.size(), 1U);
  EXPECT_EQ(rejected[0].error.row, 2);
  const auto missing = detail::read_columns(folder.path() / "t.csv", {"a", "z"}, use, nullptr);
  EXPECT_EQ(missing.error().code, ErrorCode::column_missing);
  EXPECT_EQ(missing.error().field, "z");
}

}  // namespace
}  // namespace libgrid::workflow::test
