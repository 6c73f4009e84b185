#include <libgrid/attribution/frequent_places.hpp>

#include <algorithm>
#include <array>
#include <map>

#include <gtest/gtest.h>

#include <libgrid/attribution/default_coordinate.hpp>
#include <libgrid/base/random.hpp>

namespace libgrid::attribution {
namespace {

/// The next number of a stream.
struct Draw {
  CounterRandom random;
  std::uint64_t index = 0;
  double unit() { return random.unit(index++); }
  std::size_t below(std::size_t bound) { return random.below(index++, bound); }
};

/// Every row kept: the twin.
std::map<Xy, std::int64_t> counted(const std::vector<Xy>& rows) {
  std::map<Xy, std::int64_t> counts;
  for (const Xy at : rows) ++counts[at];
  return counts;
}

FrequentPlaces places_of(const std::vector<Xy>& rows, std::size_t capacity) {
  FrequentPlaces places(capacity);
  for (const Xy at : rows) places.add(at);
  return places;
}

/// What the rule for reports says of the same rows without streets and wards.
std::vector<Xy> by_reports(const std::vector<Xy>& rows) {
  std::vector<Report> reports(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) reports[i].at = {rows[i].x, rows[i].y};
  std::vector<Xy> found;
  for (const DefaultCoordinate& place : find_default_coordinates(reports))
    found.push_back({place.at.lon, place.at.lat});
  return found;
}

std::vector<Xy> told(const FrequentPlaces& places) {
  std::vector<Xy> found;
  for (const FrequentPlace& place : default_places(places, {})) found.push_back(place.at);
  return found;
}

/// `traps` places with the given share each, the others uniform over `spots` places with a little heap on the first.
std::vector<Xy> random_rows(Draw& draw, std::size_t n, std::size_t spots, std::size_t traps, double share) {
  std::vector<Xy> rows;
  for (std::size_t i = 0; i < n; ++i) {
    const auto trap = static_cast<std::size_t>(draw.unit() / share);
    const auto spot = static_cast<double>(draw.below(draw.below(spots) + 1));
    rows.push_back(trap < traps ? Xy{-71.5, 42.0 + static_cast<double>(trap)} : Xy{spot * 1e-4, 34.0 + spot * 1e-5});
  }
  return rows;
}

TEST(FrequentPlaces, WhileAllPlacesFitTheCountsAreExact) {
  const std::vector<Xy> rows{{1, 1}, {2, 2}, {1, 1}, {0.0, -0.0}, {-0.0, 0.0}, {1, 1}};
  const FrequentPlaces places = places_of(rows, 3);
  EXPECT_EQ(places.rows(), 6);
  EXPECT_EQ(places.error(), 0);
  EXPECT_EQ(places.places(), (std::vector<FrequentPlace>{{{1, 1}, 3, 3}, {{0, 0}, 2, 2}, {{2, 2}, 1, 1}}));
}

TEST(FrequentPlaces, NothingOfNothingAndOfOnePlace) {
  EXPECT_TRUE(default_places(FrequentPlaces(), {}).empty());
  EXPECT_TRUE(told(places_of(std::vector<Xy>(100, Xy{1, 2}), 8)).empty());  // too few rows to be told by
  EXPECT_EQ(told(places_of(std::vector<Xy>(900, Xy{1, 2}), 8)), (std::vector<Xy>{{1, 2}}));
  EXPECT_EQ(by_reports(std::vector<Xy>(900, Xy{1, 2})), (std::vector<Xy>{{1, 2}}));
}

TEST(FrequentPlaces, BoundsHoldWhateverTheOrder) {
  constexpr std::uint64_t kSeed = 20261129;
  for (std::uint64_t round = 0; round < 60; ++round) {
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", round " + std::to_string(round));
    Draw draw{{kSeed, round}};
    const std::size_t capacity = 1 + draw.below(40);
    std::vector<Xy> rows = random_rows(draw, 500 + draw.below(1500), 1 + draw.below(300), draw.below(3), 0.2);
    if (round % 3 == 0) std::ranges::sort(rows);
    const auto exact = counted(rows);
    const FrequentPlaces places = places_of(rows, capacity);
    EXPECT_EQ(places.rows(), std::ssize(rows));
    EXPECT_LE(places.error(), std::ssize(rows) / static_cast<std::int64_t>(capacity + 1));
    const std::vector<FrequentPlace> kept = places.places();
    EXPECT_LE(kept.size(), capacity);
    std::map<Xy, std::int64_t> rest = exact;
    for (const FrequentPlace& place : kept) {
      EXPECT_LE(place.at_least, exact.at(place.at));
      EXPECT_GE(place.at_most, exact.at(place.at));
      rest.erase(place.at);
    }
    for (const auto& [at, count] : rest) EXPECT_LE(count, places.error());
  }
}

TEST(FrequentPlaces, WhatIsToldIsWhatTheRuleForReportsSays) {
  constexpr std::uint64_t kSeed = 20261130;
  std::size_t found = 0, exact_tables = 0;
  for (std::uint64_t round = 0; round < 80; ++round) {
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", round " + std::to_string(round));
    Draw draw{{kSeed, round}};
    const double share = std::array{0.004, 0.02, 0.1, 0.3}.at(draw.below(4));
    const std::vector<Xy> rows = random_rows(draw, 3000, 100 + draw.below(900), draw.below(7), share);
    const FrequentPlaces places = places_of(rows, std::array<std::size_t, 3>{200, 500, 2000}.at(draw.below(3)));
    const std::vector<Xy> expected = by_reports(rows), said = told(places);
    EXPECT_TRUE(places.error() > 0 || said == expected);
    EXPECT_LE(said.size(), expected.size());
    for (const Xy at : said) EXPECT_NE(std::ranges::find(expected, at), expected.end());
    found += said.size();
    exact_tables += places.error() == 0 ? 1U : 0U;
  }
  EXPECT_GT(found, 10U);
  EXPECT_GT(exact_tables, 10U);
  EXPECT_LT(exact_tables, 80U);
}

TEST(FrequentPlaces, ATrapIsFoundInATableOfAThousandthOfThePlaces) {
  Draw draw{{7, 0}};
  std::vector<Xy> rows;
  for (int i = 0; i < 200'000; ++i)
    rows.push_back(i % 50 == 0 ? Xy{0.0, 0.0} : Xy{draw.unit(), draw.unit()});  // 2 %, all others once
  const FrequentPlaces places = places_of(rows, 2'000);
  ASSERT_EQ(told(places), (std::vector<Xy>{{0.0, 0.0}}));
  const FrequentPlace trap = default_places(places, {}).front();
  EXPECT_LE(trap.at_least, 4'000);
  EXPECT_GE(trap.at_most, 4'000);
}

}  // namespace
}  // namespace libgrid::attribution
