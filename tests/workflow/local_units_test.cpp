#include <libgrid/workflow/detail/local_units.hpp>

#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(LocalUnits, NeighboursAndExposureAreChosen) {
  const TinyFolder folder;
  LocalRequest request{.permutations = 0};
  request.neighbours = LocalNeighbours::nearest, request.nearest = 2;
  const auto nearest = must(detail::local_units(finished_workspace(), request));
  for (std::size_t i = 0; i < nearest.size(); ++i) EXPECT_EQ(nearest.around.degree(i), 2U);
  request.neighbours = LocalNeighbours::band, request.reach = Metres{1e6};
  EXPECT_EQ(must(detail::local_units(finished_workspace(), request)).around.degree(0), nearest.size() - 1);
  request.neighbours = LocalNeighbours::street;
  const auto street = must(detail::local_units(finished_workspace(), request));
  EXPECT_GT(street.around.degree(0), 0U);
  write_file(folder.path() / "hours.csv", "zone,hours,more\n" + nearest.codes[0] + ",2.5,7\n");
  request.exposure = folder.path() / "hours.csv";
  EXPECT_EQ(must(detail::local_units(finished_workspace(), request)).exposure[0], 2.5);
  request.exposure_column = "more";
  const auto units = must(detail::local_units(finished_workspace(), request));
  EXPECT_EQ(units.exposure[0], 7.0);
  EXPECT_EQ(units.exposure[1], 0.0);
  const StepSummary summary = must(analyse_local(finished_workspace(), folder.path() / "out", request, {}));
  OutputQuery query(folder.path() / "out");
  EXPECT_EQ(query("local.csv", "SELECT count(*) FROM local WHERE flag = 'no_exposure'"),
            std::to_string(nearest.size() - 1));
  EXPECT_EQ(query("local.csv", "SELECT sum(reports) FROM local"),
            std::to_string(std::get<std::int64_t>(summary.figures.at(1).value)));
}

}  // namespace
}  // namespace libgrid::workflow::test
