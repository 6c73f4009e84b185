#include <libgrid/workflow/road_lengths.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(RoadLengths, RowsAddUpToTheNetworkAndTheCsvSaysTheSame) {
  const Workspace& city = finished_workspace();
  Metres network, sum;
  for (const Street& street : must(city.store().streets())) network += length(street.line);
  const auto rows = must(road_lengths(city));
  for (const roads::ZoneRoads& row : rows) sum += row.length;
  EXPECT_NEAR(sum.value, network.value, 1e-6);
  const std::string csv = must(road_lengths_csv(city));
  EXPECT_TRUE(csv.starts_with("sector,zone_id,zone_code,upper_code,unit,kind,length_m\n"));
  EXPECT_EQ(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')), rows.size() + 1);
}

TEST(RoadLengths, NeedsTheStepCut) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  const Workspace workspace = new_workspace(folder.path());
  EXPECT_EQ(road_lengths(workspace).error().code, ErrorCode::step_missing);
}

}  // namespace
}  // namespace libgrid::workflow::test
