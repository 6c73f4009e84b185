#include <libgrid/workflow/analyse_local.hpp>

#include <gtest/gtest.h>

#include <libgrid/hotspot/local_statistics.hpp>
#include <libgrid/hotspot/rates.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/local_units.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

void figures_hold(const StepSummary& summary, OutputQuery& query) {
  for (const Figure& figure : summary.figures)
    EXPECT_EQ(query(figure.file, figure.expression), std::to_string(std::get<std::int64_t>(figure.value)))
        << figure.name;
}

// Zones and blocks: figures re-add, and the tables have what the room hotspot computes.
TEST(AnalyseLocal, TablesAreThoseOfTheUnits) {
  for (const std::string of : {"lowest", "blocks"}) {
    SCOPED_TRACE(of);
    const TinyFolder folder;
    const LocalRequest request{.of = of, .categories = {"Graffiti"}, .permutations = 99, .seed = 7};
    const StepSummary summary = must(analyse_local(finished_workspace(), folder.path(), request, {}));
    OutputQuery query(folder.path());
    figures_hold(summary, query);
    const detail::LocalUnits units = must(detail::local_units(finished_workspace(), request));
    const auto star = hotspot::gi_star(hotspot::with_self(units.around), units.reports);
    std::size_t at = 0;
    while (at + 1 < units.size() && star.flag[at] != hotspot::PlaceFlag::none) ++at;
    const std::string where = " FROM local_statistics WHERE value = 'reports' AND name = 'gi_star' AND unit_code = " +
                              (of == "blocks" ? units.codes[at] : "'" + units.codes[at] + "'");
    EXPECT_EQ(query("local_statistics.csv", "SELECT z" + where), io::shortest_text(star.z[at]));
    EXPECT_EQ(query("local_statistics.csv", "SELECT count(*) FROM local_statistics"), std::to_string(9 * units.size()));
    EXPECT_EQ(
        query("local_statistics.csv",
              "SELECT count(*) FROM local_statistics WHERE flag = 'none' AND name <> 'poisson_score' AND "
              "(p_permutation IS NULL OR p_permutation < 0.02 OR p_permutation > 1 OR q_permutation < p_permutation)"),
        "0");
    EXPECT_EQ(query("local_statistics.csv",
                    "SELECT count(*) FROM local_statistics WHERE (p_exact IS NOT NULL) <> (flag = 'none' AND value = "
                    "'reports' AND name <> 'local_geary')"),
              "0");
    EXPECT_EQ(query("local.gpkg", "SELECT count(*) FROM local"), std::to_string(units.size()));
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "local_zh.svg"));
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "local.json"));
  }
}

TEST(AnalyseLocal, WhatCannotBeIsRefused) {
  const TinyFolder folder;
  const auto code = [&](const LocalRequest& request) {
    return analyse_local(finished_workspace(), folder.path(), request, {}).error().code;
  };
  EXPECT_EQ(code({.of = "9"}), ErrorCode::parameter_invalid);
  EXPECT_EQ(code({.of = "houses"}), ErrorCode::parameter_invalid);
  EXPECT_EQ(code({.categories = {"Unicorns"}}), ErrorCode::not_found);
  EXPECT_EQ(code({.level = 1.5}), ErrorCode::parameter_invalid);
  EXPECT_EQ(code({.permutations = 2'000'000}), ErrorCode::parameter_invalid);
  const auto told = [&](const LocalRequest& request) {  // one parameter at a time, by its name
    const Error error = analyse_local(finished_workspace(), folder.path(), request, {}).error();
    return error.field + "|" + error.detail;
  };
  EXPECT_EQ(told({.level = 1.5}), "level|1.5: above 0, below 1");
  EXPECT_EQ(told({.reach = Metres{-2.0}}), "reach|-2: above 0 m");
  EXPECT_EQ(told({.nearest = 0}), "nearest|0: 1 or more");
  EXPECT_EQ(told({.of = "1"}), "zones|2: four zones or more are needed");
  write_file(folder.path() / "hours.csv", "zone,hours\nX,1\n");
  EXPECT_EQ(code({.exposure = folder.path() / "hours.csv", .exposure_column = "days"}), ErrorCode::column_missing);
}

}  // namespace
}  // namespace libgrid::workflow::test
