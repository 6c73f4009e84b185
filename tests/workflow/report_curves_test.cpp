#include <libgrid/workflow/detail/report_curves.hpp>

#include <cmath>
#include <regex>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail::report {
namespace {

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

TEST(TimeChart, IncompleteWeeksAreHollowAndMonthsAreMarked) {
  const std::vector<TimePoint> points{{"2015-01-05", 100, false}, {"2015-01-12", 250, true}, {"2015-01-19", 200, true}};
  const std::vector<TimeMark> marks{{1, {"1 月", "Jan"}}};
  const std::string svg = time_chart({"每周", "Weekly"}, {"件", "reports"}, points, marks);
  EXPECT_EQ(count(svg, "class=\"dot\""), 2U);
  EXPECT_EQ(count(svg, "class=\"dot hollow\""), 1U);
  EXPECT_NE(svg.find("<title>2015-01-12: 250</title>"), std::string::npos);
  EXPECT_NE(svg.find(">Jan</text>"), std::string::npos);
  // The axis begins at zero and reaches the largest value: 250 is a round number, so it lies on the top line.
  EXPECT_NE(svg.find("points=\"56,130.4 472,26 888,60.8\""), std::string::npos);
}

TEST(TimeChart, TakesOnePointOrNone) {
  EXPECT_EQ(count(time_chart({"", "x"}, {"", ""}, {}, {}), "<circle"), 0U);
  const std::vector<TimePoint> one{{"2015-01-05", 0, true}};
  EXPECT_EQ(count(time_chart({"", "x"}, {"", ""}, one, {}), "<circle"), 1U);
}

TEST(HistogramChart, CountsEveryValueOnce) {
  // Bins of 0.01 from 1 in both directions; the lower edge belongs to the bin.
  const Histogram histogram{.values = {1.0, 0.9951, 1.0049, 1.0, 1.0101, 1.0149, 0.9651},
                            .width = 0.01,
                            .low = 0.95,
                            .high = 1.05,
                            .axis = {"比", "ratio"}};
  const std::string svg = histogram_chart({"分布", "Distribution"}, histogram);
  EXPECT_EQ(count(svg, "class=\"bar\""), 4U);
  EXPECT_NE(svg.find("<title>1.000–1.010: 3</title>"), std::string::npos);
  EXPECT_NE(svg.find("<title>1.010–1.020: 2</title>"), std::string::npos);
  EXPECT_NE(svg.find("<title>0.960–0.970: 1</title>"), std::string::npos);
  EXPECT_EQ(count(svg, "class=\"band\""), 1U);
}

TEST(IntervalChart, DrawsEstimateIntervalAndPlainShare) {
  const std::vector<IntervalRow> rows{{{"Graffiti", "Graffiti"}, 0.2, 0.15, 0.3, 0.18, "20.0 %"},
                                      {{"Pothole", "Pothole"}, 0.1, 0.05, 0.2, std::nan(""), "10.0 %"}};
  const std::string svg = interval_chart({"反弹", "Rebound"}, rows);
  EXPECT_EQ(count(svg, "class=\"dot rebound\""), 2U);
  EXPECT_EQ(count(svg, "class=\"dot hollow plain\""), 1U);
  EXPECT_NE(svg.find("Graffiti: 20.0 % (15.0 % – 30.0 %)"), std::string::npos);
}

TEST(IntervalChart, AxisEndsAtHundredPerCent) {
  const std::vector<IntervalRow> rows{{{"A", "A"}, 0.97, 0.9, 0.999, 0.5, "97.0 %"}};
  const std::string svg = interval_chart({"反弹", "Rebound"}, rows);
  EXPECT_NE(svg.find(">100 %<"), std::string::npos);
  EXPECT_EQ(svg.find(">120 %<"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
