#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/scan_neighbours.hpp>

namespace libgrid::hotspot {
namespace {

constexpr std::size_t kPlaces = 16, kDays = 8, kLongest = 3;

struct Town {
  std::vector<Xy> places;
  std::vector<double> population;
  std::vector<std::int64_t> counts;
  explicit Town(std::uint64_t seed) {
    const CounterRandom random(seed, 0);
    for (std::size_t i = 0; i < kPlaces; ++i) {
      places.push_back({static_cast<double>(i % 4) * 100.0, static_cast<double>(i / 4) * 100.0});
      population.push_back(1.0 + static_cast<double>(random.below(i, 5)));
    }
    for (std::size_t k = 0; k < kPlaces * kDays; ++k)
      counts.push_back(static_cast<std::int64_t>(random.below(1000 + k, 7)) / 5);
  }
};

double llr(double c, double mu, double all) {
  if (c <= mu || c < 2.0) return 0.0;
  return c * std::log(c / mu) + (all > c ? (all - c) * std::log((all - c) / (all - mu)) : 0.0);
}

/// The largest LLR over sets of places and stretches of days, from the definition.
double best_of(const Town& town, const std::set<std::set<std::size_t>>& zones, bool permutation) {
  std::vector<double> weight(kPlaces, 0.0), by_day(kDays, 0.0);
  double all = 0.0, weights = 0.0, best = 0.0;
  for (std::size_t k = 0; k < town.counts.size(); ++k) {
    const double c = static_cast<double>(town.counts[k]);
    all += c, by_day[k % kDays] += c, weight[k / kDays] += c;
  }
  if (!permutation) weight = town.population, by_day.assign(kDays, all / static_cast<double>(kDays));
  for (const double w : weight) weights += w;
  for (const std::set<std::size_t>& zone : zones)
    for (std::size_t first = 0; first < kDays; ++first)
      for (std::size_t last = first; last < std::min(first + kLongest, kDays); ++last) {
        double c = 0.0, mu = 0.0, held = 0.0;
        for (const std::size_t place : zone) {
          held += weight[place];
          for (std::size_t d = first; d <= last; ++d)
            c += static_cast<double>(town.counts[place * kDays + d]), mu += weight[place] / weights * by_day[d];
        }
        if (held <= 0.5 * weights) best = std::max(best, llr(c, mu, all));
      }
  return best;
}

void expect_best(const Town& town, std::span<const ScanNeighbours> around,
                 const std::set<std::set<std::size_t>>& zones) {
  for (const bool permutation : {false, true}) {
    const ScanOptions options{.model = permutation ? ScanModel::permutation : ScanModel::poisson, .max_days = kLongest};
    const ScanResult found = scan({town.places, town.population, town.counts, kDays, around}, options);
    ASSERT_FALSE(found.clusters.empty());
    EXPECT_NEAR(found.clusters[0].llr, best_of(town, zones, permutation), 1e-10);
  }
}

// Three rows of streets that meet only at their west end, and one place per crossing.
TEST(ScanNeighbours, StreetBallsAreTheBruteForce) {
  std::vector<LineString> lines;
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 3; ++x) lines.push_back({{x * 100.0, y * 100.0}, {(x + 1) * 100.0, y * 100.0}});
    if (y > 0) lines.push_back({{0.0, (y - 1) * 100.0}, {0.0, y * 100.0}});
  }
  // The places of the fourth row (12 to 15) have no street.
  const auto steps = [](std::size_t a, std::size_t b) -> double {
    if (a == b) return 0.0;
    if (a >= 12 || b >= 12) return 1e9;
    const auto apart = [](std::size_t p, std::size_t q) { return static_cast<double>(p > q ? p - q : q - p); };
    return a / 4 == b / 4 ? apart(a % 4, b % 4) : static_cast<double>(a % 4 + b % 4) + apart(a / 4, b / 4);
  };
  std::set<std::set<std::size_t>> zones;
  for (std::size_t centre = 0; centre < kPlaces; ++centre)
    for (const double radius : {0.0, 1.0, 2.0, 3.0}) {
      std::set<std::size_t> zone;
      for (std::size_t j = 0; j < kPlaces; ++j)
        if (steps(centre, j) <= radius) zone.insert(j);
      zones.insert(zone);
    }
  const StreetGround ground = street_ground(lines, Metres{30.0});
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Town town(seed);
    expect_best(town, street_neighbours(ground, on_streets(ground, town.places), Metres{300.5}), zones);
  }
}

TEST(ScanNeighbours, ConnectedSetsAreTheBruteForce) {
  const Weights rook = grid_weights(4, 4, Contiguity::rook);
  std::set<std::set<std::size_t>> zones;
  for (std::size_t centre = 0; centre < kPlaces; ++centre) {
    std::set<std::size_t> zone{centre};
    zones.insert(zone);
    for (int step = 0; step < 2; ++step) {
      const std::set<std::size_t> before = zone;
      for (const std::size_t place : before)
        for (const std::uint32_t next : rook.neighbours(place)) zone.insert(next);
      zones.insert(zone);
    }
  }
  for (std::uint64_t seed = 1; seed <= 5; ++seed) expect_best(Town(seed), connected_neighbours(rook, 2), zones);
}

}  // namespace
}  // namespace libgrid::hotspot
