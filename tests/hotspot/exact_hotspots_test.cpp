#include <libgrid/hotspot/exact_hotspots.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/gi_star.hpp>

namespace libgrid::hotspot {
namespace {

std::vector<Cell> square_of_cells(std::int64_t side) {
  std::vector<Cell> cells;
  for (std::int64_t x = 0; x < side; ++x)
    for (std::int64_t y = 0; y < side; ++y) cells.push_back({x, y});
  return cells;
}

std::vector<Hotspot> rows_of(const std::string& category, const std::vector<Cell>& cells,
                             const std::vector<std::int64_t>& counts) {
  const std::vector<GiStar> star = gi_star_counts(cells, counts);
  std::vector<Hotspot> rows;
  for (std::size_t i = 0; i < cells.size(); ++i)
    rows.push_back({category, cells[i], counts[i], star[i].z, star[i].p, star[i].q, star[i].q <= 0.05});
  return rows;
}

// Every order of the other counts on a 3 x 3 map, as the subset that lies next to the cell: the tails of the
// neighbours' sum with the cell's own count fixed.
TEST(ExactHotspots, EveryOrderOfANinesquare) {
  const std::vector<Cell> cells = square_of_cells(3);
  const std::vector<std::int64_t> counts{0, 0, 1, 0, 2, 5, 0, 1, 7};
  const std::vector<ExactHotspot> told = exact_hotspots(rows_of("a", cells, counts), 0.05);
  const Weights near = cell_weights(cells);
  for (const std::size_t i : {0U, 1U, 5U, 8U}) {
    std::vector<std::int64_t> others;
    for (std::size_t k = 0; k < 9; ++k)
      if (k != i) others.push_back(counts[k]);
    std::int64_t observed = 0;
    for (const std::uint32_t j : near.neighbours(i)) observed += counts[j];
    // The sum is that of the first `degree` of the others: every subset of that size once.
    double greater = 0.0, less = 0.0, all = 0.0;
    for (unsigned set = 0; set < 256; ++set) {
      std::int64_t sum = 0;
      std::size_t size = 0;
      for (std::size_t k = 0; k < 8; ++k)
        if ((set >> k & 1U) != 0) sum += others[k], ++size;
      if (size != near.degree(i)) continue;
      all += 1.0, greater += sum >= observed ? 1.0 : 0.0, less += sum <= observed ? 1.0 : 0.0;
    }
    EXPECT_NEAR(told[i].p_greater, greater / all, 1e-12) << i;
    EXPECT_NEAR(told[i].p_less, less / all, 1e-12) << i;
    EXPECT_NEAR(told[i].p_exact, std::min(1.0, 2.0 * std::min(greater, less) / all), 1e-12) << i;
  }
}

TEST(ExactHotspots, RowsStayAndEachCategoryIsAdjustedAlone) {
  const std::vector<Cell> cells = square_of_cells(12);
  std::vector<std::int64_t> quiet(144, 1), hot(144, 0);
  for (std::size_t i = 0; i < 144; ++i) quiet[i] = static_cast<std::int64_t>(i * 7 % 3);
  for (std::int64_t x = 4; x < 8; ++x)
    for (std::int64_t y = 4; y < 8; ++y) hot[static_cast<std::size_t>(x * 12 + y)] = 9;
  std::vector<Hotspot> rows = rows_of("hot", cells, hot);
  const std::vector<Hotspot> other = rows_of("quiet", cells, quiet);
  rows.insert(rows.end(), other.begin(), other.end());
  const std::vector<ExactHotspot> told = exact_hotspots(rows, 0.05), alone = exact_hotspots(other, 0.05);
  ASSERT_EQ(told.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(told[i].normal, rows[i]);
  for (std::size_t i = 0; i < 144; ++i) EXPECT_EQ(told[144 + i].q_exact, alone[i].q_exact);
  EXPECT_TRUE(told[5 * 12 + 5].hot);
  EXPECT_FALSE(told[0].hot);
  EXPECT_FALSE(std::ranges::any_of(told, [](const ExactHotspot& row) { return row.hot && row.cold; }));
}

// Rare reports: the normal p finds hot spots where there are none in far more than 1 of 20 maps, the exact one does
// not.
TEST(ExactHotspots, TheExactRateOfFalseDiscoveriesIsKeptAndTheNormalOneIsNot) {
  const std::vector<Cell> cells = square_of_cells(20);
  const CounterRandom draw(5, 1);
  std::vector<std::int64_t> counts(400, 0);
  for (std::uint64_t k = 0; k < 100; ++k) ++counts[draw.below(k, 400)];
  const FalseAlarms alarms = false_alarms(rows_of("rare", cells, counts), {.maps = 300, .seed = 3});
  EXPECT_EQ(alarms.maps, 300);
  EXPECT_LE(alarms.exact,
            0.055 + 2.0 * std::sqrt(0.05 * 0.95 / 300.0));  // the bar, and two standard errors of 300 maps
  EXPECT_GT(alarms.normal, 2.0 * alarms.exact);
  EXPECT_EQ(alarms.exact_maps, false_alarms(rows_of("rare", cells, counts), {.maps = 300, .seed = 3}).exact_maps);
}

TEST(ExactHotspots, NoMapsNoRate) {
  EXPECT_TRUE(std::isnan(false_alarms({}, {}).exact));
  EXPECT_TRUE(exact_hotspots({}, 0.05).empty());
}

}  // namespace
}  // namespace libgrid::hotspot
