#include <vector>

#include <gtest/gtest.h>

#include <libgrid/hotspot/control_chart.hpp>

namespace libgrid::hotspot {
namespace {

// k = 2 (2 - 1) / ln 2 = 2.885; sums: 0, 0, 2.115, 4.23, 6.34: above 5 at position 4.
TEST(ControlChart, CusumByHand) {
  const std::vector<std::int64_t> counts{2, 1, 5, 5, 5};
  EXPECT_EQ(first_alarm(counts, {.kind = Chart::cusum, .mean = 2.0, .ratio = 2.0, .limit = 5.0}), 4U);
  EXPECT_EQ(first_alarm(counts, {.kind = Chart::cusum, .mean = 2.0, .ratio = 2.0, .limit = 50.0}), std::nullopt);
}

// Z: 3 = mean, then .2 * 9 + .8 * 3 = 4.2; the band at limit 2: 3 + 2 sqrt(.2 * 3 / 1.8) = 4.155.
TEST(ControlChart, EwmaByHand) {
  const std::vector<std::int64_t> counts{3, 9};
  EXPECT_EQ(first_alarm(counts, {.kind = Chart::ewma, .mean = 3.0, .limit = 2.0}), 1U);
  EXPECT_EQ(first_alarm(counts, {.kind = Chart::ewma, .mean = 3.0, .limit = 2.1}), std::nullopt);
}

TEST(ControlChart, ThePathCrossesItsLineWhereTheAlarmIs) {
  const std::vector<std::int64_t> counts{2, 1, 5, 5, 5};
  const ChartPath path = chart_path(counts, {.kind = Chart::cusum, .mean = 2.0, .ratio = 2.0, .limit = 5.0});
  ASSERT_EQ(path.statistic.size(), 5U);
  EXPECT_NEAR(path.statistic[4], 3.0 * (5.0 - 2.0 / 0.6931471805599453), 1e-12);
  EXPECT_EQ(path.line, 5.0);
  for (const Chart kind : {Chart::ewma, Chart::glr}) {
    const ChartRules rules{.kind = kind, .mean = 2.0, .limit = 1.0};
    const ChartPath other = chart_path(counts, rules);
    const auto alarm = first_alarm(counts, rules);
    ASSERT_TRUE(alarm);
    EXPECT_GT(other.statistic[*alarm], other.line);
    EXPECT_LE(other.statistic[*alarm - 1], other.line);
  }
}

TEST(ControlChart, CalibratedToItsFalseAlarmsAndQuickerAfterARise) {
  for (const Chart kind : {Chart::cusum, Chart::ewma, Chart::glr}) {
    const ChartRules rules = calibrated({.kind = kind, .mean = 3.0, .ratio = 1.5}, 60.0, 1);
    const RunLength quiet = run_length(rules, 3.0, 400, 1200, 77);
    EXPECT_NEAR(quiet.mean, 60.0, 20.0);
    EXPECT_LT(run_length(rules, 6.0, 200, 1200, 5).mean, 10.0);
  }
}

}  // namespace
}  // namespace libgrid::hotspot
