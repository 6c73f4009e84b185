#include <libgrid/workflow/detail/report_bars.hpp>

#include <regex>
#include <vector>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail::report {
namespace {

/// "x width" of every rectangle with a tip, in order.
std::vector<std::string> bars(const std::string& svg) {
  static const std::regex bar(
      R"re(<rect class="(\w+)" x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)" height="[0-9.]+"><title>)re");
  std::vector<std::string> out;
  for (std::sregex_iterator at(svg.begin(), svg.end(), bar), end; at != end; ++at)
    out.push_back((*at)[1].str() + " " + (*at)[2].str() + " " + (*at)[3].str());
  return out;
}

TEST(ShareBar, PartsFillTheBarAndZeroIsInTheLegendOnly) {
  const std::vector<BarPart> parts{{{"内", "Inside"}, 3, "3 km", "assigned"},
                                   {{"界", "Border"}, 0, "0 km", "border"},
                                   {{"外", "Outside"}, 1, "1 km", "open"}};
  const std::string html = share_bar({"责任", "Duties"}, parts);
  EXPECT_EQ(bars(html), (std::vector<std::string>{"assigned 0 675", "open 675 225"}));
  EXPECT_NE(html.find("Border</span> <b>0 km</b> (0.0 %)"), std::string::npos);
  EXPECT_NE(html.find("Inside</span> <b>3 km</b> (75.0 %)"), std::string::npos);
}

TEST(ShareBar, OfNothingDrawsNothing) {
  const std::vector<BarPart> parts{{{"内", "Inside"}, 0, "0", "assigned"}};
  const std::string html = share_bar({"责任", "Duties"}, parts);
  EXPECT_TRUE(bars(html).empty());
  EXPECT_EQ(html.find('%'), std::string::npos);
}

TEST(BarChart, LongestRowFillsTheWidthAndNamesAreEscaped) {
  const std::vector<BarRow> rows{
      {{"A&B", "A&B"}, {{{"有", "yes"}, 60, "60", "assigned"}, {{"无", "no"}, 40, "40", "open"}}, "100"},
      {{"C", "C"}, {{{"有", "yes"}, 50, "50", "assigned"}}, "50"}};
  const std::string svg = bar_chart({"类别", "Categories"}, rows);
  EXPECT_EQ(bars(svg), (std::vector<std::string>{"assigned 290 330", "open 620 220", "assigned 290 275"}));
  EXPECT_NE(svg.find("A&amp;B"), std::string::npos);
}

TEST(BarChart, OfNoRowsIsEmpty) { EXPECT_TRUE(bars(bar_chart({"类别", "Categories"}, {})).empty()); }

TEST(Legend, NamesEveryKey) {
  const std::vector<Key> keys{{"z1", {"一", "one"}}, {"z2", {"二", "two"}}};
  const std::string html = legend(keys);
  EXPECT_NE(html.find("class=\"z1\""), std::string::npos);
  EXPECT_NE(html.find(both({"二", "two"})), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
