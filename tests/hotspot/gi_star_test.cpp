#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/gi_star.hpp>

#include "count_map.hpp"

namespace libgrid::hotspot {
namespace {

using test::count_map;
using test::CountMap;

std::vector<double> z_of(const CountMap& map) {
  std::vector<double> z;
  for (const GiStar& g : gi_star_counts(map.cells, map.counts)) z.push_back(g.z);
  return z;
}

// n = 30, X = 36, Q = 324. Corner (0,0): W = 4, L = 36, z = 936 / sqrt(8424 * 104 / 29) = 5.39; (1,1): z = 3.23,
// q = .0012 * 30 / 4 = .009; beside the cluster, (2,0): z = 1.58.
TEST(GiStar, SnippetOfTheHeader) {
  const auto [cells, counts] = count_map(
      "0 0 0 0 0 0\n"
      "0 0 0 0 0 0\n"
      "0 0 0 0 0 0\n"
      "9 9 0 0 0 0\n"
      "9 9 0 0 0 0\n");
  std::vector<GiStar> g = gi_star_counts(cells, counts);
  std::vector<Cell> hot;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (g[i].q <= 0.05 && g[i].z > 0) hot.push_back(cells[i]);
  EXPECT_EQ(test::picture_of(hot, 6, 5),
            "......\n"
            "......\n"
            "......\n"
            "##....\n"
            "##....\n");
}

// n = 4, X = 6, Q = 18: n Q - X^2 = 36. Ends: W = 2, n W - W^2 = 4, root = sqrt(36 * 4 / 3) = sqrt(48).
// Inner cells: W = 3, n W - W^2 = 3, root = sqrt(36 * 3 / 3) = 6.
TEST(GiStar, AStripByHand) {
  const std::vector<double> z = z_of(count_map("4 1 0 1"));
  EXPECT_DOUBLE_EQ(z[0], (4 * 5 - 6 * 2) / std::sqrt(48.0));
  EXPECT_DOUBLE_EQ(z[1], (4 * 5 - 6 * 3) / 6.0);
  EXPECT_DOUBLE_EQ(z[2], (4 * 2 - 6 * 3) / 6.0);
  EXPECT_DOUBLE_EQ(z[3], (4 * 1 - 6 * 2) / std::sqrt(48.0));
}

TEST(GiStar, NeighboursAreListedCellsThatShareAnEdgeOrACorner) {
  const CountMap map = count_map(
      "1 . 1\n"
      ". 1 .\n"
      ". . .\n"
      "1 . .\n");
  const QueenNeighbours neighbours = queen_neighbours(map.cells);  // (0,0) (0,3) (1,2) (2,3)
  EXPECT_EQ(neighbours.first, (std::vector<std::size_t>{0, 1, 3, 6, 8}));
  EXPECT_EQ(neighbours.of, (std::vector<std::size_t>{0, 1, 2, 1, 2, 3, 2, 3}));
}

TEST(GiStar, UndefinedWhereAllCountsAreEqual) {
  for (const char* picture : {"3 3 3 3\n3 3 3 3\n", "0 0 0\n", "7\n"}) {
    SCOPED_TRACE(picture);
    const CountMap map = count_map(picture);
    for (const GiStar& g : gi_star_counts(map.cells, map.counts)) {
      EXPECT_TRUE(std::isnan(g.z));
      EXPECT_EQ(g.p, 1.0);
      EXPECT_EQ(g.q, 1.0);
    }
  }
  EXPECT_TRUE(gi_star_counts(std::span<const Cell>{}, {}).empty());
}

TEST(GiStar, UndefinedWhereEveryCellIsANeighbour) {
  const CountMap map = count_map(
      "5 0 1\n"
      "0 2 0\n"
      "1 0 0\n");
  const std::vector<double> z = z_of(map);
  for (std::size_t i = 0; i < z.size(); ++i) EXPECT_EQ(std::isnan(z[i]), map.cells[i] == (Cell{1, 1}));
}

// 2 (1 - Phi(z)) by numerical integration of the density.
TEST(GiStar, PIsTwoSided) {
  const CountMap map = count_map("4 1 0 1");  // z = 2 / sqrt 3, 1 / 3, -5 / 3, -2 / sqrt 3
  const std::vector<GiStar> g = gi_star_counts(map.cells, map.counts);
  EXPECT_NEAR(g[0].p, 0.24821307898992, 1e-13);
  EXPECT_NEAR(g[1].p, 0.73888268036353, 1e-13);
  EXPECT_NEAR(g[2].p, 0.09558070454563, 1e-13);
  EXPECT_EQ(g[3].p, g[0].p);
}

TEST(GiStar, PDoesNotCancelFarOut) {
  CountMap map = count_map("0");
  map.counts.clear();
  map.cells.clear();
  for (std::int64_t ix = 0; ix < 1000; ++ix) {
    map.cells.push_back({ix, 0});
    map.counts.push_back(ix < 3 ? 1000 : 0);
  }
  const GiStar top = gi_star_counts(map.cells, map.counts)[1];
  EXPECT_GT(top.z, 30.0);
  EXPECT_GT(top.p, 0.0);  // 1 - Phi(z) in doubles is 0 from z = 8.3 on
  EXPECT_LT(top.p, 1e-190);
}

// ---- against the definition, with any weights
// ------------------------------------------------------------------------

enum class Coding { binary, row_standardised };

/// Gi* by its definition in long double: (sum w x - mean W) / (s sqrt((n S1 - W^2) / (n - 1))), S1 = sum w^2.
std::vector<double> z_by_definition(const CountMap& map, Coding coding) {
  const auto n = static_cast<long double>(map.cells.size());
  const long double mean =
      static_cast<long double>(std::accumulate(map.counts.begin(), map.counts.end(), std::int64_t{0})) / n;
  long double variance = 0;
  for (const std::int64_t x : map.counts)
    variance += (static_cast<long double>(x) - mean) * (static_cast<long double>(x) - mean) / n;
  std::vector<double> z;
  for (const Cell& i : map.cells) {
    long double sum = 0, weight = 0;
    for (std::size_t j = 0; j < map.cells.size(); ++j)
      if (std::abs(map.cells[j].ix - i.ix) <= 1 && std::abs(map.cells[j].iy - i.iy) <= 1) {
        sum += static_cast<long double>(map.counts[j]);
        weight += 1;
      }
    const long double w = coding == Coding::binary ? 1 : 1 / weight;  // every neighbour's weight
    const long double s1 = w * w * weight;
    z.push_back(static_cast<double>((w * sum - mean * w * weight) /
                                    std::sqrt(variance * (n * s1 - w * weight * w * weight) / (n - 1))));
  }
  return z;
}

/// About four fifths of a 12 x 12 square, counts of a long-tailed kind.
CountMap random_map(std::uint64_t seed) {
  const CounterRandom draw{seed, 0};
  CountMap map;
  for (std::uint64_t k = 0; k < 144; ++k) {
    if (draw.below(2 * k, 5) == 0) continue;
    map.cells.push_back({static_cast<std::int64_t>(k / 12), static_cast<std::int64_t>(k % 12)});
    map.counts.push_back(static_cast<std::int64_t>(-3.0 * std::log1p(-draw.unit(2 * k + 1))));
  }
  return map;
}

TEST(GiStar, EqualsTheDefinition) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const CountMap map = random_map(seed);
    const std::vector<double> ours = z_of(map), theirs = z_by_definition(map, Coding::binary);
    for (std::size_t i = 0; i < ours.size(); ++i)
      ASSERT_NEAR(ours[i], theirs[i], 1e-13 * std::max(1.0, std::abs(theirs[i])));
  }
}

