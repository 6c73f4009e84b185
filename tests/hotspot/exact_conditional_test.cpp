#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/conditional_permutation.hpp>
#include <libgrid/hotspot/exact_conditional.hpp>

namespace libgrid::hotspot {
namespace {

/// Every set of `degree` of the others, one after another.
std::pair<double, double> enumerated(const std::vector<std::int64_t>& counts, std::size_t own, std::size_t degree,
                                     std::int64_t observed) {
  std::vector<std::int64_t> others;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (i != own) others.push_back(counts[i]);
  double all = 0.0, greater = 0.0, less = 0.0;
  for (unsigned set = 0; set < (1U << others.size()); ++set) {
    std::size_t members = 0;
    std::int64_t sum = 0;
    for (std::size_t k = 0; k < others.size(); ++k)
      if ((set >> k) & 1U) ++members, sum += others[k];
    if (members != degree) continue;
    all += 1.0;
    greater += sum >= observed ? 1.0 : 0.0;
    less += sum <= observed ? 1.0 : 0.0;
  }
  return {greater / all, less / all};
}

TEST(ExactConditional, IsTheFullEnumeration) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    const CounterRandom random(seed, 0);
    const Weights weights = grid_weights(3, 3, seed % 2 == 0 ? Contiguity::queen : Contiguity::rook);
    std::vector<std::int64_t> counts;
    for (std::size_t i = 0; i < 9; ++i) counts.push_back(static_cast<std::int64_t>(random.below(i, 1 + seed)) - 3);
    const ExactTails exact = exact_conditional(weights, counts);
    for (std::size_t i = 0; i < 9; ++i) {
      std::int64_t observed = 0;
      for (const std::uint32_t j : weights.neighbours(i)) observed += counts[j];
      const auto [greater, less] = enumerated(counts, i, weights.degree(i), observed);
      EXPECT_NEAR(exact.p_greater[i], greater, 1e-14);
      EXPECT_NEAR(exact.p_less[i], less, 1e-14);
      EXPECT_NEAR(exact.p_two_sided[i], std::min(1.0, 2.0 * std::min(greater, less)), 1e-14);
    }
  }
}

TEST(ExactConditional, MonteCarloIsWithinItsError) {
  const Weights weights = grid_weights(20, 20, Contiguity::queen);
  const CounterRandom random(77, 0);
  std::vector<std::int64_t> counts;
  for (std::size_t i = 0; i < weights.size(); ++i)
    counts.push_back(static_cast<std::int64_t>(random.below(2 * i, 4) * random.below(2 * i + 1, 3)));
  constexpr std::size_t kReplicates = 20'000;
  const TailCounts tails = permuted_tails(weights, counts, id_table(400, 8, {.replicates = kReplicates, .seed = 3}));
  const ExactTails exact = exact_conditional(weights, counts);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double p = exact.p_greater[i];
    const double error = std::sqrt(p * (1.0 - p) / static_cast<double>(kReplicates)) + 1e-9;
    EXPECT_NEAR(static_cast<double>(tails.at_least[i]) / static_cast<double>(kReplicates), p, 4.5 * error) << i;
  }
}

// 25 counts 0, 10^4 ...: sums of 1 to 8 neighbours over a range of 240,000, and of none, twice eight bytes each.
TEST(ExactConditional, SaysWhatItHolds) {
  const Weights weights = grid_weights(5, 5, Contiguity::queen);
  std::vector<std::int64_t> counts;
  for (std::int64_t i = 0; i < 25; ++i) counts.push_back(i * 10'000);
  EXPECT_EQ(exact_memory(weights, counts), 25.0 * 16.0 * (36.0 * 240'000.0 + 9.0));
  EXPECT_EQ(exact_memory(weights, std::vector<std::int64_t>(25, 7)), 16.0 * 9.0);
}

TEST(ExactConditional, IslandsHaveNoEvidence) {
  const Weights weights = border_weights(3, std::vector<BorderPair>{{0, 1}});
  const std::vector<std::int64_t> counts{5, 0, 9};
  EXPECT_EQ(exact_conditional(weights, counts).p_greater[2], 1.0);
}

}  // namespace
}  // namespace libgrid::hotspot
