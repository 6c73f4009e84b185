#include <libgrid/workflow/analyse_emerging.hpp>

#include <gtest/gtest.h>

#include <libgrid/hotspot/emerging.hpp>
#include <libgrid/workflow/detail/zone_series.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(AnalyseEmerging, FiguresAreReAddedFromTheFiles) {
  const TinyFolder folder;
  const StepSummary summary =
      must(analyse_emerging(finished_workspace(), folder.path(), {.categories = {"Graffiti"}, .days = 10}, {}));
  OutputQuery query(folder.path());
  for (const Figure& figure : summary.figures)
    EXPECT_EQ(query(figure.file, figure.expression), std::to_string(std::get<std::int64_t>(figure.value)))
        << figure.name;
  EXPECT_EQ(query("emerging_bins.csv", "SELECT sum(reports) FROM emerging_bins"),
            query("emerging.csv", "SELECT sum(reports) FROM emerging"));
  EXPECT_EQ(query("emerging_bins.csv", "SELECT count(*) FROM emerging_bins WHERE heat = 1"),
            query("emerging.csv", "SELECT sum(hot_bins) FROM emerging"));
  EXPECT_EQ(query("emerging.gpkg", "SELECT count(*) FROM emerging"),
            query("emerging.csv", "SELECT count(*) FROM emerging"));
  for (const char* file : {"emerging.json", "emerging_zh.svg", "emerging_en.svg"})
    EXPECT_TRUE(std::filesystem::exists(folder.path() / file)) << file;
}

// Shares: every count over the mean count of its period, so that a season that all zones share is gone.
TEST(AnalyseEmerging, SharesAreCountsOverTheMeanOfTheirPeriod) {
  const TinyFolder folder;
  const EmergingRequest request{.categories = {"Graffiti"}, .days = 5, .shares = true};
  must(analyse_emerging(finished_workspace(), folder.path(), request, {}));
  const detail::ZoneSeries series = must(detail::zone_series(finished_workspace(), request.categories));
  const detail::TimeBins bins = detail::bins_until(series.end, series.first, days(5), 0);
  const std::vector<std::int64_t> counts = detail::cube_of(series, bins);
  std::vector<double> shares(counts.begin(), counts.end());
  for (std::size_t t = 0; t < bins.count; ++t) {
    double mean = 0.0;
    for (std::size_t i = 0; i < series.size(); ++i)
      mean += static_cast<double>(counts[i * bins.count + t]) / static_cast<double>(series.size());
    for (std::size_t i = 0; i < series.size() && mean > 0.0; ++i) shares[i * bins.count + t] /= mean;
  }
  const auto places = hotspot::emerging_hotspots(detail::border_neighbours(series), {shares, bins.count}, {0.05, 1});
  OutputQuery query(folder.path());
  for (std::size_t i = 0; i < series.size(); ++i) {
    const std::string z = query("emerging_bins.csv",
                                "SELECT z FROM emerging_bins WHERE zone_code = '" + series.codes[i] + "' AND bin = 1");
    if (z == "NULL") continue;
    EXPECT_NEAR(std::stod(z), places[i].z[1], 1e-9);
  }
}

TEST(AnalyseEmerging, WhatCannotBeIsRefused) {
  const TinyFolder folder;
  const auto refused = [&](const EmergingRequest& request) {
    return analyse_emerging(finished_workspace(), folder.path(), request, {}).error().code;
  };
  EXPECT_EQ(refused({.categories = {"Unicorns"}}), ErrorCode::not_found);
  EXPECT_EQ(refused({.days = 0}), ErrorCode::parameter_invalid);
  EXPECT_EQ(refused({.days = 100}), ErrorCode::parameter_invalid);
}

}  // namespace
}  // namespace libgrid::workflow::test
