#include <libgrid/hotspot/visit_effect.hpp>

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::hotspot {
namespace {

// statsmodels 0.14: GLM(y, [1, log1p(v)], Poisson, offset=log(e)).fit(cov_type="HC1"); it leaves out the
// n / (n - 2) of HC1.
TEST(VisitEffect, AsStatsmodels) {
  const std::vector<double> found{3, 10, 7, 22, 5, 31, 14, 9}, visits{0, 4, 2, 9, 1, 12, 9, 3};
  const std::vector<double> km{1.5, 2, 1.1, 2.5, 2, 3, 1.7, 2.2};
  const VisitEffect effect = visit_effect({found, visits, km});
  ASSERT_TRUE(effect.defined);
  EXPECT_NEAR(effect.level, 0.6436953444593696, 1e-12);
  EXPECT_NEAR(effect.exponent, 0.6538963063275022, 1e-12);
  EXPECT_NEAR(effect.error, 0.06732460519459649 * std::sqrt(8.0 / 6.0), 1e-12);
  EXPECT_NEAR(effect.dispersion, 0.3624390283171353, 1e-12);
  EXPECT_NEAR(effect.upper - effect.exponent, 2.4469118511449786 * effect.error, 1e-4);  // t of 6 degrees
  EXPECT_DOUBLE_EQ(effect.mean_visits, 5.0);
}

TEST(VisitEffect, UndefinedWhereNothingCanBeSaid) {
  const std::vector<double> same{3, 3, 3, 3, 3}, ones{1, 1, 1, 1, 1}, none{0, 0, 0, 0, 0}, some{1, 4, 2, 8, 5};
  EXPECT_FALSE(visit_effect({some, same, ones}).defined);  // the same visits everywhere
  EXPECT_FALSE(visit_effect({none, some, ones}).defined);
  EXPECT_FALSE(visit_effect({some, some, none}).defined);
  EXPECT_FALSE(
      visit_effect({std::vector<double>{1, 2, 3}, std::vector<double>{1, 2, 3}, std::vector<double>{1, 1, 1}}).defined);
  EXPECT_EQ(visit_effect({some, same, ones}).exponent, 0.0);
}

/// Overdispersed finds: the rate of a place is drawn, then the count.
double planted_count(const CounterRandom& draw, std::uint64_t place, double mean) {
  const double rate = mean * 2.0 * draw.unit(place << 20U);
  double count = -1.0, t = 0.0;
  for (std::uint64_t k = 1; t < rate; ++k) t += -std::log1p(-draw.unit((place << 20U) + k)), count += 1.0;
  return count < 0.0 ? 0.0 : count;
}

// 117 places, exponent 0.6 planted, more than Poisson noise: the interval holds it in at least 54 of 60 cities.
TEST(VisitEffect, PlantedExponentIsRecovered) {
  int held = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const CounterRandom draw(seed, 5);
    std::vector<double> found, visits, km;
    for (std::uint64_t i = 0; i < 117; ++i) {
      visits.push_back(static_cast<double>(draw.below((i << 20U) + (1U << 19U), 40)));
      km.push_back(1.0 + 4.0 * draw.unit((i << 20U) + (1U << 19U) + 1));
      found.push_back(planted_count(draw, i, 2.0 * km.back() * std::pow(1.0 + visits.back(), 0.6)));
    }
    const VisitEffect effect = visit_effect({found, visits, km});
    held += effect.lower <= 0.6 && 0.6 <= effect.upper ? 1 : 0;
  }
  EXPECT_GE(held, 54);
}

TEST(VisitEffect, FactorIsOneAtTheMeanAndWithoutEffect) {
  EXPECT_DOUBLE_EQ(visit_factor(7.0, 7.0, 0.6), 1.0);
  EXPECT_DOUBLE_EQ(visit_factor(3.0, 7.0, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(visit_factor(3.0, 7.0, 1.0), 2.0);
}

}  // namespace
}  // namespace libgrid::hotspot
