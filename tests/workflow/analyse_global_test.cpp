#include <libgrid/workflow/analyse_global.hpp>

#include <gtest/gtest.h>

#include <libgrid/hotspot/global_statistics.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/zone_series.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

// Every figure re-adds from the table, and the table has what the room hotspot computes from the zones.
TEST(AnalyseGlobal, FiguresAreThoseOfTheZones) {
  const TinyFolder folder;
  const GlobalRequest request{.categories = {"Graffiti"}, .permutations = 99, .seed = 7};
  const StepSummary summary = must(analyse_global(finished_workspace(), folder.path(), request, {}));
  OutputQuery query(folder.path());
  for (const Figure& figure : summary.figures)
    if (const auto* real = std::get_if<double>(&figure.value)) {
      EXPECT_EQ(query(figure.file, figure.expression), io::shortest_text(*real)) << figure.name;
    }
  const detail::ZoneSeries series = must(detail::zone_series(finished_workspace(), {"Graffiti"}));
  const hotspot::Weights borders = detail::border_neighbours(series);
  const std::vector<double> counts = detail::counts_between(series, series.first, series.end);
  const auto moran = hotspot::moran_i(hotspot::coded(borders, hotspot::Coding::row_standardised), counts);
  const std::string of = "FROM \"global\" WHERE value = 'reports' AND name = ";
  EXPECT_EQ(query("global.csv", "SELECT statistic " + of + "'moran_i'"), io::shortest_text(moran.statistic));
  EXPECT_EQ(query("global.csv", "SELECT variance " + of + "'moran_i'"), io::shortest_text(moran.variance));
  // joins of all kinds are all borders
  EXPECT_EQ(
      query("global.csv", "SELECT 2 * sum(statistic) FROM \"global\" WHERE value = 'reports' AND name LIKE 'joins%'"),
      std::to_string(borders.of.size()));
  EXPECT_EQ(query("global.csv", "SELECT count(*) FROM \"global\" WHERE p_permutation < 0.01 OR p_permutation > 1"),
            "0");
  EXPECT_EQ(query("global.gpkg", "SELECT count(*) FROM zones"), std::to_string(series.size()));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "global_zh.svg"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "global.json"));
}

TEST(AnalyseGlobal, WhatCannotBeIsRefused) {
  const TinyFolder folder;
  EXPECT_EQ(analyse_global(finished_workspace(), folder.path(), {.categories = {"Unicorns"}}, {}).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(analyse_global(finished_workspace(), folder.path(), {.permutations = 2'000'000}, {}).error().code,
            ErrorCode::parameter_invalid);
  EXPECT_EQ(analyse_global(finished_workspace(), folder.path(), {.permutations = 2'000'000}, {}).error().field,
            "permutations");
}

}  // namespace
}  // namespace libgrid::workflow::test
