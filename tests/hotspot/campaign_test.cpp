#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/campaign.hpp>

namespace libgrid::hotspot {
namespace {

double poisson(double mean, double u) {
  double p = std::exp(-mean), sum = p, k = 0.0;
  while (u > sum && k < 1000.0) sum += p *= mean / ++k;
  return k;
}

struct Trial {
  std::vector<ZonePeriods> treated, control;
};

/// Zones with their own levels, a city-wide rise of a fifth, an effect on the treated.
Trial simulated(std::uint64_t seed, double during, double after, std::size_t zones) {
  const CounterRandom random(seed, 0);
  Trial trial;
  for (std::size_t i = 0; i < 2 * zones; ++i) {
    const bool treated = i < zones;
    const double level = 5.0 + 30.0 * random.unit(10 * i);
    // A zone's rate wanders from period to period, so counts are wider than Poisson.
    const auto rate = [&](std::uint64_t k, double effect) {
      return level * (0.7 + 0.6 * random.unit(10 * i + k)) * (treated ? std::exp(effect) : 1.0);
    };
    ZonePeriods counts;
    counts.before = poisson(rate(1, 0.0), random.unit(10 * i + 4));
    counts.during = poisson(1.2 * rate(2, during), random.unit(10 * i + 5));
    counts.after = poisson(1.2 * rate(3, after), random.unit(10 * i + 6));
    (treated ? trial.treated : trial.control).push_back(counts);
  }
  return trial;
}

// T: 100 -> 40 -> 70, C: 100 -> 80 -> 100 (two equal zones each): ln(.4 / .8), ln(.7); no spread between zones.
TEST(Campaign, ByHand) {
  const std::vector<ZonePeriods> treated(2, {50, 20, 35}), control(2, {50, 40, 50});
  const CampaignEffect effect = campaign_effect({treated, {}}, {control, {}});
  EXPECT_NEAR(effect.during.estimate, std::log(0.5), 1e-12);
  EXPECT_NEAR(effect.after.estimate, std::log(0.7), 1e-12);
  EXPECT_NEAR(effect.during.error, 0.0, 1e-12);
  EXPECT_DOUBLE_EQ(effect.difference, -30.0 + 10.0);
  // adjusted: 100, 50, 70: (70 - 50) / (100 - 50)
  EXPECT_NEAR(effect.returned, 0.4, 1e-12);
  EXPECT_TRUE(effect.returned_told);
}

// H15: 95 % intervals cover the truth in 92 to 98 % of 200 simulated campaigns.
TEST(Campaign, IntervalsCoverTheTruth) {
  int during = 0, after = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Trial trial = simulated(seed, -0.5, -0.2, 25);
    const CampaignEffect effect = campaign_effect({trial.treated, {}}, {trial.control, {}}, seed);
    during += effect.during.lower <= -0.5 && -0.5 <= effect.during.upper ? 1 : 0;
    after += effect.after.lower <= -0.2 && -0.2 <= effect.after.upper ? 1 : 0;
  }
  EXPECT_GE(during, 184);
  EXPECT_LE(during, 196);
  EXPECT_GE(after, 184);
  EXPECT_LE(after, 196);
}

// Twice the visits in treated zones during a campaign find twice the cases: unadjusted, the effect is hidden.
TEST(Campaign, VisitsAreAdjustedFor) {
  const std::vector<ZonePeriods> treated(2, {50, 50, 50}), control(2, {50, 50, 50});
  const std::vector<ZonePeriods> more(2, {10, 20, 10}), same(2, {10, 10, 10});
  EXPECT_NEAR(campaign_effect({treated, {}}, {control, {}}).during.estimate, 0.0, 1e-12);
  EXPECT_NEAR(campaign_effect({treated, more}, {control, same}).during.estimate, -std::log(2.0), 1e-12);
}

// Two zones against two: six ways to deal out, of which the one seen and its mirror are the farthest: p near 2 / 6.
TEST(Campaign, LabelsAreDealtOutAnew) {
  const std::vector<ZonePeriods> treated{{50, 10, 50}, {40, 10, 40}}, control{{50, 50, 50}, {60, 66, 60}};
  EXPECT_NEAR(permutation_p({treated, {}}, {control, {}}, 4000, 3), 1.0 / 3.0, 0.03);
  const std::vector<ZonePeriods> same(3, {20, 20, 20});
  EXPECT_EQ(permutation_p({same, {}}, {same, {}}, 50, 3), 1.0);
}

TEST(Campaign, ControlsAreOfTheSameKindAndUsedOnce) {
  const std::vector<MatchZone> treated{{10.0, 0}, {10.0, 0}, {5.0, 1}, {7.0, 2}};
  const std::vector<MatchZone> pool{{9.0, 0}, {10.5, 0}, {100.0, 1}, {10.1, 1}};
  EXPECT_EQ(matched_controls(treated, pool), (std::vector<std::size_t>{1, 0, 3}));
}

}  // namespace
}  // namespace libgrid::hotspot
