#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/hotspot/global_statistics.hpp>
#include <libgrid/hotspot/rates.hpp>

#include "statistics_sets.hpp"

namespace libgrid::hotspot {
namespace {

struct Sids {
  std::vector<double> births = test::number_column("sids", 1);
  std::vector<double> deaths = test::number_column("sids", 2);
  Weights weights = test::listed_weights("sids_links", 100);
  RateTable table{deaths, births};
};

// Printed by spdep 1.2-7: EBest, EBlocal, EBImoran.mc, probmap on nc.sids (SID74, BIR74; ncCR85).
TEST(Rates, SidsAsSpdep) {
  const Sids sids;
  const EmpiricalBayes eb = empirical_bayes(sids.table);
  EXPECT_NEAR(eb.a, 7.69293064701e-07, 1e-18);
  EXPECT_NEAR(eb.b, 0.00202144489365, 1e-14);
  const std::vector<double> printed{0.00169729733086, 0.00170537768084, 0.00177308702207, 0.00201286808422};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(eb.estimate[i], printed[i], 1e-14);
  const std::vector<double> local = local_empirical_bayes(sids.weights, sids.table);
  const std::vector<double> printed_local{0.000992227550852, 0.001263902932255, 0.001085927674172, 0.001259445843829};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(local[i], printed_local[i], 1e-14);
  // Surry's neighbourhood has no spread beyond chance around its own rate (GeoDa): all shrunk to 0.0009740.
  EXPECT_NEAR(local_empirical_bayes(sids.weights, sids.table, LocalSpread::common_rate)[2], 0.000974025974025974,
              1e-14);
  const std::vector<double> at_most = poisson_at_most(sids.table);
  const std::vector<double> printed_p{0.353256583353, 0.373647042720, 0.377179725939};
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(at_most[i], printed_p[i], 1e-12);
}

TEST(Rates, MoranOfStandardisedRatesAsSpdep) {
  const Sids sids;
  EXPECT_NEAR(moran_i(sids.weights, eb_standardised(sids.table)).statistic, 0.229437292521, 1e-12);
}

TEST(Rates, PlacesWithoutExposureHaveNoRateAndFewEventsAreMarked) {
  const std::vector<double> events{0, 30, 1}, exposure{0, 100, 5};
  const EmpiricalBayes eb = empirical_bayes({events, exposure});
  EXPECT_TRUE(std::isnan(eb.estimate[0]));
  EXPECT_EQ(eb.few, (std::vector<bool>{true, false, true}));
}

// mu = 2 each: (5 - 2 + 0 - 2) / sqrt(4) at the ends' neighbourhood {0, 1}
TEST(Rates, PoissonScoreByHand) {
  const std::vector<double> events{5, 0, 1}, exposure{1, 1, 1};
  const Weights line = with_self(border_weights(3, std::vector<BorderPair>{{0, 1}, {1, 2}}));
  const std::vector<double> z = poisson_score(line, {events, exposure});
  EXPECT_DOUBLE_EQ(z[0], 1.0 / 2.0);
  EXPECT_DOUBLE_EQ(z[1], 0.0);
  EXPECT_DOUBLE_EQ(z[2], -3.0 / 2.0);
}

}  // namespace
}  // namespace libgrid::hotspot
