#include <libgrid/zoning/detail/load_units.hpp>

#include <vector>

#include <gtest/gtest.h>

namespace libgrid::zoning::detail {
namespace {

TEST(LoadUnits, AreTheLargestAmountThatDividesAll) {
  struct Row {
    std::vector<double> values;
    std::vector<Load> units;
  };
  const std::vector<Row> rows = {{{3.0, 3.0, 6.0}, {1, 1, 2}},
                                 {{7.0, 7.0, 7.0}, {1, 1, 1}},
                                 {{0.5, 0.75, 0.0}, {2, 3, 0}},
                                 {{12.0, 18.0, 30.0}, {2, 3, 5}}};
  for (const Row& row : rows) {
    const WholeLoads whole = whole_loads_of(row.values);
    ASSERT_GT(whole.unit, 1);
    for (std::size_t i = 0; i < row.units.size(); ++i) EXPECT_EQ(whole.loads[i], row.units[i] * whole.unit);
  }
}

TEST(LoadUnits, OtherAmountsAreRounded) {
  const WholeLoads whole = whole_loads_of(std::vector<double>{0.1, 1.0 / 3.0, 2.5});
  EXPECT_EQ(whole.unit, 1);
  EXPECT_NEAR(static_cast<double>(whole.loads[2]) / static_cast<double>(whole.loads[0]), 25.0, 1e-9);
  EXPECT_EQ(whole_loads_of(std::vector<double>{0.0, 0.0}).loads, (std::vector<Load>{0, 0}));
}

TEST(LoadUnits, DrawTheLimitsIn) {
  const Limits equal = limits_around(50.16 * 1000.0, 0.01, 10, 1000);
  EXPECT_EQ(equal.least, 50'000);
  EXPECT_EQ(equal.most, 50'000);
  const Limits on_the_edge = limits_around(10.0 * 1000.0, 0.1, 10, 1000);  // 9 and 11 whole units are allowed
  EXPECT_EQ(on_the_edge.least, 9'000);
  EXPECT_EQ(on_the_edge.most, 11'000);
  const Limits rounded = limits_around(10'000.0, 0.1, 10, 1);
  EXPECT_EQ(rounded.least, 9'011);
  EXPECT_EQ(rounded.most, 10'989);
}

}  // namespace
}  // namespace libgrid::zoning::detail
