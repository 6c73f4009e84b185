#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/scan.hpp>

#include "statistics_sets.hpp"

namespace libgrid::hotspot {
namespace {

double llr(double c, double mu, double all) {
  if (c <= mu) return 0.0;
  return c * std::log(c / mu) + (all > c ? (all - c) * std::log((all - c) / (all - mu)) : 0.0);
}

struct Leukaemia {
  std::vector<Xy> places;
  std::vector<double> population;
  std::vector<std::int64_t> cases;
  explicit Leukaemia(const std::string& set) : population(test::number_column(set, 2)) {
    const std::vector<double> lon = test::number_column(set, 0), lat = test::number_column(set, 1);
    const std::vector<double> n = test::number_column(set, 3);
    for (std::size_t i = 0; i < lon.size(); ++i) places.push_back({lon[i], lat[i]});
    cases.assign(n.begin(), n.end());
  }
};

// H11: what SaTScan prints for these data, as cited by smerc's tests; longitude and latitude taken for a plane.
TEST(Scan, AllPrintedClustersOfNewYork) {
  const Leukaemia ny("leukaemia_centres");
  const std::vector<double> printed{11.577255, 9.019716, 6.114140, 4.651839, 4.169203, 3.363518, 3.209485};
  const std::vector<std::size_t> members{26, 8, 33, 4, 7, 4, 3};
  const ScanResult tenth = scan({ny.places, ny.population, ny.cases, 1}, {.max_share = 0.1});
  ASSERT_GE(tenth.clusters.size(), printed.size());
  for (std::size_t k = 0; k < printed.size(); ++k) {
    EXPECT_NEAR(tenth.clusters[k].llr, printed[k], 5e-7);
    EXPECT_EQ(tenth.clusters[k].members.size(), members[k]);
  }
  const ScanResult half = scan({ny.places, ny.population, ny.cases, 1}, {.max_share = 0.5});
  EXPECT_NEAR(half.clusters[0].llr, 14.083511, 5e-7);
  EXPECT_EQ(half.clusters[0].members.size(), 28U);
  EXPECT_EQ(half.clusters[0].cases, 100);
}

// Two of the printed clusters do not hang on the few tracts whose centres differ between the sources.
TEST(Scan, LeukaemiaInNewYork) {
  const Leukaemia ny("leukaemia");
  const ScanResult tenth = scan({ny.places, ny.population, ny.cases, 1}, {.max_share = 0.1});
  const auto has = [&](double printed, std::size_t members) {
    for (const ScanCluster& c : tenth.clusters)
      if (std::abs(c.llr - printed) <= 5e-7 && c.members.size() == members) return true;
    return false;
  };
  EXPECT_TRUE(has(4.651839, 4));
  EXPECT_TRUE(has(3.209485, 3));
  EXPECT_GT(tenth.clusters[0].llr, 9.0);
}

TEST(Scan, SpaceAndTimeAreTheBruteForce) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    const CounterRandom random(seed, 0);
    const std::size_t n = 14, days = 9;
    std::vector<Xy> places;
    std::vector<double> population;
    std::vector<std::int64_t> counts;
    for (std::size_t i = 0; i < n; ++i) {
      places.push_back({static_cast<double>(random.below(4 * i, 6)), static_cast<double>(random.below(4 * i + 1, 6))});
      population.push_back(1.0 + static_cast<double>(random.below(4 * i + 2, 5)));
    }
    for (std::size_t i = 0; i < n * days; ++i)
      counts.push_back(static_cast<std::int64_t>(random.below(1000 + i, 7)) / 5);
    const bool permutation = seed % 2 == 0, prospective = seed % 3 == 0;
    double total = 0.0, all = 0.0;
    std::vector<double> by_place(n, 0.0), by_day(days, 0.0);
    for (std::size_t i = 0; i < n * days; ++i) {
      const double c = static_cast<double>(counts[i]);
      total += c, by_place[i / days] += c, by_day[i % days] += c;
    }
    for (const double p : population) all += p;
    double best = 0.0;
    for (std::size_t centre = 0; centre < n; ++centre)
      for (std::size_t edge = 0; edge < n; ++edge) {
        const double radius = distance(places[centre], places[edge]).value;
        double weight = 0.0, weights = 0.0;
        for (std::size_t j = 0; j < n; ++j) {
          weights += permutation ? by_place[j] : population[j];
          if (distance(places[centre], places[j]).value <= radius) weight += permutation ? by_place[j] : population[j];
        }
        if (weight > 0.5 * weights) continue;
        for (std::size_t last = prospective ? days - 1 : 0; last < days; ++last)
          for (std::size_t first = last + 1 - std::min<std::size_t>(4, last + 1); first <= last; ++first) {
            double c = 0.0, mu = 0.0;
            for (std::size_t j = 0; j < n; ++j) {
              if (distance(places[centre], places[j]).value > radius) continue;
              for (std::size_t d = first; d <= last; ++d) {
                c += static_cast<double>(counts[j * days + d]);
                mu += permutation ? by_place[j] * by_day[d] / total
                                  : total * population[j] / (all * static_cast<double>(days));
              }
            }
            if (c >= 2.0) best = std::max(best, llr(c, mu, total));
          }
      }
    ScanOptions options{
        .model = permutation ? ScanModel::permutation : ScanModel::poisson, .max_days = 4, .prospective = prospective};
    const ScanResult found = scan({places, population, counts, days}, options);
    ASSERT_FALSE(found.clusters.empty());
    EXPECT_NEAR(found.clusters[0].llr, best, 1e-10);
  }
}

