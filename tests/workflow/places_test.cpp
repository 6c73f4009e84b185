#include <libgrid/workflow/detail/places.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::detail {
namespace {

using test::finished_workspace;
using test::must;

TEST(PlacedReports, EveryReportHasAPlaneAndTheDefaultOnesAreMarked) {
  const PlacedReports placed = must(placed_reports(finished_workspace()));
  ASSERT_EQ(placed.at.size(), placed.table.reports.size());
  ASSERT_EQ(placed.at_default.size(), placed.table.reports.size());
  EXPECT_EQ(std::ranges::count(placed.at_default, 1), test::kDefaultRows);
  ASSERT_EQ(placed.defaults.size(), 1U);
  EXPECT_EQ(placed.defaults[0].at, test::kDefaultCoordinate);
  const auto projector = must(crs::Projector::make(Frame{26986}));
  for (std::size_t i = 0; i < placed.at.size(); i += 97)
    EXPECT_EQ(placed.at[i], must(projector.to_plane(placed.table.reports[i].at)));
}

TEST(StatisticsInput, LeavesThePlaceOfDefaultReportsOut) {
  const PlacedReports placed = must(placed_reports(finished_workspace()));
  const StatisticsInput input = statistics_input(placed);
  ASSERT_EQ(input.rows.size(), placed.at.size());
  EXPECT_EQ(input.categories.names, (std::vector<std::string>{"Graffiti", "Pothole", "Street Light <out> & \"dark\""}));
  const auto without_place =
      std::ranges::count_if(input.rows, [](const hotspot::LocatedReport& row) { return !row.has_place; });
  EXPECT_EQ(without_place, test::kDefaultRows);
}

TEST(LandOf, IsWhatTheBlocksTile) {
  const Ground ground = must(finished_workspace().store().ground());
  const MultiPolygon land = land_of(ground.blocks);
  ASSERT_EQ(land.size(), 2U);
  SquareMetres tiles;
  for (const Block& block : ground.blocks) tiles += block.area;
  EXPECT_NEAR(area(land).value, tiles.value, 1e-3);
}

}  // namespace
}  // namespace libgrid::workflow::detail
