#include <libgrid/workflow/detail/draft_figures.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail {
namespace {

ZoneMap two_zones(double first, double second) {
  ZoneMap map;
  map.zones.resize(2);
  map.zones[0].level = map.zones[1].level = 1;
  map.zones[0].workload = first, map.zones[1].workload = second;
  map.zones[0].polsby_popper = 0.5, map.zones[1].polsby_popper = 0.7;
  return map;
}

City one_level() {
  City city;
  city.code = "TST";
  city.levels = {{1, 2, 0.1, "第{}网格", "Zone {}"}};
  return city;
}

TEST(DraftFigures, LoadsAreOverTheMeanAndAddAgainFromTheOutputs) {
  const auto figures = draft_figures(two_zones(0.4, 0.6), one_level());
  ASSERT_EQ(figures.size(), 5U);
  EXPECT_EQ(figures[0].name, "level1_zones");
  EXPECT_EQ(figures[0].value, FigureValue(std::int64_t{2}));
  EXPECT_EQ(figures[0].expression, "SELECT count(*) FROM zones WHERE level = 1");
  EXPECT_NEAR(std::get<double>(figures[1].value), 0.8, 1e-12);
  EXPECT_EQ(figures[1].expression, "SELECT min(workload) * count(*) FROM zones WHERE level = 1");
  EXPECT_NEAR(std::get<double>(figures[2].value), 1.2, 1e-12);
  EXPECT_NEAR(std::get<double>(figures[3].value), 0.6, 1e-12);
  EXPECT_EQ(figures[4].name, "posts");
}

TEST(DraftFigures, WhereGroundIsLeftOutTheMeanIsThatOfTheRest) {
  const auto figures = draft_figures(two_zones(0.2, 0.3), one_level());
  EXPECT_NEAR(std::get<double>(figures[1].value), 0.8, 1e-12);
  EXPECT_EQ(figures[1].expression, "SELECT min(workload) * count(*) / sum(workload) FROM zones WHERE level = 1");
  Ground ground;
  ground.blocks.resize(2);
  ground.blocks[0].id = BlockId{1}, ground.blocks[1].id = BlockId{2};
  ground.blocks[1].area = SquareMetres{2e6};
  EXPECT_TRUE(scope_figures({}, ground, one_level()).empty());
  const auto left_out = scope_figures({.excluded = {BlockId{2}}, .locked = {}}, ground, one_level());
  ASSERT_EQ(left_out.size(), 2U);
  EXPECT_EQ(left_out[0].name, "excluded_blocks");
  EXPECT_EQ(left_out[1].value, FigureValue(2.0));
}

}  // namespace
}  // namespace libgrid::workflow::detail
