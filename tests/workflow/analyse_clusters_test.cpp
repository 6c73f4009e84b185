#include <libgrid/workflow/analyse_clusters.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/workflow/detail/places.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

const ClustersRequest kGraffiti{.categories = {"Graffiti"},
                                .rules = {.reach = Metres{60.0}, .least = 5},
                                .span_days = 5,
                                .distances = {0.0, 50.0, 150.0},
                                .gaps = {0, 1, 7},
                                .replicates = 19,
                                .seed = 3};

// From the definition: every pair of reports of the category, by its distance and the days between.
std::int64_t pairs_between(double from, double to, std::int64_t days_from, std::int64_t days_to) {
  const detail::PlacedReports placed = must(detail::placed_reports(finished_workspace()));
  std::int64_t pairs = 0;
  for (std::size_t i = 0; i < placed.at.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const Report &a = placed.table.reports[i], &b = placed.table.reports[j];
      if (a.category != "Graffiti" || b.category != "Graffiti") continue;
      if (placed.at_default[i] != 0 || placed.at_default[j] != 0) continue;
      const double d = std::hypot(placed.at[i].x - placed.at[j].x, placed.at[i].y - placed.at[j].y);
      const std::int64_t gap = std::abs(a.opened.seconds / 86'400 - b.opened.seconds / 86'400);
      pairs += d >= from && d < to && gap >= days_from && gap < days_to ? 1 : 0;
    }
  return pairs;
}

TEST(AnalyseClusters, FiguresAreReAddedAndPairsAreThoseOfTheDefinition) {
  const TinyFolder folder;
  const StepSummary summary = must(analyse_clusters(finished_workspace(), folder.path(), kGraffiti, {}));
  OutputQuery query(folder.path());
  for (const Figure& figure : summary.figures)
    EXPECT_EQ(query(figure.file, figure.expression), std::to_string(std::get<std::int64_t>(figure.value)))
        << figure.name;
  EXPECT_EQ(query("clusters_knox.csv", "SELECT count(*) FROM clusters_knox"), "4");
  EXPECT_EQ(query("clusters_knox.csv", "SELECT observed FROM clusters_knox WHERE distance_from = 0 AND days_from = 1"),
            std::to_string(pairs_between(0.0, 50.0, 1, 7)));
  EXPECT_EQ(query("clusters_knox.csv", "SELECT observed FROM clusters_knox WHERE distance_from = 50 AND days_from = 0"),
            std::to_string(pairs_between(50.0, 150.0, 0, 1)));
  EXPECT_EQ(query("clusters_knox.csv", "SELECT count(*) FROM clusters_knox WHERE p < 0.05 OR p > 1"), "0");
  // Graffiti piles up around one place: there is a cluster; what is close in time as well is close in space.
  EXPECT_EQ(query("clusters.csv", "SELECT count(cluster) > 0 FROM clusters"), "1");
  EXPECT_EQ(query("clusters.csv", "SELECT count(*) FROM clusters WHERE cluster IS NULL AND st_cluster IS NOT NULL"),
            "0");
  EXPECT_EQ(query("clusters.gpkg", "SELECT count(*) FROM reports WHERE cluster >= 0"),
            query("clusters.csv", "SELECT count(cluster) FROM clusters"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "clusters_zh.svg"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "clusters.json"));
}

TEST(AnalyseClusters, WhatCannotBeIsRefused) {
  const TinyFolder folder;
  const auto refused = [&](const ClustersRequest& request) {
    return analyse_clusters(finished_workspace(), folder.path(), request, {}).error().code;
  };
  EXPECT_EQ(refused({.categories = {"Unicorns"}}), ErrorCode::not_found);
  EXPECT_EQ(refused({.rules = {.reach = Metres{0.0}}}), ErrorCode::parameter_invalid);
  EXPECT_EQ(refused({.distances = {0.0, 50.0, 50.0}}), ErrorCode::parameter_invalid);
  EXPECT_EQ(refused({.gaps = {7}}), ErrorCode::parameter_invalid);
  const auto told = [&](const ClustersRequest& request) {  // one parameter at a time, by its name
    const Error error = analyse_clusters(finished_workspace(), folder.path(), request, {}).error();
    return error.field + "|" + error.detail;
  };
  EXPECT_EQ(told({.rules = {.reach = Metres{0.0}}}), "reach|0: above 0 m");
  EXPECT_EQ(told({.rules = {.least = 0}}), "least|0: 1 or more");
  EXPECT_EQ(told({.span_days = -1}), "span-days|-1: 0 or more");
  EXPECT_EQ(told({.replicates = 100'001}), "replicates|100001: at most 100000");
  EXPECT_EQ(told({.distances = {0.0, 50.0, 50.0}}), "distances|0, 50, 50: ascending from 0, two or more");
  EXPECT_EQ(told({.gaps = {7}}), "gaps|7: ascending from 0, two or more");
  const Error gaps = analyse_clusters(finished_workspace(), folder.path(), {.gaps = {7}}, {}).error();
  EXPECT_NE(message_zh(gaps).find("7：应自 0 起递增，两个或两个以上"), std::string::npos) << message_zh(gaps);
}

}  // namespace
}  // namespace libgrid::workflow::test
