#include <algorithm>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/forest.hpp>

namespace libgrid::hotspot {
namespace {

using namespace literals;

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 24 * kHour;

ForestCase a_case(std::int64_t id, std::int64_t opened, std::int64_t closed, Xy at = {}) {
  return {.id = id, .opened = LocalTime{opened}, .closed = LocalTime{closed}, .at = at};
}

/// A crowded town: few places, many equal times, some never closed, some closed before they were opened.
std::vector<ForestCase> crowded(std::size_t n, std::uint64_t seed) {
  const CounterRandom random(seed, 3);
  std::vector<ForestCase> cases;
  for (std::size_t i = 0; i < n; ++i) {
    const auto draw = [&](std::uint64_t k, std::uint64_t bound) {
      return static_cast<std::int64_t>(random.below(8 * i + k, bound));
    };
    ForestCase c{.id = static_cast<std::int64_t>(i) + 1, .category = static_cast<std::size_t>(draw(0, 3))};
    c.opened = LocalTime{draw(1, 120) * 6 * kHour};
    if (draw(2, 8) > 0) c.closed = LocalTime{c.opened.seconds + (draw(3, 12) - 1) * 6 * kHour};
    c.at = {static_cast<double>(draw(4, 30)) * 20.0 - 200.0, static_cast<double>(draw(5, 30)) * 20.0 - 200.0};
    c.has_place = draw(6, 20) > 0;
    cases.push_back(c);
  }
  return cases;
}

TEST(Forest, ARebound) {
  const std::vector<ForestCase> cases{a_case(1, 0, kDay), a_case(2, 3 * kDay, 4 * kDay, {30, 40})};
  const Forest forest = rebound_forest(cases, {.radius = 50_m, .window = days(30)});
  EXPECT_EQ(forest.links[0], ForestLink{});
  EXPECT_EQ(forest.links[1], (ForestLink{LinkKind::rebound, 0, days(2), 50_m}));
}

TEST(Forest, KindsByTheirGap) {
  const auto kind_of = [](std::int64_t opened) {
    const std::vector<ForestCase> cases{a_case(1, 0, 10 * kDay), a_case(2, opened, opened + kDay)};
    return rebound_forest(cases, {}).links[1].kind;
  };
  EXPECT_EQ(kind_of(0), LinkKind::duplicate);
  EXPECT_EQ(kind_of(10 * kDay - 1), LinkKind::duplicate);
  EXPECT_EQ(kind_of(10 * kDay), LinkKind::suspect);
  EXPECT_EQ(kind_of(10 * kDay + 12 * kHour), LinkKind::suspect);
  EXPECT_EQ(kind_of(10 * kDay + 12 * kHour + 1), LinkKind::rebound);
  EXPECT_EQ(kind_of(40 * kDay), LinkKind::rebound);
  EXPECT_EQ(kind_of(40 * kDay + 1), LinkKind::first);
}

TEST(Forest, OneParentTheLastSettledThenTheNearestThenTheSmallestId) {
  const Xy near{10, 0}, far{20, 0}, child{0, 0};
  const std::vector<ForestCase> later{a_case(1, 0, kDay, near), a_case(2, 0, 2 * kDay, far),
                                      a_case(3, 4 * kDay, 5 * kDay, child)};
  EXPECT_EQ(rebound_forest(later, {}).links[2].parent, 1U);
  const std::vector<ForestCase> nearer{a_case(1, 0, kDay, far), a_case(2, 0, kDay, near),
                                       a_case(3, 4 * kDay, 5 * kDay, child)};
  EXPECT_EQ(rebound_forest(nearer, {}).links[2].parent, 1U);
  const std::vector<ForestCase> smaller{a_case(9, 0, kDay, near), a_case(2, 0, kDay, {-10, 0}),
                                        a_case(30, 4 * kDay, 5 * kDay, child)};
  EXPECT_EQ(rebound_forest(smaller, {}).links[2].parent, 1U);
}

TEST(Forest, OtherCategoriesFarPlacesAndSenselessTimesAreNoParents) {
  std::vector<ForestCase> cases{a_case(1, 0, kDay), a_case(2, 4 * kDay, 5 * kDay)};
  cases[0].category = 1;
  EXPECT_EQ(rebound_forest(cases, {}).links[1].kind, LinkKind::first);
  cases[0] = a_case(1, 0, kDay, {50.001, 0});
  EXPECT_EQ(rebound_forest(cases, {}).links[1].kind, LinkKind::first);
  cases[0] = a_case(1, kDay, 0);
  EXPECT_EQ(rebound_forest(cases, {}).links[1].kind, LinkKind::first);
  cases[0] = a_case(1, 0, kDay);
  cases[1].has_place = false;
  EXPECT_EQ(rebound_forest(cases, {}).links[1].kind, LinkKind::unplaced);
}

TEST(Forest, SweepAndPairsAreTheBruteForce) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    const std::vector<ForestCase> cases = crowded(500, seed);
    const ForestRules rules{.radius = Metres{15.0 + 10.0 * static_cast<double>(seed)},
                            .window = days(static_cast<std::int64_t>(seed)),
                            .grace = Seconds{seed % 3 == 0 ? 0 : 12 * kHour}};
    const Forest all = rebound_forest(cases, rules, ForestSearch::brute_force);
    EXPECT_EQ(rebound_forest(cases, rules), all);
    std::vector<CasePair> pairs;
    for (std::uint32_t a = 0; a < cases.size(); ++a)
      for (std::uint32_t b = 0; b < a; ++b) pairs.push_back({a, b, distance(cases[a].at, cases[b].at)});
    const Forest measured = rebound_forest(cases, pairs, rules);
    for (std::size_t i = 0; i < cases.size(); ++i) {
      EXPECT_EQ(measured.links[i].kind, all.links[i].kind);
      EXPECT_EQ(measured.links[i].parent, all.links[i].parent);
    }
  }
}

