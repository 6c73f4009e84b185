#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/negative_binomial.hpp>

namespace libgrid::hotspot {
namespace {

const std::vector<ZonePeriods> kTreated{{52, 8, 61}, {33, 31, 20}, {95, 30, 47}, {20, 3, 29}};
const std::vector<ZonePeriods> kControl{{48, 91, 35}, {30, 12, 57}, {66, 31, 88}, {25, 53, 19}, {40, 18, 64}};

// R 4.2.2, MASS 7.3-58: glm.nb(y ~ 0 + zone + period + treat:during + treat:after); errors: sandwich at that theta by
// zone, B (sum of outer products of the zones' scores) B x 9 / 8, B the inverse information.
TEST(NegativeBinomial, IsThatOfMass) {
  const NegativeBinomialEffect effect = negative_binomial_effect({kTreated, {}}, {kControl, {}});
  EXPECT_TRUE(effect.converged);
  EXPECT_FALSE(effect.poisson);
  EXPECT_NEAR(effect.theta, 6.10408430651, 1e-8);
  EXPECT_NEAR(effect.during.estimate, -0.983862416824, 1e-9);
  EXPECT_NEAR(effect.after.estimate, -0.374777375111, 1e-9);
  EXPECT_NEAR(effect.during.error, 0.517178204908, 1e-8);
  EXPECT_NEAR(effect.after.error, 0.280775923511, 1e-8);
  EXPECT_NEAR(effect.log_likelihood, -112.006350653, 1e-8);
}

// The same with exposures: 30, 31, 30 days, a fifth more visits of the treated during.
TEST(NegativeBinomial, ExposureIsAnOffset) {
  const std::vector<ZonePeriods> more(4, {30, 37.2, 30}), plain(5, {30, 31, 30});
  const NegativeBinomialEffect effect = negative_binomial_effect({kTreated, more}, {kControl, plain});
  EXPECT_NEAR(effect.during.estimate, -1.16618397362, 1e-9);
  EXPECT_NEAR(effect.after.estimate, -0.374777375111, 1e-9);
  EXPECT_NEAR(effect.theta, 6.10408430651, 1e-8);
}

// Without more spread than Poisson's the model is the closed form of campaign_effect.
TEST(NegativeBinomial, FallsBackToPoisson) {
  const std::vector<ZonePeriods> treated{{50, 25, 40}, {40, 21, 30}, {0, 0, 0}}, control{{50, 40, 50}, {60, 50, 62}};
  const NegativeBinomialEffect effect = negative_binomial_effect({treated, {}}, {control, {}});
  const CampaignEffect closed = campaign_effect({treated, {}}, {control, {}});
  EXPECT_TRUE(effect.poisson);
  EXPECT_TRUE(std::isinf(effect.theta));
  EXPECT_EQ(effect.left_out, 1U);
  EXPECT_NEAR(effect.during.estimate, closed.during.estimate, 1e-12);
  EXPECT_NEAR(effect.after.estimate, closed.after.estimate, 1e-12);
}

// H15 for this model: counts whose rates wander by a gamma factor of shape 4; -0.5 must lie in 92 to 98 % of 200.
TEST(NegativeBinomial, IntervalsCoverTheTruth) {
  int covered = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const CounterRandom random(seed, 3);
    std::uint64_t next = 0;
    const auto poisson = [&](double mean) {
      double p = std::exp(-mean), sum = p, k = 0.0;
      for (const double u = random.unit(next++); u > sum && k < 1000.0;) sum += p *= mean / ++k;
      return k;
    };
    const auto gamma4 = [&] {
      double product = 1.0;
      for (int k = 0; k < 4; ++k) product *= 1.0 - random.unit(next++);
      return -std::log(product) / 4.0;
    };
    std::vector<ZonePeriods> treated, control;
    for (std::size_t i = 0; i < 50; ++i) {
      const double level = 5.0 + 30.0 * random.unit(next++);
      const double effect = i < 25 ? std::exp(-0.5) : 1.0;
      const double before = poisson(level * gamma4()), during = poisson(1.2 * level * effect * gamma4());
      (i < 25 ? treated : control).push_back({before, during, poisson(level * gamma4())});
    }
    const NegativeBinomialEffect told = negative_binomial_effect({treated, {}}, {control, {}});
    covered += told.during.lower <= -0.5 && -0.5 <= told.during.upper ? 1 : 0;
  }
  EXPECT_GE(covered, 184);
  EXPECT_LE(covered, 196);
}

}  // namespace
}  // namespace libgrid::hotspot
