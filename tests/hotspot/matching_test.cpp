#include <libgrid/hotspot/matching.hpp>

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::hotspot {
namespace {

using Positions = std::vector<std::size_t>;

// The level alone would take position 0, whose trend is the opposite; with the trend it is position 1.
TEST(Matching, TrendCountsBesideTheLevel) {
  const std::vector<double> treated{10.0, 2.0}, pool{10.0, -2.0, 9.0, 2.0, 30.0, 2.0, 30.0, -2.0};
  EXPECT_EQ(matched_by_distance({treated, 2}, {pool, 2}, 1), (Positions{1}));
  const std::vector<double> level{10.0}, levels{10.0, 9.0, 30.0, 30.0};
  EXPECT_EQ(matched_by_distance({level, 1}, {levels, 1}, 1), (Positions{0}));
}

// Equally far: the smaller position. Rounds share out: each treated zone gets one before any gets its second.
TEST(Matching, TiesByPositionAndInRounds) {
  const std::vector<double> treated{1.0, 1.0}, pool{2.0, 0.0, 2.0, 5.0, 0.0};
  EXPECT_EQ(matched_by_distance({treated, 1}, {pool, 1}, 2), (Positions{0, 1, 2, 4}));
  EXPECT_EQ(matched_by_distance({treated, 1}, {pool, 1}, 9).size(), 5U);
  EXPECT_TRUE(matched_by_distance({{}, 1}, {pool, 1}, 2).empty());
  const std::vector<double> same(3, 4.0);
  EXPECT_EQ(matched_by_distance({same, 1}, {same, 1}, 1), (Positions{0, 1, 2}));
}

// A feature counted in other units changes nothing: 2^10 is exact.
TEST(Matching, UnitsTakeNoPart) {
  const CounterRandom random(11, 0);
  std::vector<double> a, b, a2, b2;
  for (std::uint64_t i = 0; i < 60; ++i) {
    const double value = random.unit(i), scaled = i % 2 == 0 ? 1024.0 * value : value;
    (i < 12 ? a : b).push_back(value), (i < 12 ? a2 : b2).push_back(scaled);
  }
  EXPECT_EQ(matched_by_distance({a, 2}, {b, 2}, 2), matched_by_distance({a2, 2}, {b2, 2}, 2));
}

// Treated 4, 6 (mean 5, variance 2); pool 0, 2, 4, 6 (mean 3, variance 20 / 3); controls 4, 6.
TEST(Matching, BalanceByHand) {
  const std::vector<double> treated{4.0, 6.0}, pool{0.0, 2.0, 4.0, 6.0};
  const FeatureBalance found = balance_of({treated, 1}, {pool, 1}, Positions{2, 3}).front();
  EXPECT_DOUBLE_EQ(found.treated, 5.0);
  EXPECT_DOUBLE_EQ(found.pool, 3.0);
  EXPECT_NEAR(found.before, 2.0 / std::sqrt(13.0 / 3.0), 1e-12);
  EXPECT_DOUBLE_EQ(found.after, 0.0);
  const std::vector<double> same(3, 4.0);
  EXPECT_EQ(balance_of({same, 1}, {same, 1}, Positions{0}).front().before, 0.0);
}

TEST(Matching, SlopeByHand) {
  EXPECT_DOUBLE_EQ(least_squares_slope(std::vector<double>{1.0, 3.0, 5.0}, 0.5), 4.0);
  EXPECT_DOUBLE_EQ(least_squares_slope(std::vector<double>{2.0, 2.0, 5.0}, 1.0), 1.5);
  EXPECT_EQ(least_squares_slope(std::vector<double>{7.0}, 1.0), 0.0);
}

// Treated double every bin, whatever their level; controls stay: ln 2 a bin, without any spread between zones.
TEST(Matching, TrendsByHand) {
  const std::vector<double> treated{1, 2, 4, 8, 10, 20, 40, 80}, control{5, 5, 5, 5, 9, 9, 9, 9};
  const TrendDifference found = trend_difference({treated, 4}, {control, 4}, 0.5);
  EXPECT_NEAR(found.treated, 2.0 * std::log(2.0), 1e-9);
  EXPECT_NEAR(found.control, 0.0, 1e-9);
  EXPECT_NEAR(found.difference.estimate, 2.0 * std::log(2.0), 1e-9);
  EXPECT_NEAR(found.difference.error, 0.0, 1e-9);
}

// Two bins are before and during of the campaign's closed form: estimate and robust error are the same.
TEST(Matching, TwoBinsAreTheClosedForm) {
  const std::vector<double> treated{50, 20, 31, 17, 12, 9}, control{40, 44, 25, 19, 33, 30};
  const std::vector<ZonePeriods> t{{50, 20, 1}, {31, 17, 1}, {12, 9, 1}}, c{{40, 44, 1}, {25, 19, 1}, {33, 30, 1}};
  const LogEffect found = trend_difference({treated, 2}, {control, 2}, 1.0).difference;
  const LogEffect closed = campaign_effect({t, {}}, {c, {}}).during;
  EXPECT_NEAR(found.estimate, closed.estimate, 1e-9);
  EXPECT_NEAR(found.error, closed.error, 1e-9);
  EXPECT_NEAR(found.upper, closed.upper, 1e-9);
}

}  // namespace
}  // namespace libgrid::hotspot
