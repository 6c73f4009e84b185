#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/local_statistics.hpp>
#include <libgrid/hotspot/multiple_testing.hpp>

#include "statistics_sets.hpp"

namespace libgrid::hotspot {
namespace {

const std::vector<Coding> kCodings{Coding::binary, Coding::row_standardised, Coding::globally, Coding::unity,
                                   Coding::variance_stabilising};

struct Columbus {
  std::vector<double> crime = test::number_column("columbus", 0);
  Weights weights = test::listed_weights("columbus_links", 49);
};

void expect_start(const std::vector<double>& got, const std::vector<double>& printed, double tolerance = 1e-12) {
  for (std::size_t i = 0; i < printed.size(); ++i) EXPECT_NEAR(got[i], printed[i], tolerance) << i;
}

// Printed by spdep 1.2-7, localG and localmoran on spData's columbus; 13 to 14 digits.
TEST(LocalStatistics, ColumbusAsSpdep) {
  const Columbus columbus;
  const LocalStatistics without = gi(columbus.weights, columbus.crime);
  expect_start(without.z, {-0.9378076510353, -0.9856591202615, -0.7184189125046, -0.0666623234487, 0.6165978592973});
  const LocalStatistics star = gi_star(with_self(columbus.weights), columbus.crime);
  expect_start(star.z, {-1.432779653966, -1.340008097464, -0.771998680953, -0.131733364491, 0.891307248700});
  EXPECT_NEAR(*std::min_element(star.z.begin(), star.z.end()), -2.85102317658, 1e-11);
  EXPECT_NEAR(star.z[28], 3.28607023910, 1e-11);
  EXPECT_EQ(std::max_element(star.z.begin(), star.z.end()) - star.z.begin(), 28);
  const auto below = [](const std::vector<double>& p) {
    return std::count_if(p.begin(), p.end(), [](double v) { return v < 0.05; });
  };
  EXPECT_EQ(below(star.p_two_sided), 17);
  EXPECT_EQ(below(benjamini_hochberg(star.p_two_sided)), 5);
}

TEST(LocalStatistics, LocalMoranOfColumbusAsSpdep) {
  const Columbus columbus;
  const LocalStatistics moran = local_moran(coded(columbus.weights, Coding::row_standardised), columbus.crime);
  expect_start(moran.statistic,
               {0.73681849060836, 0.52877701326597, 0.0938507416616, 0.00482096662822, 0.18678679912414});
  expect_start(moran.variance, {0.6661448907626, 0.3102660632923, 0.0176300719663, 0.00654175676101, 0.11083813539432});
  expect_start(moran.z, {0.9378076510353, 0.9856591202615, 0.7184189125046, 0.0666623234487, 0.6165978592973});
  const LocalStatistics geary = local_geary(coded(columbus.weights, Coding::row_standardised), columbus.crime);
  expect_start(geary.statistic, {0.413437372214, 0.397518387169, 0.686846626284});
}

TEST(LocalStatistics, AfricanConflictAsPrinted) {
  const std::vector<double> totcon = test::number_column("afcon", 1);
  const std::vector<std::string> names = test::text_column("afcon", 0);
  const Weights weights = test::listed_weights("afcon_links", totcon.size());
  const LocalStatistics star = gi_star(with_self(weights), totcon), without = gi(weights, totcon);
  const LocalStatistics moran = local_moran(coded(weights, Coding::row_standardised), totcon);
  const auto at = [&](const std::string& name) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i].find(name) != std::string::npos) return i;
    ADD_FAILURE() << name;
    return std::size_t{0};
  };
  EXPECT_NEAR(star.z[at("EGYPT")], 4.42133636545, 1e-11);
  EXPECT_NEAR(star.z[at("SUDAN")], 4.03925234568, 1e-11);
  EXPECT_NEAR(star.z[at("KENYA")], 3.50301896381, 1e-11);
  EXPECT_NEAR(without.z[at("EGYPT")], 3.49570413184, 1e-11);
  EXPECT_NEAR(without.z[at("LIBYA")], 2.38196237128, 1e-11);
  EXPECT_NEAR(moran.statistic[at("EGYPT")], 6.94672907899, 1e-11);
  EXPECT_NEAR(moran.variance[at("EGYPT")], 4.297105814510, 1e-11);
  EXPECT_NEAR(*std::min_element(star.z.begin(), star.z.end()), -1.750855, 1e-6);
}