// A well-known library's default (row-standardised weights with the variance of binary ones) shrinks z to about a
// third. The definition gives one z for both codings, and ours is that one.
TEST(GiStar, RowStandardisedWeightsWouldGiveTheSameZ) {
  const CountMap map = random_map(7);
  const std::vector<double> ours = z_of(map), theirs = z_by_definition(map, Coding::row_standardised);
  for (std::size_t i = 0; i < ours.size(); ++i)
    EXPECT_NEAR(ours[i], theirs[i], 1e-13 * std::max(1.0, std::abs(theirs[i])));
}

// Ties that rounding would break: cells with the same neighbourhood total and size have the same z, p and q, bit by
// bit.
TEST(GiStar, EqualNeighbourhoodsHaveBitEqualResults) {
  const CountMap map = random_map(3);
  const QueenNeighbours neighbours = queen_neighbours(map.cells);
  const std::vector<GiStar> g = gi_star_counts(map.cells, map.counts);
  const auto local = [&](std::size_t i) {
    std::int64_t sum = 0;
    for (std::size_t k = neighbours.first[i]; k < neighbours.first[i + 1]; ++k) sum += map.counts[neighbours.of[k]];
    return std::pair{sum, neighbours.first[i + 1] - neighbours.first[i]};
  };
  int ties = 0;
  for (std::size_t i = 0; i < g.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (local(i) == local(j)) {
        ++ties;
        EXPECT_EQ(g[i], g[j]);
      }
  EXPECT_GT(ties, 20);
}

TEST(GiStar, IndependentOfTheOrderOfCells) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const CountMap map = random_map(seed);
    const std::vector<GiStar> before = gi_star_counts(map.cells, map.counts);
    std::vector<std::size_t> order(map.cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const CounterRandom draw{seed, 1};
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[draw.below(i, i)]);
    CountMap shuffled;
    for (const std::size_t i : order) {
      shuffled.cells.push_back(map.cells[i]);
      shuffled.counts.push_back(map.counts[i]);
    }
    const std::vector<GiStar> after = gi_star_counts(shuffled.cells, shuffled.counts);
    for (std::size_t i = 0; i < order.size(); ++i) ASSERT_EQ(after[i], before[order[i]]);
  }
}

