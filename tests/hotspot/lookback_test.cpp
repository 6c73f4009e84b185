#include <algorithm>
#include <bit>
#include <cmath>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/lookback.hpp>

namespace libgrid::hotspot {
namespace {

std::vector<VisitCandidate> scattered_candidates(std::size_t n, std::uint64_t seed) {
  const CounterRandom random(seed, 2);
  std::vector<VisitCandidate> candidates;
  for (std::size_t i = 0; i < n; ++i) {
    VisitCandidate c{.id = static_cast<std::int64_t>(i) + 1};
    c.at = {random.unit(5 * i) * 300.0, random.unit(5 * i + 1) * 300.0};
    c.probability = random.unit(5 * i + 2);
    c.cost = 1.0 + static_cast<double>(random.below(5 * i + 3, 3));
    c.group = random.below(5 * i + 4, 3);
    candidates.push_back(c);
  }
  return candidates;
}

TEST(LookBack, WithoutCoverTheLikeliestFirst) {
  std::vector<VisitCandidate> candidates{
      {.id = 1, .probability = 0.2}, {.id = 2, .probability = 0.9}, {.id = 3, .probability = 0.5}};
  const std::vector<PlannedVisit> visits = plan_visits(candidates, {.budget = 2.0, .random_share = 0.0});
  ASSERT_EQ(visits.size(), 2U);
  EXPECT_EQ(visits[0].candidate, 1U);
  EXPECT_EQ(visits[1].candidate, 2U);
  candidates[0].severity = 5.0;
  EXPECT_EQ(plan_visits(candidates, {.budget = 1.0, .random_share = 0.0})[0].candidate, 0U);
}

// 0 and 1 are 10 m apart: visiting either checks both, so the second visit goes elsewhere although p is lower there.
TEST(LookBack, AVisitChecksWhatIsNear) {
  const std::vector<VisitCandidate> candidates{{.id = 1, .at = {0, 0}, .probability = 0.6},
                                               {.id = 2, .at = {10, 0}, .probability = 0.7},
                                               {.id = 3, .at = {500, 0}, .probability = 0.1}};
  const std::vector<PlannedVisit> visits =
      plan_visits(candidates, {.budget = 2.0, .cover = Metres{50.0}, .random_share = 0.0});
  ASSERT_EQ(visits.size(), 2U);
  EXPECT_DOUBLE_EQ(visits[0].gain, 1.3);
  EXPECT_EQ(visits[1].candidate, 2U);
}

/// Lazy greedy takes what plain greedy takes, and the greedy gain is at least 1 - 1/e of the best set of equal costs.
TEST(LookBack, GreedyIsWithinItsBoundOfTheBestCover) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE(seed);
    std::vector<VisitCandidate> candidates = scattered_candidates(10, seed);
    for (VisitCandidate& c : candidates) c.cost = 1.0;
    const auto value = [&](unsigned set) {
      double sum = 0.0;
      for (std::size_t j = 0; j < candidates.size(); ++j)
        for (std::size_t i = 0; i < candidates.size(); ++i)
          if (((set >> i) & 1U) && distance(candidates[i].at, candidates[j].at) <= Metres{80.0}) {
            sum += candidates[j].probability;
            break;
          }
      return sum;
    };
    double best = 0.0;
    for (unsigned set = 0; set < 1024; ++set)
      if (std::popcount(set) == 3) best = std::max(best, value(set));
    double gained = 0.0;
    for (const PlannedVisit& visit :
         plan_visits(candidates, {.budget = 3.0, .cover = Metres{80.0}, .random_share = 0.0}))
      gained += visit.gain;
    EXPECT_GE(gained, (1.0 - std::exp(-1.0)) * best - 1e-12);
  }
}

TEST(LookBack, BudgetFairShareRandomShareAndSeed) {
  const std::vector<VisitCandidate> candidates = scattered_candidates(200, 7);
  const VisitOptions options{.budget = 60.0, .random_share = 0.2, .fairness = 0.9, .seed = 3};
  const std::vector<PlannedVisit> visits = plan_visits(candidates, options);
  double spent = 0.0;
  std::set<std::size_t> distinct, groups;
  bool random = false;
  for (const PlannedVisit& visit : visits) {
    spent += candidates[visit.candidate].cost;
    distinct.insert(visit.candidate);
    if (visit.reason == VisitReason::fair_share) groups.insert(candidates[visit.candidate].group);
    if (visit.reason == VisitReason::random) {
      random = true;
      EXPECT_GT(visit.chance, 0.0);
      EXPECT_LT(visit.chance, 1.0);
    }
  }
  EXPECT_LE(spent, 60.0);
  EXPECT_EQ(distinct.size(), visits.size());
  EXPECT_EQ(groups.size(), 3U);
  EXPECT_TRUE(random);
}

TEST(LookBack, DoesNotDependOnTheOrderOfCandidates) {
  std::vector<VisitCandidate> candidates = scattered_candidates(80, 9);
  const VisitOptions options{.budget = 20.0, .cover = Metres{30.0}, .seed = 5};
  const auto ids = [&](const std::vector<VisitCandidate>& of) {
    std::vector<std::int64_t> list;
    for (const PlannedVisit& visit : plan_visits(of, options)) list.push_back(of[visit.candidate].id);
    return list;
  };
  const std::vector<std::int64_t> before = ids(candidates);
  std::reverse(candidates.begin(), candidates.end());
  EXPECT_EQ(ids(candidates), before);
}

TEST(LookBack, ARouteVisitsEverythingAndIsNoLongerThanNearestNeighbour) {
  std::vector<Xy> places;
  for (const VisitCandidate& c : scattered_candidates(40, 4)) places.push_back(c.at);
  const std::vector<std::size_t> order = route_order(places, {0, 0});
  EXPECT_EQ(std::set<std::size_t>(order.begin(), order.end()).size(), places.size());
  const std::vector<Xy> line{{3, 0}, {1, 0}, {2, 0}};
  EXPECT_EQ(route_order(line, {0, 0}), (std::vector<std::size_t>{1, 2, 0}));
}

}  // namespace
}  // namespace libgrid::hotspot
