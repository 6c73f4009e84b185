#include <libgrid/workflow/detail/visit_file.hpp>

#include <map>

#include <gtest/gtest.h>

#include "tests/support/source_dir.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

// The bulletin: 204, 773 and 2,776 visits, 3,753 together.
TEST(VisitFile, TheBulletinsMonth) {
  const auto file = must(detail::read_visits(libgrid::test::source_dir() + "/data/xuchang/truth/visits.csv"));
  std::map<int, std::int64_t> total;
  for (const detail::VisitRow& row : file.rows) total[row.level] += row.visits;
  EXPECT_EQ(total, (std::map<int, std::int64_t>{{1, 204}, {2, 773}, {3, 2776}}));
  EXPECT_TRUE(file.refused.empty());
  EXPECT_FALSE(file.has_hours);
  EXPECT_EQ(to_text(file.from), "2022-08-24T00:00:00");
  EXPECT_EQ(to_text(file.until), "2022-09-23T00:00:00");
}

TEST(VisitFile, RowsThatAreNoVisitsAreListed) {
  const TinyFolder folder;
  write_file(folder.path() / "v.csv",
             "level,zone,day,hours,visits\n1,A,2022-01-02,1.5,2\n1,,2022-01-02,1,1\n1,A,2022-02-30,1,1\n1,A,2022-01-03,"
             "1,-1\n1,A,2022-01-03,nan,1\none,A,2022-01-03,1,1\n");
  const auto file = must(detail::read_visits(folder.path() / "v.csv"));
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].hours, 1.5);
  ASSERT_EQ(file.refused.size(), 5U);
  EXPECT_EQ(file.refused[0].error.code, ErrorCode::id_missing);
  EXPECT_EQ(file.refused[1].error.code, ErrorCode::time_malformed);
  EXPECT_EQ(file.refused[2].error.code, ErrorCode::number_malformed);
  EXPECT_EQ(file.refused[2].error.field, "visits");
  EXPECT_EQ(file.refused[4].error.row, 6);
  EXPECT_EQ(file.refused[4].error.file, "v.csv");
}

TEST(VisitFile, AMissingColumnIsNamed) {
  const TinyFolder folder;
  write_file(folder.path() / "v.csv", "zone,level,day\nA,1,2022-01-02\n");
  const auto file = detail::read_visits(folder.path() / "v.csv");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::column_missing);
  EXPECT_EQ(file.error().field, "visits");
}

}  // namespace
}  // namespace libgrid::workflow::test
