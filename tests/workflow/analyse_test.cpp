#include <libgrid/workflow/analyse.hpp>

#include <map>

#include <gtest/gtest.h>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(Analyse, ImbalanceAddsUpAndItsRowsAreTheZones) {
  const TinyFolder folder;
  const StepSummary summary = must(analyse_imbalance(finished_workspace(), folder.path(), {}));
  std::map<std::string, double> told;
  for (const Figure& figure : summary.figures)
    if (const auto* value = std::get_if<double>(&figure.value)) told[figure.name] = *value;
  EXPECT_NEAR(told.at("theil_total"), told.at("theil_between") + told.at("theil_within"), 1e-12);
  EXPECT_GE(told.at("gini"), 0.0);
  EXPECT_LT(told.at("gini"), 1.0);
  OutputQuery query(folder.path());
  const std::string zones = query("imbalance.csv", "SELECT count(*) FROM imbalance");
  const auto whole = [&](std::size_t i) { return std::get<std::int64_t>(summary.figures[i].value); };
  EXPECT_EQ(zones, std::to_string(whole(0) + whole(1)));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "imbalance.json"));
}

}  // namespace
}  // namespace libgrid::workflow::test
