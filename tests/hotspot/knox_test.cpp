#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/knox.hpp>

namespace libgrid::hotspot {
namespace {

struct Events {
  std::vector<Xy> points;
  std::vector<std::int64_t> times;
};

Events some_events(std::size_t n, std::uint64_t seed, std::uint64_t last) {
  const CounterRandom random(seed, 1);
  Events events;
  for (std::size_t i = 0; i < n; ++i) {
    events.points.push_back({static_cast<double>(random.below(3 * i, 100)) * 10.0,
                             static_cast<double>(random.below(3 * i + 1, 100)) * 10.0});
    events.times.push_back(static_cast<std::int64_t>(random.below(3 * i + 2, last)));
  }
  return events;
}

std::vector<std::int64_t> counted(const Events& e, const KnoxOptions& o) {
  std::vector<std::int64_t> counts((o.distances.size() - 1) * (o.gaps.size() - 1), 0);
  for (std::size_t a = 0; a < e.points.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      const double dx = e.points[a].x - e.points[b].x, dy = e.points[a].y - e.points[b].y;
      const double d = o.metric == PairDistance::manhattan ? std::abs(dx) + std::abs(dy) : std::sqrt(dx * dx + dy * dy);
      const std::int64_t gap = std::abs(e.times[a] - e.times[b]);
      for (std::size_t s = 0; s + 1 < o.distances.size(); ++s)
        for (std::size_t t = 0; t + 1 < o.gaps.size(); ++t)
          if (o.distances[s] <= d && d < o.distances[s + 1] && o.gaps[t] <= gap && gap < o.gaps[t + 1])
            ++counts[s * (o.gaps.size() - 1) + t];
    }
  return counts;
}

TEST(Knox, TheTableIsTheCountOfAllPairs) {
  for (const std::uint64_t last :
       {std::uint64_t{40}, std::uint64_t{100'000}, std::uint64_t{1} << 40U}) {  // 16, 32, 64 bits
    const Events events = some_events(300, last, last);
    for (const PairDistance metric : {PairDistance::euclidean, PairDistance::manhattan}) {
      KnoxOptions options{
          .distances = {0, 50, 100, 200}, .gaps = {0, 1, 3, static_cast<std::int64_t>(last) / 2}, .metric = metric};
      EXPECT_EQ(knox_table(events.points, events.times, options).observed, counted(events, options));
      options.replicates = 40;
      EXPECT_EQ(knox_table(events.points, events.times, options).observed, counted(events, options));
    }
  }
}

// Two events next door, 2^32 units apart, are no pair within ten units; nor are the two ends of all 64-bit numbers.
TEST(Knox, TimesMayLieAnyNumberOfUnitsApart) {
  const std::vector<Xy> points{{0.0, 0.0}, {0.5, 0.0}};
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min(), kMost = std::numeric_limits<std::int64_t>::max();
  const KnoxOptions options{.distances = {0, 1}, .gaps = {0, 10, kMost}, .replicates = 9};
  const auto near = [&](std::int64_t a, std::int64_t b) {
    const std::vector<std::int64_t> times{a, b};
    const KnoxTable table = knox_table(points, times, options);
    EXPECT_EQ(table.expectation, (std::vector<double>(table.observed.begin(), table.observed.end())));
    return table.observed;
  };
  using Counts = std::vector<std::int64_t>;
  EXPECT_EQ(near(0, std::int64_t{1} << 32), (Counts{0, 1}));
  EXPECT_EQ(near(kLeast, kMost), (Counts{0, 0}));  // as far as no edge can say
  EXPECT_EQ(near(-5, kMost - 6), (Counts{0, 1}));
  EXPECT_EQ(near(kMost - 9, kMost), (Counts{1, 0}));
  EXPECT_EQ(near(kLeast, kLeast + 10), (Counts{0, 1}));
}

TEST(Knox, TheMeanOfTheReplicatesIsTheExpectation) {
  const Events events = some_events(400, 3, 60);
  const KnoxOptions options{.distances = {0, 100}, .gaps = {0, 5}, .replicates = 999, .seed = 2};
  const KnoxTable table = knox_table(events.points, events.times, options);
  EXPECT_NEAR(table.mean[0] / table.expectation[0], 1.0, 0.02);
  EXPECT_GT(table.at_least[0], 10U);
  EXPECT_EQ(knox_table(events.points, events.times, options).at_least, table.at_least);
}

TEST(Knox, ContagionIsFound) {
  Events events = some_events(200, 9, 365);
  for (std::size_t i = 0; i < 100; ++i) {  // every other event happens again next door within three days
    events.points.push_back({events.points[i].x + 5.0, events.points[i].y});
    events.times.push_back(events.times[i] + 2);
  }
  const KnoxTable table =
      knox_table(events.points, events.times, {.distances = {0, 20}, .gaps = {0, 7}, .replicates = 99, .seed = 1});
  EXPECT_EQ(table.at_least[0], 0U);
}

// Times are shuffled within groups: with one event per group nothing moves.
TEST(Knox, GroupsKeepTheirTimes) {
  const Events events = some_events(100, 5, 30);
  std::vector<std::uint32_t> alone;
  for (std::uint32_t i = 0; i < 100; ++i) alone.push_back(i);
  const KnoxTable table =
      knox_table(events.points, events.times, alone, {.distances = {0, 100}, .gaps = {0, 5}, .replicates = 50});
  EXPECT_EQ(table.at_least[0], 50U);
  EXPECT_DOUBLE_EQ(table.mean[0], static_cast<double>(table.observed[0]));
}

}  // namespace
}  // namespace libgrid::hotspot
