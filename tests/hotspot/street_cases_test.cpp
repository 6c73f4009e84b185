#include <libgrid/hotspot/street_cases.hpp>

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/rebound_curves.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::int64_t kDay = 86'400;

/// A town of 100 m blocks; two parallel streets 30 m apart that meet only at their west end.
std::vector<LineString> town() {
  std::vector<LineString> lines;
  for (int i = 0; i < 5; ++i)
    for (int j = 0; j < 5; ++j) {
      if (i < 4) lines.push_back({{i * 100.0, j * 100.0}, {(i + 1) * 100.0, j * 100.0}});
      if (j < 4) lines.push_back({{i * 100.0, j * 100.0}, {i * 100.0, (j + 1) * 100.0}});
    }
  lines.push_back({{0, 100}, {0, 130}});
  lines.push_back({{0, 130}, {350, 130}});
  return lines;
}

std::vector<ForestCase> cases_in_town(std::uint64_t seed, std::size_t n) {
  const CounterRandom random(seed, 0);
  std::vector<ForestCase> cases;
  for (std::size_t i = 0; i < n; ++i) {
    const auto draw = [&](std::uint64_t k) { return random.unit(8 * i + k); };
    ForestCase c{.id = static_cast<std::int64_t>(i), .category = draw(0) < 0.5 ? 0U : 1U};
    c.opened = LocalTime{static_cast<std::int64_t>(draw(1) * 120) * kDay};
    if (draw(2) < 0.8) c.closed = c.opened + Seconds{static_cast<std::int64_t>((draw(3) * 20.0 - 1.0) * kDay)};
    c.at = {std::round(draw(4) * 460.0 - 30.0), std::round(draw(5) * 460.0 - 30.0)};
    c.has_place = draw(6) < 0.95;
    cases.push_back(c);
  }
  return cases;
}

std::vector<Xy> places_of(std::span<const ForestCase> cases) {
  std::vector<Xy> places;
  for (const ForestCase& c : cases) places.push_back(c.at);
  return places;
}

/// Every pair, each with a search of its own.
std::vector<CasePair> all_pairs(std::span<const ForestCase> cases, const StreetGround& ground,
                                const StreetPlaces& places, Metres radius) {
  std::vector<CasePair> pairs;
  for (std::uint32_t i = 0; i < cases.size(); ++i)
    for (std::uint32_t j = 0; j < i; ++j) {
      const double dx = cases[i].at.x - cases[j].at.x, dy = cases[i].at.y - cases[j].at.y;
      const double plane = std::sqrt(dx * dx + dy * dy);
      const std::optional<Metres> d = measured(places, i, j) == DistanceKind::street
                                          ? ground.graph.distance(*places.place[i], *places.place[j], radius)
                                          : std::optional(Metres{plane});
      if (d && *d <= radius) pairs.push_back({j, i, *d});
    }
  return pairs;
}

TEST(StreetCases, TheForestIsThatOfEveryPair) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    SCOPED_TRACE(seed);
    const std::vector<ForestCase> cases = cases_in_town(seed, 500);
    const StreetGround ground = street_ground(town(), Metres{20.0});
    const StreetPlaces places = on_streets(ground, places_of(cases));
    const ForestRules widest{.radius = Metres{100.0}, .window = days(90)};
    const std::vector<CasePair> pairs = near_pairs(cases, ground, places, widest);
    for (const double radius : {25.0, 50.0, 100.0})
      for (const std::int64_t window : {7, 90}) {
        const ForestRules rules{.radius = Metres{radius}, .window = days(window)};
        const Forest forest = rebound_forest(cases, pairs, rules);
        EXPECT_EQ(forest, rebound_forest(cases, all_pairs(cases, ground, places, rules.radius), rules));
        EXPECT_GT(count_links(cases, forest).rebounds, 0);
      }
  }
}

TEST(StreetCases, TwoStreetsSideBySideAreFarApart) {
  std::vector<ForestCase> cases(3);
  for (std::size_t i = 0; i < 3; ++i) cases[i].id = static_cast<std::int64_t>(i);
  cases[0].opened = LocalTime{0}, cases[0].closed = LocalTime{kDay}, cases[0].at = {340, 100};
  cases[1].opened = LocalTime{5 * kDay}, cases[1].at = {340, 130};   // 30 m away, 710 m along the streets
  cases[2].opened = LocalTime{6 * kDay}, cases[2].at = {310, 99.0};  // 30 m along the street
  const StreetGround ground = street_ground(town(), Metres{20.0});
  const StreetPlaces places = on_streets(ground, places_of(cases));
  const Forest forest = rebound_forest(cases, near_pairs(cases, ground, places, {}), {});
  EXPECT_EQ(forest.links[1].kind, LinkKind::first);
  EXPECT_EQ(forest.links[2].kind, LinkKind::rebound);
  EXPECT_EQ(forest.links[2].distance, Metres{30.0});
  EXPECT_EQ(rebound_forest(cases, ForestRules{}).links[1].kind, LinkKind::rebound);
}

TEST(StreetCases, SensitivityFromPairsIsThatOfEachForest) {
  const std::vector<ForestCase> cases = cases_in_town(9, 300);
  const StreetGround ground = street_ground(town(), Metres{20.0});
  const StreetPlaces places = on_streets(ground, places_of(cases));
  const std::vector<CasePair> pairs = near_pairs(cases, ground, places, {Metres{100.0}, days(90), Seconds{43200}});
  const WatchPeriod period{LocalTime{120 * kDay}, {}};
  const std::vector<SensitivityRow> rows = sensitivity(cases, pairs, period, {});
  ASSERT_EQ(rows.size(), 9U);
  for (const SensitivityRow& row : rows)
    EXPECT_EQ(row.counts,
              count_links(cases, rebound_forest(cases, pairs, {row.radius, row.window, days(0) + Seconds{43'200}})));
}

TEST(StreetCases, NearestOfIsTheLeastOfAll) {
  const std::vector<ForestCase> cases = cases_in_town(4, 200);
  const StreetGround ground = street_ground(town(), Metres{20.0});
  const StreetPlaces places = on_streets(ground, places_of(cases));
  const std::vector<Xy> schools{{120, 5}, {333, 260}, {50, 50}};
  const StreetPlaces others = on_streets(ground, schools);
  const auto nearest = nearest_of(ground, places, others, Metres{150.0});
  for (std::size_t i = 0; i < cases.size(); ++i) {
    std::optional<Metres> best;
    for (std::size_t k = 0; k < schools.size(); ++k) {
      std::optional<Metres> d = Metres{std::hypot(cases[i].at.x - schools[k].x, cases[i].at.y - schools[k].y)};
      if (places.place[i] && others.place[k])
        d = ground.graph.distance(*others.place[k], *places.place[i], Metres{150.0});
      if (d && *d <= Metres{150.0} && (!best || *d < *best)) best = d;
    }
    ASSERT_EQ(nearest[i].has_value(), best.has_value()) << i;
    if (best) {
      EXPECT_NEAR(nearest[i]->value, best->value, 1e-9) << i;
    }
  }
}

}  // namespace
}  // namespace hotspot
}  // namespace libgrid
