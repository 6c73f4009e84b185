#include <libgrid/workflow/exact_hotspots.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(ExactHotspotFiles, ARowPerHotspotRowAndTheNormalColumnsAreThoseOfTheStep) {
  const TinyFolder folder;
  const StepSummary summary = must(analyse_hotspots(finished_workspace(), folder.path(), {.maps = 2}, {}));
  const auto exact = csv_cells(read_file(folder.path() / "hotspots_exact.csv"));
  const auto normal = csv_cells(read_file(finished_city().output() / "hotspots.csv"));
  ASSERT_EQ(exact.size(), normal.size());
  for (std::size_t i = 1; i < exact.size(); ++i) {
    for (std::size_t k = 0; k < 5; ++k) EXPECT_EQ(exact[i][k], normal[i][k]);
    EXPECT_EQ(exact[i][11], normal[i][5]);
    EXPECT_EQ(exact[i][12], normal[i][6]);
  }
  OutputQuery query(folder.path());
  for (const Figure& figure : summary.figures) {
    if (figure.expression.empty()) continue;
    EXPECT_EQ(query(figure.file, figure.expression), std::to_string(std::get<std::int64_t>(figure.value)))
        << figure.name;
  }
  EXPECT_EQ(summary.figures.back().name, "fdr_normal");
  EXPECT_NE(read_file(folder.path() / "hotspots.json").find("\"fdr_exact\""), std::string::npos);
}

TEST(ExactHotspotFiles, WithoutMapsNoRatesAndSenselessOnesRefused) {
  const TinyFolder folder;
  const StepSummary summary = must(analyse_hotspots(finished_workspace(), folder.path(), {.maps = 0}, {}));
  EXPECT_EQ(summary.figures.back().name, "hot_both");
  EXPECT_FALSE(analyse_hotspots(finished_workspace(), folder.path(), {.maps = -1}, {}));
}

}  // namespace
}  // namespace libgrid::workflow::test