// The pruned search of the replicates against every window; more than sixteen days, so that blocks are not whole.
TEST(Scan, PrunedMaximaAreThoseOfEveryWindow) {
  std::vector<Xy> places;
  std::vector<double> population;
  std::vector<std::int64_t> counts;
  const CounterRandom random(31, 1);
  for (std::size_t i = 0; i < 36; ++i) {
    places.push_back({static_cast<double>(i % 6), static_cast<double>(i / 6)});
    population.push_back(1.0 + static_cast<double>(random.below(i, 4)));
    for (std::size_t d = 0; d < 21; ++d)
      counts.push_back(static_cast<std::int64_t>(random.below(100 + i * 21 + d, 9)) / 7 + (d == 20 && i < 3 ? 3 : 0));
  }
  for (const ScanModel model : {ScanModel::poisson, ScanModel::permutation}) {
    ScanOptions options{.model = model, .max_radius = Metres{2.0}, .max_days = 5, .replicates = 30, .seed = 6};
    const ScanResult pruned = scan({places, population, counts, 21}, options);
    options.search = ScanSearch::every_window;
    EXPECT_EQ(scan({places, population, counts, 21}, options).maxima, pruned.maxima);
    options.search = ScanSearch::pruned, options.most_clusters = 2;
    const ScanResult two = scan({places, population, counts, 21}, options);
    ASSERT_EQ(two.clusters.size(), 2U);
    EXPECT_EQ(two.clusters[1].llr, pruned.clusters[1].llr);
    EXPECT_EQ(two.clusters[1].p, pruned.clusters[1].p);
  }
}

TEST(Scan, APlantedClusterIsFoundAndItsPIsSmall) {
  std::vector<Xy> places;
  std::vector<std::int64_t> counts;
  const CounterRandom random(8, 8);
  for (std::size_t i = 0; i < 100; ++i) {
    places.push_back({static_cast<double>(i % 10), static_cast<double>(i / 10)});
    for (std::size_t d = 0; d < 20; ++d)
      counts.push_back((i == 44 || i == 45) && d >= 17 ? 5
                                                       : static_cast<std::int64_t>(random.below(i * 20 + d, 10) == 0));
  }
  const ScanOptions options{.model = ScanModel::permutation,
                            .max_radius = Metres{3.0},
                            .max_days = 5,
                            .prospective = true,
                            .replicates = 99,
                            .seed = 4};
  const ScanResult found = scan({places, {}, counts, 20}, options);
  EXPECT_EQ(found.clusters[0].members.size(), 5U);  // a cell and the four at the same distance, together
  EXPECT_EQ(found.clusters[0].first_day, 17U);
  EXPECT_EQ(found.clusters[0].p, 0.01);
  EXPECT_LT(found.clusters[0].p_gumbel, 0.01);
  double mean = 0.0, squares = 0.0;
  for (const double m : found.maxima) mean += m / 99.0;
  for (const double m : found.maxima) squares += (m - mean) * (m - mean);
  const double scale = std::sqrt(squares / 98.0) * std::sqrt(6.0) / 3.141592653589793;
  const double location = mean - 0.5772156649015329 * scale;
  for (const ScanCluster& c : found.clusters)
    EXPECT_NEAR(c.p_gumbel, 1.0 - std::exp(-std::exp(-(c.llr - location) / scale)), 1e-12);
  EXPECT_EQ(scan({places, {}, counts, 20}, options).maxima, found.maxima);
}

}  // namespace
}  // namespace libgrid::hotspot
