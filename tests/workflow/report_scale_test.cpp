#include <libgrid/workflow/detail/report_scale.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail::report {
namespace {

TEST(Scale, IsLinearAndMayRunUpwards) {
  const Scale x{0.0, 2500.0, 120.0, 680.0};
  EXPECT_DOUBLE_EQ(x(0.0), 120.0);
  EXPECT_DOUBLE_EQ(x(1250.0), 400.0);
  EXPECT_DOUBLE_EQ(x(2500.0), 680.0);
  const Scale y{0.0, 10.0, 200.0, 20.0};
  EXPECT_DOUBLE_EQ(y(10.0), 20.0);
}

TEST(Scale, OfAnEmptyRangeStaysAtItsStart) { EXPECT_DOUBLE_EQ((Scale{5.0, 5.0, 10.0, 20.0}(7.0)), 10.0); }

TEST(RoundStep, IsOneTwoOrFiveTimesAPowerOfTen) {
  struct Row {
    double span;
    int most;
    double expected;
  };
  const Row rows[] = {{10, 5, 2}, {12, 5, 5}, {2500, 5, 500}, {100, 1, 100}, {0.3, 8, 0.05}, {7, 10, 1}, {51, 1, 100}};
  for (const Row& row : rows)
    EXPECT_DOUBLE_EQ(round_step(row.span, row.most), row.expected) << row.span << " / " << row.most;
}

TEST(Ticks, AreRoundMultiplesWithinTheRange) {
  EXPECT_EQ(ticks(0.0, 2500.0, 5), (std::vector<double>{0, 500, 1000, 1500, 2000, 2500}));
  EXPECT_EQ(ticks(3.0, 11.0, 4), (std::vector<double>{4, 6, 8, 10}));
  EXPECT_EQ(ticks(-1.0, 1.0, 2), (std::vector<double>{-1, 0, 1}));
  EXPECT_TRUE(ticks(1.0, 1.0, 5).empty());
  EXPECT_TRUE(ticks(2.0, 1.0, 5).empty());
}

TEST(Ticks, DoNotDriftPastTheEnd) {
  const std::vector<double> marks = ticks(0.0, 0.3, 3);
  ASSERT_EQ(marks.size(), 4U);
  EXPECT_DOUBLE_EQ(marks.back(), 0.3);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