TEST(GiStar, MovesWithTheCells) {
  CountMap map = random_map(11);
  const std::vector<GiStar> before = gi_star_counts(map.cells, map.counts);
  for (Cell& cell : map.cells) cell = {cell.ix - 1'000'000, cell.iy + 77};
  EXPECT_EQ(gi_star_counts(map.cells, map.counts), before);
}

TEST(GiStar, LargeCountsDoNotOverflow) {
  CountMap map = count_map("0 0 0 0 0 0\n");
  map.counts[0] = (std::int64_t{1} << 31) - 1;
  CountMap small = count_map("1 0 0 0 0 0\n");  // z does not change when all counts are multiplied
  const std::vector<double> large_z = z_of(map), small_z = z_of(small);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_DOUBLE_EQ(large_z[i], small_z[i]);
}

// ---- Benjamini & Hochberg
// --------------------------------------------------------------------------------------------

// Benjamini & Hochberg 1995, section 4.1 (thrombolysis, 15 p-values): four rejections at 0.05.
TEST(BenjaminiHochberg, TheExampleOfThePaper) {
  const std::vector<double> p{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                              0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  const std::vector<double> q = benjamini_hochberg(p);
  EXPECT_EQ(std::count_if(q.begin(), q.end(), [](double x) { return x <= 0.05; }), 4);
  EXPECT_NEAR(q[0], 0.0015, 1e-15);
  EXPECT_NEAR(q[3], 0.0095 * 15 / 4, 1e-15);
  EXPECT_NEAR(q[5], 0.0298 * 15 / 7, 1e-15);  // 0.0278 * 15 / 6 is larger: the step-up takes the smaller
  EXPECT_EQ(q[14], 1.0);
}

TEST(BenjaminiHochberg, TableOfSmallCases) {
  struct Row {
    const char* name;
    std::vector<double> p, q;
  };
  for (const Row& row : {Row{"none", {}, {}}, Row{"one", {0.3}, {0.3}}, Row{"unsorted", {0.5, 0.01}, {0.5, 0.02}},
                         Row{"ties share the larger rank", {0.02, 0.02, 0.9}, {0.03, 0.03, 0.9}},
                         Row{"never above one", {0.9, 0.9}, {0.9, 0.9}}, Row{"all one", {1, 1, 1}, {1, 1, 1}},
                         Row{"zero", {0, 1}, {0, 1}}}) {
    SCOPED_TRACE(row.name);
    const std::vector<double> q = benjamini_hochberg(row.p);
    ASSERT_EQ(q.size(), row.q.size());
    for (std::size_t i = 0; i < q.size(); ++i) EXPECT_NEAR(q[i], row.q[i], 1e-15);
  }
}

/// min over all thresholds t >= p of t m / #{p <= t}: the definition, in O(m^2).
TEST(BenjaminiHochberg, EqualsTheDefinition) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const CounterRandom draw{seed, 0};
    std::vector<double> p;
    for (std::uint64_t i = 0; i < 60; ++i) p.push_back(std::floor(draw.unit(i) * draw.unit(i) * 40) / 40);
    const std::vector<double> q = benjamini_hochberg(p);
    for (std::size_t i = 0; i < p.size(); ++i) {
      double least = 1.0;
      for (const double t : p) {
        const auto rank = std::count_if(p.begin(), p.end(), [t](double x) { return x <= t; });
        if (t >= p[i]) least = std::min(least, t * 60 / static_cast<double>(rank));
      }
      ASSERT_DOUBLE_EQ(q[i], least);
    }
  }
}

}  // namespace
}  // namespace libgrid::hotspot
