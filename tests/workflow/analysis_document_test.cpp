#include <libgrid/workflow/detail/analysis_document.hpp>

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace libgrid::workflow::test {
namespace {

using namespace detail;

TEST(AnalysisDocumentJson, JsonHasNullWhereThereIsNoNumber) {
  AnalysisDocument document;
  document.parameters = {{"days", std::int64_t{28}}, {"level", 0.05}, {"model", std::string("poisson")}};
  document.n = 7;
  document.statistics = {{.name = "llr", .statistic = 1.5, .p = 0.01}, {.name = "odd", .statistic = std::nan("")}};
  document.definitions.push_back({"hot", {"热", "hot"}});
  document.warnings = {"few | 少"};
  const auto json = nlohmann::json::parse(to_json("scan", document));
  EXPECT_EQ(json["analysis"], "scan");
  EXPECT_EQ(json["parameters"]["days"], 28);
  EXPECT_TRUE(json["seed"].is_null());
  EXPECT_EQ(json["statistics"][0]["p"], 0.01);
  EXPECT_TRUE(json["statistics"][0]["variance"].is_null());
  EXPECT_TRUE(json["statistics"][1]["statistic"].is_null());
  EXPECT_EQ(json["definitions"][0]["zh"], "热");
  EXPECT_EQ(json["warnings"].size(), 1U);
}

TEST(AnalysisDocumentJson, FiguresThatAreNumbersBecomeStatistics) {
  AnalysisDocument document;
  document.add({"cases", std::int64_t{3}, "", "", "", "", ""});
  document.add({"gini", 0.25, "", "", "", "", ""});
  document.add({"zones", std::string("plan"), "", "", "", "", ""});
  ASSERT_EQ(document.statistics.size(), 2U);
  EXPECT_EQ(document.statistics[0].statistic, 3.0);
  EXPECT_EQ(document.statistics[1].name, "gini");
}

}  // namespace
}  // namespace libgrid::workflow::test