// Multiplying a row by a number changes no z; |z| of the local Moran is |z| of Gi.
TEST(LocalStatistics, EveryCodingGivesTheSameZ) {
  const Columbus columbus;
  const LocalStatistics binary = gi(columbus.weights, columbus.crime);
  for (const Coding coding : kCodings) {
    const Weights weights = coded(columbus.weights, coding);
    const LocalStatistics other = gi(weights, columbus.crime), moran = local_moran(weights, columbus.crime);
    expect_start(other.z, binary.z);
    for (std::size_t i = 0; i < binary.z.size(); ++i) EXPECT_NEAR(std::abs(moran.z[i]), std::abs(binary.z[i]), 1e-12);
    expect_start(gi_star(coded(with_self(columbus.weights), coding), columbus.crime).z,
                 gi_star(with_self(columbus.weights), columbus.crime).z);
  }
}

/// All orders of the others over the neighbourhood: the moments by enumeration.
TEST(LocalStatistics, ConditionalMomentsAreThoseOfAllPermutations) {
  const std::vector<double> values{3, 1, 4, 1, 5, 9};
  const Weights weights = weights_from_links(6, {{0, 1, 2.0}, {0, 3, 0.5}, {0, 4, 1.0}, {1, 0, 1.0}});
  const LocalStatistics g = gi(weights, values), moran = local_moran(weights, values),
                        geary = local_geary(weights, values);
  std::vector<double> shuffled{values};
  std::sort(shuffled.begin() + 1, shuffled.end());
  std::vector<double> g_all, moran_all, geary_all;
  do {
    g_all.push_back(gi(weights, shuffled).statistic[0]);
    moran_all.push_back(local_moran(weights, shuffled).statistic[0]);
    geary_all.push_back(local_geary(weights, shuffled).statistic[0]);
  } while (std::next_permutation(shuffled.begin() + 1, shuffled.end()));
  const auto expect_moments = [](const std::vector<double>& all, const LocalStatistics& got) {
    const double n = static_cast<double>(all.size());
    const double mean = std::accumulate(all.begin(), all.end(), 0.0) / n;
    double variance = 0.0;
    for (const double v : all) variance += (v - mean) * (v - mean) / n;
    EXPECT_NEAR(got.expectation[0], mean, 1e-10);
    EXPECT_NEAR(got.variance[0], variance, 1e-10);
  };
  // next_permutation walks distinct orders only; the two ones are told apart by weight 2 in every mean alike.
  expect_moments(g_all, g);
  expect_moments(moran_all, moran);
  expect_moments(geary_all, geary);
}

TEST(LocalStatistics, IslandsConstantsAndTheWholeMapAreFlagged) {
  const Weights weights = border_weights(4, std::vector<BorderPair>{{0, 1}, {0, 2}, {1, 2}});
  const std::vector<double> values{1, 2, 3, 4}, same{5, 5, 5, 5};
  const LocalStatistics g = gi(weights, values);
  EXPECT_EQ(g.flag[3], PlaceFlag::island);
  EXPECT_TRUE(std::isnan(g.z[3]));
  EXPECT_EQ(g.p_two_sided[3], 1.0);
  EXPECT_EQ(gi(weights, same).flag[0], PlaceFlag::no_variance);
  const Weights all = border_weights(3, std::vector<BorderPair>{{0, 1}, {0, 2}, {1, 2}});
  const std::vector<double> three{1, 2, 3};
  EXPECT_EQ(gi_star(with_self(all), three).flag[0], PlaceFlag::whole_map);
}

// 9 1 0     lags of the ends: 1 - 10/3 < 0; the middle: 9 + 0 - 20/3 > 0
TEST(LocalStatistics, Quadrants) {
  const Weights line = border_weights(3, std::vector<BorderPair>{{0, 1}, {1, 2}});
  const std::vector<double> values{9, 1, 0}, odd{1, 2, 3};
  EXPECT_EQ(quadrants(line, values),
            (std::vector<Quadrant>{Quadrant::high_low, Quadrant::low_high, Quadrant::low_low}));
  EXPECT_EQ(quadrants(line, odd)[1], Quadrant::zero);
}

}  // namespace
}  // namespace libgrid::hotspot
