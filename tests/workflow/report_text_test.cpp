#include <libgrid/workflow/detail/report_text.hpp>

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail::report {
namespace {

TEST(Escaped, NothingFromTheDataCanOpenAnElementOrEndAnAttribute) {
  struct Row {
    std::string text, expected;
  };
  const Row rows[] = {{"", ""},
                      {"Street Light Outages", "Street Light Outages"},
                      {"a < b & c > d", "a &lt; b &amp; c &gt; d"},
                      {"\" onload='x'", "&quot; onload=&#39;x&#39;"},
                      {"</script>", "&lt;/script&gt;"},
                      {"&amp;", "&amp;amp;"},
                      {"公园街", "公园街"},
                      {std::string("nul\0here", 8), "nul\xEF\xBF\xBDhere"},
                      {"bell\a, tab\t, line\n", "bell\xEF\xBF\xBD, tab\t, line\n"}};
  for (const Row& row : rows) EXPECT_EQ(escaped(row.text), row.expected);
}

TEST(Thousands, GroupsOfThreeDigits) {
  struct Row {
    std::int64_t number;
    std::string expected;
  };
  const Row rows[] = {{0, "0"},
                      {7, "7"},
                      {999, "999"},
                      {1000, "1,000"},
                      {93963, "93,963"},
                      {-1234567, "−1,234,567"},
                      {std::numeric_limits<std::int64_t>::min(), "−9,223,372,036,854,775,808"}};
  for (const Row& row : rows) EXPECT_EQ(thousands(row.number), row.expected);
}

TEST(Fixed, RoundsGroupsAndNeverShowsMinusZero) {
  struct Row {
    double number;
    int decimals;
    std::string expected;
  };
  const Row rows[] = {{1543.96, 1, "1,544.0"},  {0.05, 2, "0.05"},    {-0.04, 1, "0.0"},      {-12.34, 1, "−12.3"},
                      {999.999, 2, "1,000.00"}, {1234.5, 0, "1,234"}, {std::nan(""), 1, "–"}, {INFINITY, 1, "–"}};
  for (const Row& row : rows) EXPECT_EQ(fixed(row.number, row.decimals), row.expected) << row.number;
}

TEST(Percent, OfAShare) {
  EXPECT_EQ(percent(0.1234), "12.3 %");
  EXPECT_EQ(percent(1.0, 0), "100 %");
  EXPECT_EQ(percent(0.0), "0.0 %");
  EXPECT_EQ(percent(0.0005), "0.1 %");
  EXPECT_EQ(percent(0.0002), "< 0.1 %");
  EXPECT_EQ(percent(std::nan("")), "–");
}

TEST(Both, HoldsBothLanguagesUnlessTheyAreTheSame) {
  EXPECT_EQ(both({"街区", "Blocks"}),
            R"(<span class="zh" lang="zh">街区</span><span class="en" lang="en">Blocks</span>)");
  EXPECT_EQ(both({"<b>", "<i>"}),
            R"(<span class="zh" lang="zh">&lt;b&gt;</span><span class="en" lang="en">&lt;i&gt;</span>)");
  EXPECT_EQ(both({"BOS-01", "BOS-01"}), "BOS-01");
  EXPECT_EQ(side_by_side({"街区", "Blocks"}), "街区 · Blocks");
  EXPECT_EQ(side_by_side({"A&B", "A&B"}), "A&amp;B");
}

TEST(WordsOfFinding, EnglishStandsBeforeTheBar) {
  EXPECT_EQ(words_of_finding("2 rows | 2 行"), (Words{"2 行", "2 rows"}));
  EXPECT_EQ(words_of_finding("no bar"), (Words{"no bar", "no bar"}));
  EXPECT_EQ(words_of_finding("a|b | 甲 | 乙"), (Words{"甲 | 乙", "a|b"}));
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