TEST(Forest, DoesNotDependOnTheOrderOfCases) {
  const std::vector<ForestCase> cases = crowded(400, 99);
  const Forest forest = rebound_forest(cases, {});
  std::vector<std::size_t> order(cases.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const CounterRandom random(5, 5);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i, i)]);
  std::vector<ForestCase> shuffled;
  for (const std::size_t i : order) shuffled.push_back(cases[i]);
  const Forest again = rebound_forest(shuffled, {});
  for (std::size_t k = 0; k < order.size(); ++k) {
    const ForestLink &a = forest.links[order[k]], &b = again.links[k];
    EXPECT_EQ(a.kind, b.kind);
    EXPECT_EQ(a.gap, b.gap);
    ASSERT_EQ(a.parent.has_value(), b.parent.has_value());
    if (a.parent) {
      EXPECT_EQ(cases[*a.parent].id, shuffled[*b.parent].id);
    }
  }
}

// 1 settled day 1 -> 2 rebounds day 3 (settled 4) -> 3 rebounds day 6; 4 is a duplicate of 3.
TEST(Forest, ShapeAndCounts) {
  std::vector<ForestCase> cases{a_case(1, 0, kDay), a_case(2, 3 * kDay, 4 * kDay), a_case(3, 6 * kDay, 9 * kDay),
                                a_case(4, 7 * kDay, 8 * kDay)};
  cases[1].returned = 2;
  const Forest forest = rebound_forest(cases, {});
  const ForestShape shape = shape_of(cases, forest);
  EXPECT_EQ(shape.root, (std::vector<std::size_t>{0, 0, 0, 0}));
  EXPECT_EQ(shape.generation, (std::vector<std::int64_t>{0, 1, 2, 2}));
  EXPECT_EQ(shape.rebounds, (std::vector<std::int64_t>{1, 1, 0, 0}));
  EXPECT_EQ(shape.first[0], days(2));
  EXPECT_EQ(count_links(cases, forest),
            (ForestCounts{.cases = 4, .settled = 4, .rebounds = 2, .suspects = 0, .duplicates = 1, .rework = 1}));
}

}  // namespace
}  // namespace libgrid::hotspot
