#include <libgrid/workflow/analyse.hpp>

#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(Analyse, ImbalanceAddsUpAndItsRowsAreTheZones) {
  const TinyFolder folder;
  const StepSummary summary = must(analyse_imbalance(finished_workspace(), folder.path(), {}, {}));
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

// The formulas of docs/outputs.md from the columns of the two tables: every figure is found again.
TEST(Analyse, TheilAndGiniFromTheTables) {
  const TinyFolder folder;
  const StepSummary summary = must(analyse_imbalance(finished_workspace(), folder.path(), {}, {}));
  std::map<std::string, double> told;
  for (const Figure& figure : summary.figures)
    if (const auto* value = std::get_if<double>(&figure.value)) told[figure.name] = *value;
  std::map<std::string, std::pair<double, double>> upper;  // km, km x rate
  std::vector<double> rates;
  double km = 0.0, sum = 0.0, total = 0.0;
  const auto rows = csv_cells(read_file(folder.path() / "imbalance.csv"));
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const double length = std::stod(rows[i][3]), rate = std::stod(rows[i][4]);
    upper[rows[i][1]].first += length, upper[rows[i][1]].second += length * rate;
    km += length, sum += length * rate;
    rates.push_back(rate);
  }
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const double share = std::stod(rows[i][4]) / (sum / km);
    total += std::stod(rows[i][3]) / km * (share > 0.0 ? share * std::log(share) : 0.0);
  }
  double between = 0.0, within = 0.0;
  for (const auto& row : csv_cells(read_file(folder.path() / "imbalance_upper.csv"))) {
    if (row[0] == "upper_code") continue;
    const auto& [length, part] = upper.at(row[0]);
    EXPECT_NEAR(std::stod(row[8]), part / sum, 1e-12);
    EXPECT_NEAR(std::stod(row[9]), part / sum * std::log(part / length / (sum / km)), 1e-12);
    between += std::stod(row[9]), within += std::stod(row[8]) * std::stod(row[10]);
  }
  EXPECT_NEAR(total, told.at("theil_total"), 1e-12);
  EXPECT_NEAR(between, told.at("theil_between"), 1e-12);
  EXPECT_NEAR(within, told.at("theil_within"), 1e-12);
  double pairs = 0.0, mean = 0.0;  // Gini: half the mean difference of two zones over the mean
  for (const double a : rates) {
    mean += a / static_cast<double>(rates.size());
    for (const double b : rates) pairs += std::abs(a - b);
  }
  const auto n = static_cast<double>(rates.size());
  EXPECT_NEAR(told.at("gini"), pairs / (2.0 * n * n * mean), 1e-12);
}

TEST(Analyse, ThePlanIsStatedAndAMissingOneRefused) {
  const TinyFolder folder;
  must(analyse_imbalance(finished_workspace(), folder.path(), {.version = 1}, {}));
  const std::string json = read_file(folder.path() / "imbalance.json");
  EXPECT_NE(json.find("\"plan_version\": 1"), std::string::npos);
  EXPECT_NE(json.find("plan 1 in force from 2015-01-01T00:00:00"), std::string::npos);
  const auto missing = analyse_imbalance(finished_workspace(), folder.path(), {.version = 2}, {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::plan_missing);
}

}  // namespace
}  // namespace libgrid::workflow::test
