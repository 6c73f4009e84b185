#include <algorithm>
#include <limits>
#include <map>

#include <libgrid/base/error.hpp>
#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/group_contrast.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// What is drawn together, and from among which; in order of the strata.
struct Clusters {
  std::vector<std::vector<std::size_t>> places;
  std::vector<std::size_t> first, size;  ///< the stratum of each
};

Clusters clusters_of(const ContrastPlaces& all) {
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> by_key;  // stratum, cluster
  for (std::size_t i = 0; i < all.table.events.size(); ++i) {
    if (!(all.table.exposure[i] > 0.0)) continue;
    const auto key =
        all.together.empty() ? std::pair(all.groups.of_place[i], i) : std::pair(std::size_t{0}, all.together[i]);
    by_key[key].push_back(i);
  }
  Clusters clusters;
  std::map<std::size_t, std::size_t> size, first;
  for (const auto& [key, places] : by_key) ++size[key.first];
  for (auto& [key, places] : by_key) {
    first.try_emplace(key.first, clusters.places.size());
    clusters.first.push_back(first[key.first]), clusters.size.push_back(size[key.first]);
    clusters.places.push_back(std::move(places));
  }
  return clusters;
}

double ratio_of(double sum, double weight, double all, double weights) {
  return weight > 0.0 && weights > weight && all > sum ? (sum / weight) / ((all - sum) / (weights - weight)) : kNone;
}

/// Of each group: exposure and shrunk rate times exposure.
struct GroupSums {
  std::vector<double> rate, weight;
  double rates = 0.0, weights = 0.0;
  [[nodiscard]] double ratio(std::size_t g) const { return ratio_of(rate[g], weight[g], rates, weights); }
};

GroupSums sums_of(const RateTable& table, const PlaceGroups& groups) {
  const Imbalance told = imbalance(table, groups);
  GroupSums sums{std::vector<double>(groups.count, 0.0), std::vector<double>(groups.count, 0.0)};
  for (std::size_t i = 0; i < table.events.size(); ++i) {
    if (!(table.exposure[i] > 0.0)) continue;
    const double part = told.rates.estimate[i] * table.exposure[i];
    sums.rate[groups.of_place[i]] += part, sums.rates += part;
    sums.weight[groups.of_place[i]] += table.exposure[i], sums.weights += table.exposure[i];
  }
  return sums;
}

/// Ratios of one map drawn anew; none without an event.
std::vector<double> drawn_ratios(const ContrastPlaces& all, const Clusters& clusters, const CounterRandom& random) {
  std::vector<double> events, exposure;
  std::vector<std::size_t> of;
  double sum = 0.0;
  for (std::size_t c = 0; c < clusters.places.size(); ++c)
    for (const std::size_t i : clusters.places[clusters.first[c] + random.below(c, clusters.size[c])]) {
      events.push_back(all.table.events[i]), exposure.push_back(all.table.exposure[i]), sum += events.back();
      of.push_back(all.groups.of_place[i]);
    }
  if (!(sum > 0.0)) return {};
  const GroupSums sums = sums_of({events, exposure}, {of, all.groups.count});
  std::vector<double> ratios;
  for (std::size_t g = 0; g < all.groups.count; ++g) ratios.push_back(sums.ratio(g));
  return ratios;
}

std::vector<GroupContrast> without_intervals(const ContrastPlaces& places) {
  std::vector<GroupContrast> told(places.groups.count);
  EventRate all;
  for (std::size_t i = 0; i < places.table.events.size(); ++i) {
    if (!(places.table.exposure[i] > 0.0)) continue;
    GroupContrast& group = told[places.groups.of_place[i]];
    group.events += places.table.events[i], all.events += places.table.events[i];
    group.exposure += places.table.exposure[i], all.exposure += places.table.exposure[i];
  }
  const GroupSums sums = sums_of(places.table, places.groups);
  for (std::size_t g = 0; g < told.size(); ++g) {
    const EventRate own{told[g].events, told[g].exposure};
    const EventRate others{all.events - own.events, all.exposure - own.exposure};
    told[g].raw_rate = own.events / own.exposure, told[g].rate = sums.rate[g] / sums.weight[g];
    told[g].ratio = sums.ratio(g);
    told[g].raw =
        own.exposure > 0.0 && others.exposure > 0.0 ? rate_ratio(own, others) : RateRatio{kNone, kNone, kNone};
  }
  return told;
}

}  // namespace

std::vector<GroupContrast> group_contrasts(const ContrastPlaces& places, const BootstrapOptions& options) {
  GRID_ASSERT(places.groups.of_place.size() == places.table.events.size() &&
              (places.together.empty() || places.together.size() == places.table.events.size()));
  std::vector<GroupContrast> told = without_intervals(places);
  const Clusters clusters = clusters_of(places);
  std::vector<std::vector<double>> draws(told.size());
  for (std::size_t b = 0; b < options.replicates; ++b) {
    const std::vector<double> ratios = drawn_ratios(places, clusters, CounterRandom(options.seed, b));
    for (std::size_t g = 0; g < ratios.size(); ++g)
      if (ratios[g] == ratios[g]) draws[g].push_back(ratios[g]);
  }
  for (std::size_t g = 0; g < told.size(); ++g) told[g].interval = percentile_interval(std::move(draws[g]));
  return told;
}

}  // namespace hotspot
}  // namespace libgrid
