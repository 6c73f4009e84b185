#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/hotspot/rebound_curves.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(ReboundAnalysis, TheForestOfTheTinyCityIsTheBruteForce) {
  const ReboundAnalysis analysis = must(analyse_rebound(finished_workspace(), {}, {}));
  EXPECT_EQ(analysis.forest, hotspot::rebound_forest(analysis.cases, {}, hotspot::ForestSearch::brute_force));
  EXPECT_EQ(analysis.counts.cases, std::ssize(analysis.cases));
  EXPECT_GT(analysis.counts.rebounds, 0);
  EXPECT_EQ(analysis.sensitivity.size(), 9U);
}

TEST(ReboundAnalysis, GroupsAddUpToAll) {
  const ReboundAnalysis analysis = must(analyse_rebound(finished_workspace(), {}, {}));
  const auto sum = [&](const std::string& grouping) {
    std::int64_t settled = 0;
    for (const NamedCurve& named : analysis.curves) settled += named.grouping == grouping ? named.curve.settled : 0;
    return settled;
  };
  EXPECT_EQ(sum("road"), sum("all"));
  EXPECT_LE(sum("category"), sum("all"));
  EXPECT_GT(sum("category"), 0);
  EXPECT_LE(sum("zone"), sum("all"));
  EXPECT_GT(sum("zone"), 0);
}

TEST(ReboundAnalysis, NoGraceAndNoLinksBeyondTheWindow) {
  const hotspot::ForestRules rules{.radius = Metres{25.0}, .window = days(7), .grace = Seconds{0}};
  const ReboundAnalysis analysis = must(analyse_rebound(finished_workspace(), rules, {}));
  for (const hotspot::ForestLink& link : analysis.forest.links) {
    if (link.kind != hotspot::LinkKind::rebound) continue;
    EXPECT_LE(link.gap, days(7));
    EXPECT_LE(link.distance, Metres{25.0});
  }
}

TEST(ReboundAnalysis, EveryFigureOfTheExportIsFoundInItsFile) {
  const TinyFolder folder;
  const StepSummary summary = must(export_forest(finished_workspace(), folder.path(), {}, {}));
  EXPECT_GE(summary.figures.size(), 6U);
  OutputQuery query(folder.path());
  for (const Figure& figure : summary.figures) {
    SCOPED_TRACE(figure.name);
    const std::string found = query(figure.file, figure.expression);
    if (const auto* whole = std::get_if<std::int64_t>(&figure.value))
      EXPECT_EQ(found, std::to_string(*whole));
    else
      EXPECT_EQ(found, io::shortest_text(std::get<double>(figure.value)));
  }
}

TEST(ReboundAnalysis, SenselessRulesAreRefused) {
  EXPECT_FALSE(analyse_rebound(finished_workspace(), {.radius = Metres{0.0}}, {}));
  EXPECT_FALSE(analyse_rebound(finished_workspace(), {.window = days(1), .grace = days(2)}, {}));
}

}  // namespace
}  // namespace libgrid::workflow::test
