#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/conditional_permutation.hpp>
#include <libgrid/hotspot/exact_conditional.hpp>
#include <libgrid/hotspot/gi_star.hpp>
#include <libgrid/hotspot/local_map.hpp>

namespace libgrid::hotspot {
namespace {

struct RandomMap {
  Weights weights = grid_weights(6, 5, Contiguity::queen);
  std::vector<double> events, exposure;
  explicit RandomMap(std::uint64_t seed) {
    const CounterRandom random(seed, 3);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      events.push_back(static_cast<double>(random.below(2 * i, 6)));
      exposure.push_back(0.5 + random.unit(2 * i + 1));
    }
  }
  [[nodiscard]] RateTable table() const { return {events, exposure}; }
};

void same(const std::vector<double>& a, const std::vector<double>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    EXPECT_TRUE(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i]))) << i << ": " << a[i] << " " << b[i];
}

TEST(LocalMap, ColumnsAreTheStatisticsThemselves) {
  const RandomMap map(1);
  const LocalMap told = local_map(map.weights, map.table(), {.permutations = 99, .seed = 5});
  const Weights rows = coded(map.weights, Coding::row_standardised);
  const std::vector<double> rates = eb_standardised(map.table());
  same(told.column(LocalKind::gi_star, LocalValue::rate).told.z, gi_star(with_self(map.weights), rates).z);
  same(told.column(LocalKind::gi, LocalValue::reports).told.z, gi(map.weights, map.events).z);
  same(told.column(LocalKind::local_moran, LocalValue::rate).told.statistic, local_moran(rows, rates).statistic);
  const LocalColumn& geary = told.column(LocalKind::local_geary, LocalValue::reports);
  same(geary.told.statistic, local_geary(rows, map.events).statistic);
  same(told.column(LocalKind::poisson_score, LocalValue::rate).told.z,
       poisson_score(with_self(map.weights), map.table()));
  same(told.rates.estimate, empirical_bayes(map.table()).estimate);
  same(geary.q, benjamini_hochberg(geary.told.p_two_sided));
  const std::vector<std::int64_t> counts(map.events.begin(), map.events.end());
  same(told.column(LocalKind::local_moran, LocalValue::reports).p_exact,
       exact_conditional(map.weights, counts).p_two_sided);
  EXPECT_TRUE(std::isnan(geary.p_exact[0]));
}

// The p of a shuffle from its definition: the place stays, ids name who stands where.
TEST(LocalMap, PermutationsAreRecountedByTheDefinition) {
  const RandomMap map(2);
  const std::size_t replicates = 199;
  const LocalMap told = local_map(map.weights, map.table(), {.permutations = replicates, .seed = 11});
  const IdTable table = id_table(map.weights.size(), 8, {.replicates = replicates, .seed = 11});
  const LocalColumn& geary = told.column(LocalKind::local_geary, LocalValue::reports);
  const LocalColumn& star = told.column(LocalKind::gi_star, LocalValue::reports);
  for (std::size_t i = 0; i < map.weights.size(); ++i) {
    const auto around = map.weights.neighbours(i);
    double sum = 0.0, squares = 0.0;
    for (const std::uint32_t j : around)
      sum += map.events[j], squares += std::pow(map.events[i] - map.events[j], 2) / static_cast<double>(around.size());
    std::array<std::size_t, 4> as_far{1, 1, 1, 1};
    for (std::size_t r = 0; r < replicates; ++r) {
      double dealt = 0.0, dealt_squares = 0.0;
      for (std::size_t k = 0; k < around.size(); ++k) {
        const std::size_t id = table.id[r * table.width + k], other = id < i ? id : id + 1;
        dealt += map.events[other];
        dealt_squares += std::pow(map.events[i] - map.events[other], 2) / static_cast<double>(around.size());
      }
      as_far[0] += dealt >= sum ? 1 : 0, as_far[1] += dealt <= sum ? 1 : 0;
      as_far[2] += dealt_squares >= squares - 1e-9 ? 1 : 0, as_far[3] += dealt_squares <= squares + 1e-9 ? 1 : 0;
    }
    const auto p = [&](std::size_t a, std::size_t b) {
      return std::min(1.0, 2.0 * static_cast<double>(std::min(a, b)) / static_cast<double>(replicates + 1));
    };
    EXPECT_DOUBLE_EQ(star.p_permutation[i], p(as_far[0], as_far[1])) << i;
    EXPECT_NEAR(geary.p_permutation[i], p(as_far[2], as_far[3]), 0.04) << i;  // ties of sums in another order
  }
}

TEST(LocalMap, APlaceWithoutExposureIsLeftOutOfTheRatesAndFlagged) {
  RandomMap map(3);
  map.exposure[7] = 0.0;
  const LocalMap told = local_map(map.weights, map.table(), {.permutations = 49});
  std::vector<bool> kept(map.events.size(), true);
  kept[7] = false;
  std::vector<double> events = map.events, exposure = map.exposure;
  events.erase(events.begin() + 7), exposure.erase(exposure.begin() + 7);
  const LocalMap without = local_map(weights_among(map.weights, kept), {events, exposure}, {.permutations = 49});
  for (const LocalKind kind :
       {LocalKind::gi, LocalKind::gi_star, LocalKind::local_moran, LocalKind::local_geary, LocalKind::poisson_score}) {
    const LocalColumn& all = told.column(kind, LocalValue::rate);
    std::vector<double> z = all.told.z, q = all.q, p = all.p_permutation;
    EXPECT_TRUE(std::isnan(z[7]) && std::isnan(q[7]) && all.told.flag[7] == PlaceFlag::no_exposure);
    z.erase(z.begin() + 7), q.erase(q.begin() + 7), p.erase(p.begin() + 7);
    same(z, without.column(kind, LocalValue::rate).told.z);
    same(q, without.column(kind, LocalValue::rate).q);
    same(p, without.column(kind, LocalValue::rate).p_permutation);
  }
  EXPECT_FALSE(std::isnan(told.column(LocalKind::gi, LocalValue::reports).told.z[7]));
  EXPECT_TRUE(std::isnan(told.rates.estimate[7]) && !told.quadrants_of_rates[7] && told.quadrants_of_reports[7]);
}

TEST(LocalMap, WideCountsHaveNoExactPAndIslandsNoneAtAll) {
  const RandomMap map(4);
  const LocalMap wide = local_map(map.weights, map.table(), {.permutations = 0, .most_exact_work = 1.0});
  EXPECT_FALSE(wide.exact);
  EXPECT_TRUE(std::isnan(wide.column(LocalKind::gi, LocalValue::reports).p_exact[0]));
  EXPECT_TRUE(std::isnan(wide.column(LocalKind::gi, LocalValue::reports).p_permutation[0]));
  const Weights links = weights_from_links(5, {{0, 1}, {1, 0}, {1, 2}, {2, 1}, {2, 3}, {3, 2}});
  const std::vector<double> events{3, 1, 4, 1, 5}, exposure(5, 0.0);
  const LocalMap told = local_map(links, {events, exposure}, {.permutations = 19});
  const LocalColumn& gi_column = told.column(LocalKind::gi, LocalValue::reports);
  EXPECT_EQ(gi_column.told.flag[4], PlaceFlag::island);
  EXPECT_TRUE(std::isnan(gi_column.q[4]) && std::isnan(gi_column.p_permutation[4]) && std::isnan(gi_column.p_exact[4]));
  EXPECT_FALSE(told.has_rates);
}

}  // namespace
}  // namespace libgrid::hotspot
