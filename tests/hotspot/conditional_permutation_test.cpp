#include <set>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/conditional_permutation.hpp>

namespace libgrid::hotspot {
namespace {

std::vector<std::int64_t> random_counts(std::size_t n, std::uint64_t seed, std::uint64_t bound) {
  const CounterRandom random(seed, 9);
  std::vector<std::int64_t> counts;
  for (std::size_t i = 0; i < n; ++i) counts.push_back(static_cast<std::int64_t>(random.below(i, bound)));
  return counts;
}

void expect_equal(const TailCounts& a, const TailCounts& b) {
  EXPECT_EQ(a.at_least, b.at_least);
  EXPECT_EQ(a.at_most, b.at_most);
}

TEST(ConditionalPermutation, IncrementalIsTheRecount) {
  const Weights weights = grid_weights(23, 17, Contiguity::queen);
  for (const std::uint64_t bound : {1U, 2U, 4U, 1000U, 1000000U}) {  // the last one is past the widest range of sums
    SCOPED_TRACE(bound);
    const std::vector<std::int64_t> counts = random_counts(weights.size(), bound, bound);
    const IdTable table = id_table(weights.size(), 8, {.replicates = 99, .seed = 4});
    expect_equal(permuted_tails(weights, counts, table), permuted_tails(weights, counts, table, Counting::recount));
    expect_equal(permuted_tails(with_self(weights), counts, table), permuted_tails(weights, counts, table));
  }
}

TEST(ConditionalPermutation, EqualWeightsByAnyRouteGiveTheSameTails) {
  const Weights weights = grid_weights(9, 9, Contiguity::rook);
  const std::vector<std::int64_t> counts = random_counts(81, 3, 5);
  const std::vector<double> values(counts.begin(), counts.end());
  const IdTable table = id_table(81, 4, {.replicates = 199, .seed = 8});
  expect_equal(permuted_weighted_tails(weights, values, table), permuted_tails(weights, counts, table));
}

TEST(ConditionalPermutation, TiesCountInBothTails) {
  const Weights weights = grid_weights(3, 3, Contiguity::queen);
  const std::vector<std::int64_t> ones(9, 1);
  const IdTable table = id_table(9, 8, {.replicates = 50, .seed = 1});
  const TailCounts tails = permuted_tails(weights, ones, table);
  EXPECT_EQ(tails.at_least, std::vector<std::uint32_t>(9, 50));
  EXPECT_EQ(tails.at_most, std::vector<std::uint32_t>(9, 50));
  EXPECT_EQ(pseudo_p(tails.at_least[0], 50), 1.0);
}

TEST(ConditionalPermutation, IdsAreDistinctWithinARowAndOfTheSeedOnly) {
  const IdTable table = id_table(10, 9, {.replicates = 20, .seed = 2});
  for (std::size_t r = 0; r < 20; ++r) {
    const auto begin = table.id.begin() + static_cast<std::ptrdiff_t>(r * 9);
    EXPECT_EQ(std::set<std::uint32_t>(begin, begin + 9).size(), 9U);
    EXPECT_LT(*std::max_element(begin, begin + 9), 9U);
  }
  EXPECT_EQ(table.id, id_table(10, 9, {.replicates = 20, .seed = 2}).id);
  EXPECT_NE(table.id, id_table(10, 9, {.replicates = 20, .seed = 3}).id);
}

}  // namespace
}  // namespace libgrid::hotspot
