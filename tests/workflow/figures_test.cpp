#include <libgrid/workflow/figures.hpp>

#include <cmath>

#include <gtest/gtest.h>

namespace libgrid::workflow {
namespace {

StepSummary sample() {
  StepSummary summary{"blocks", 1.25, {}, {"2 rows | 2 行", "quote \" and \\ | 引号"}};
  summary.figures.push_back({.name = "blocks",
                             .value = std::int64_t{4947},
                             .file = "boston.gpkg",
                             .expression = "SELECT count(*) FROM blocks",
                             .label_en = "Blocks",
                             .label_zh = "街区",
                             .unit = ""});
  summary.figures.push_back({.name = "land",
                             .value = 0.1 + 0.2,
                             .file = "boston.gpkg",
                             .expression = "",
                             .label_en = "Land",
                             .label_zh = "陆地",
                             .unit = "km2"});
  summary.figures.push_back({.name = "sha",
                             .value = std::string("abc"),
                             .file = "",
                             .expression = "",
                             .label_en = "",
                             .label_zh = "",
                             .unit = ""});
  return summary;
}

TEST(Figures, ASummaryComesBackFromItsNoteBitForBit) { EXPECT_EQ(summary_from_json(to_json(sample())), sample()); }

TEST(Figures, AWholeDoubleStaysADouble) {
  StepSummary summary{"x", 0.0, {{"ratio", 2.0, "", "", "", "", ""}}, {}};
  EXPECT_TRUE(std::holds_alternative<double>(summary_from_json(to_json(summary)).figures[0].value));
}

TEST(Figures, NotANumberSurvives) {
  StepSummary summary{"x", 0.0, {{"rate", std::nan(""), "", "", "", "", ""}}, {}};
  EXPECT_TRUE(std::isnan(std::get<double>(summary_from_json(to_json(summary)).figures[0].value)));
}

TEST(Figures, ShownWithGroupsDigitsAndUnit) {
  struct Row {
    FigureValue value;
    std::string unit, expected;
  };
  const Row rows[] = {{std::int64_t{4947}, "", "4,947"},
                      {std::int64_t{0}, "", "0"},
                      {std::int64_t{-1234567}, "", "-1,234,567"},
                      {1543.9623, "km", "1,544.0 km"},
                      {1.04617, "", "1.046"},
                      {0.35456, "", "0.3546"},
                      {-1234.5678, "m", "-1,234.6 m"},
                      {std::string("Pothole"), "", "Pothole"},
                      {99.99951, "", "100.000"}};
  for (const Row& row : rows)
    EXPECT_EQ(shown({.name = "",
                     .value = row.value,
                     .file = "",
                     .expression = "",
                     .label_en = "",
                     .label_zh = "",
                     .unit = row.unit}),
              row.expected);
}

}  // namespace
}  // namespace libgrid::workflow
