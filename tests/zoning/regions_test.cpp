#include <libgrid/zoning/regions.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>

namespace libgrid::zoning {
namespace {

using test::JitteredCity;
using test::Seed;

const RegionOptions kSix{.count = 6, .idle_moves = 20, .kick_rounds = 1};

std::vector<double> draws(std::size_t count, std::uint64_t seed) {
  const CounterRandom random(seed, 9);
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(random.unit(i));
  return values;
}

/// Least sum of squares over every division into `count` connected regions.
double least_by_trying_all(const BlockGraph& graph, const BlockAttributes& attributes, int count) {
  std::vector<int> part(graph.size(), 0);
  double least = within_squares(attributes, part) + 1.0;
  for (;;) {
    bool valid = true;
    for (int region = 0; region < count && valid; ++region) valid = test::pieces_by_flooding(graph, part, region) == 1;
    if (valid) least = std::min(least, within_squares(attributes, part));
    std::size_t digit = 0;
    while (digit < part.size() && ++part[digit] == count) part[digit++] = 0;
    if (digit == part.size()) return least;
  }
}

TEST(Regions, AreConnectedAndNumberedAndAreTheSameAgain) {
  const Seed seed{41};
  for (std::uint64_t s = 0; s < 5; ++s) {
    const BlockGraph graph = JitteredCity({.columns = 7, .rows = 6, .islands = 2}, seed.value() + s).graph();
    const std::vector<double> values = draws(graph.size() * 3, seed.value() + s);
    const auto found = regions(graph, {values, 3}, kSix);
    ASSERT_TRUE(found);
    for (int region = 0; region < 6; ++region) EXPECT_EQ(test::pieces_by_flooding(graph, found->part, region), 1);
    EXPECT_EQ(found->part.front(), 0);
    EXPECT_EQ(found->within, within_squares({values, 3}, found->part));
    EXPECT_EQ(found->part, regions(graph, {values, 3}, kSix)->part);
    EXPECT_LE(found->within,
              regions(graph, {values, 3}, {.count = 6, .idle_moves = 0, .kick_rounds = 0})->within + 1e-9);
  }
}

TEST(Regions, AreTheBestOfAllOnSmallCities) {
  const Seed seed{7};
  for (std::uint64_t s = 0; s < 6; ++s) {
    const BlockGraph graph = JitteredCity({.columns = 4, .rows = 3}, seed.value() + s).graph();
    const std::vector<double> values = draws(graph.size(), seed.value() + s);
    const auto found = regions(graph, {values, 1}, {.count = 2});
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->within, least_by_trying_all(graph, {values, 1}, 2), 1e-12);
  }
}

TEST(Regions, RefuseWhatCannotBe) {
  const BlockGraph graph = JitteredCity({.columns = 3, .rows = 2}, 1).graph();
  const std::vector<double> values(6, 1.0);
  EXPECT_EQ(regions(graph, {values, 1}, {.count = 7}).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(regions(graph, {values, 4}, {.count = 2}).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(regions(graph, {values, 1}, {.count = 2})->explained(), 1.0);
}

TEST(Regions, RefuseValuesThatCannotBeSquared) {
  const BlockGraph graph = JitteredCity({.columns = 3, .rows = 2}, 1).graph();
  for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity(), -1e100}) {
    std::vector<double> values(12, 1.0);
    values[7] = bad;
    const auto found = regions(graph, {values, 2}, {.count = 2});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::parameter_invalid);
    EXPECT_EQ(found.error().row, 4);
  }
}

}  // namespace
}  // namespace libgrid::zoning
