#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include <libgrid/base/error.hpp>
#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/detail/point_buckets.hpp>
#include <libgrid/hotspot/knox.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::size_t kLanes = 32;  // replicates that are counted side by side

/// Two events near in space: positions in the spatial order, and the band.
struct NearPair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t band = 0;
};

std::size_t band_of(std::span<const double> edges, double distance) {
  return static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), distance) - edges.begin()) - 1;
}

/// Pairs within the bands, grouped by band, in spatial order.
std::vector<NearPair> near_pairs(const detail::PointBuckets& buckets, const KnoxOptions& options) {
  const std::span<const Xy> points = buckets.sorted();
  std::vector<NearPair> pairs;
  for (std::uint32_t a = 0; a < points.size(); ++a)
    buckets.visit_around(points[a], 1, [&](std::size_t b) {
      if (b >= a) return;
      const double dx = points[a].x - points[b].x, dy = points[a].y - points[b].y;
      const double distance =
          options.metric == PairDistance::manhattan ? std::abs(dx) + std::abs(dy) : std::sqrt(dx * dx + dy * dy);
      if (distance < options.distances.front() || distance >= options.distances.back()) return;
      pairs.push_back(
          {a, static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(band_of(options.distances, distance))});
    });
  if (options.distances.size() > 2)
    std::stable_sort(pairs.begin(), pairs.end(), [](const NearPair& x, const NearPair& y) { return x.band < y.band; });
  return pairs;
}

/// Four 32-bit words for every call of the counter: a fourth of the cost of one call per number.
class WordStream {
 public:
  WordStream(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}
  std::uint32_t below(std::uint32_t bound) {
    if (used_ == 4) {
      const auto low = [](std::uint64_t n) { return static_cast<std::uint32_t>(n); };
      const auto high = [](std::uint64_t n) { return static_cast<std::uint32_t>(n >> 32); };
      words_ = philox4x32_10({low(index_), high(index_), low(stream_), high(stream_)}, {low(seed_), high(seed_)});
      ++index_;
      used_ = 0;
    }
    return static_cast<std::uint32_t>((std::uint64_t{words_[used_++]} * bound) >> 32);
  }

 private:
  std::uint64_t seed_, stream_, index_ = 0;
  std::array<std::uint32_t, 4> words_{};
  std::size_t used_ = 4;
};

/// Members of every group in spatial order; shuffled, they say whose time an event gets.
std::vector<std::vector<std::uint32_t>> group_members(std::span<const std::uint32_t> groups,
                                                      std::span<const std::uint32_t> order) {
  std::vector<std::vector<std::uint32_t>> members(1);
  for (std::uint32_t k = 0; k < order.size(); ++k) {
    const std::uint32_t g = groups.empty() ? 0 : groups[order[k]];
    if (members.size() <= g) members.resize(g + 1);
    members[g].push_back(k);
  }
  return members;
}

void shuffle_times(std::span<const std::int32_t> times, const std::vector<std::vector<std::uint32_t>>& members,
                   WordStream words, std::vector<std::int32_t>& shuffled) {
  std::vector<std::int32_t> pool;
  for (const std::vector<std::uint32_t>& group : members) {
    pool.clear();
    for (const std::uint32_t k : group) pool.push_back(times[k]);
    for (std::size_t n = pool.size(); n > 1; --n)
      std::swap(pool[n - 1], pool[words.below(static_cast<std::uint32_t>(n))]);
    for (std::size_t k = 0; k < group.size(); ++k) shuffled[group[k]] = pool[k];
  }
}

/// counts[band][gap][lane] of pairs, for kLanes columns of times side by side: lanes[k * kLanes + lane].
template <class Time>
void count_lanes(std::span<const NearPair> pairs, const std::vector<Time>& lanes, std::span<const std::int64_t> edges,
                 std::vector<std::int64_t>& counts) {
  const std::size_t gaps = edges.size() - 1;
  std::array<std::uint16_t, kLanes> below;
  std::vector<std::array<std::int64_t, kLanes>> under(edges.size());
  for (std::size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
    while (end < pairs.size() && pairs[end].band == pairs[begin].band) ++end;
    for (std::size_t e = 0; e < edges.size(); ++e) {
      under[e].fill(0);
      const Time edge = static_cast<Time>(std::min<std::int64_t>(edges[e], std::numeric_limits<Time>::max()));
      for (std::size_t from = begin; from < end; from += 60'000) {
        below.fill(0);
        for (std::size_t p = from; p < std::min(end, from + 60'000); ++p) {
          const Time* a = lanes.data() + pairs[p].a * kLanes;
          const Time* b = lanes.data() + pairs[p].b * kLanes;
          for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const Time gap = static_cast<Time>(std::max(a[lane], b[lane]) - std::min(a[lane], b[lane]));
            below[lane] = static_cast<std::uint16_t>(below[lane] + (gap < edge ? 1 : 0));
          }
        }
        for (std::size_t lane = 0; lane < kLanes; ++lane) under[e][lane] += below[lane];
      }
    }
    for (std::size_t g = 0; g < gaps; ++g)
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        counts[(pairs[begin].band * gaps + g) * kLanes + lane] += under[g + 1][lane] - under[g][lane];
  }
}

/// Pairs of all events by their gap in time: how many lie under each edge.
std::int64_t pairs_under(std::vector<std::int64_t> times, std::int64_t edge) {
  std::sort(times.begin(), times.end());
  std::int64_t pairs = 0;
  for (std::size_t a = 0, b = 0; a < times.size(); ++a) {
    while (times[a] - times[b] >= edge && b < a) ++b;
    pairs += edge > 0 ? static_cast<std::int64_t>(a - b) : 0;
  }
  return pairs;
}

void add_expectations(KnoxTable& table, std::span<const NearPair> pairs, std::span<const std::int64_t> times,
                      const KnoxOptions& options) {
  const double n = static_cast<double>(times.size());
  std::vector<double> in_band(table.bands, 0.0);
  for (const NearPair& pair : pairs) in_band[pair.band] += 1.0;
  const std::vector<std::int64_t> all(times.begin(), times.end());
  for (std::size_t g = 0; g < table.gaps; ++g) {
    const auto in_gap = static_cast<double>(pairs_under(all, options.gaps[g + 1]) - pairs_under(all, options.gaps[g]));
    for (std::size_t s = 0; s < table.bands; ++s)
      table.expectation[s * table.gaps + g] = in_band[s] * in_gap / (n * (n - 1.0) / 2.0);
  }
}

template <class Time>
void count_replicates(KnoxTable& table, std::span<const NearPair> pairs, std::span<const std::int32_t> times,
                      const std::vector<std::vector<std::uint32_t>>& members, const KnoxOptions& options) {
  const std::size_t cells = table.bands * table.gaps;
  std::vector<std::int32_t> shuffled(times.begin(), times.end());
  std::vector<Time> lanes(times.size() * kLanes, 0);
  // Lane 0 of the first round holds the times as they are.
  for (std::size_t first = 0; first < options.replicates + 1; first += kLanes) {
    const std::size_t used = std::min(kLanes, options.replicates + 1 - first);
    for (std::size_t lane = 0; lane < used; ++lane) {
      if (first + lane == 0)
        std::copy(times.begin(), times.end(), shuffled.begin());
      else
        shuffle_times(times, members, WordStream(options.seed, first + lane), shuffled);
      for (std::size_t k = 0; k < times.size(); ++k) lanes[k * kLanes + lane] = static_cast<Time>(shuffled[k]);
    }
    std::vector<std::int64_t> counts(cells * kLanes, 0);
    count_lanes<Time>(pairs, lanes, options.gaps, counts);
    for (std::size_t cell = 0; cell < cells; ++cell)
      for (std::size_t lane = 0; lane < used; ++lane) {
        const std::int64_t count = counts[cell * kLanes + lane];
        if (first + lane == 0) {
          table.observed[cell] = count;
          continue;
        }
        table.at_least[cell] += count >= table.observed[cell] ? 1U : 0U;
        table.mean[cell] += static_cast<double>(count) / static_cast<double>(options.replicates);
      }
  }
}

}  // namespace

KnoxTable knox_table(std::span<const Xy> points, std::span<const std::int64_t> times,
                     std::span<const std::uint32_t> groups, const KnoxOptions& options) {
  GRID_ASSERT(points.size() == times.size() && options.distances.size() >= 2 && options.gaps.size() >= 2);
  KnoxTable table{.bands = options.distances.size() - 1,
                  .gaps = options.gaps.size() - 1,
                  .observed = {},
                  .expectation = {},
                  .mean = {},
                  .at_least = {}};
  const std::size_t cells = table.bands * table.gaps;
  table.observed.assign(cells, 0);
  table.expectation.assign(cells, 0.0);
  table.mean.assign(cells, options.replicates > 0 ? 0.0 : std::numeric_limits<double>::quiet_NaN());
  table.at_least.assign(cells, 0);
  if (points.size() < 2) return table;
  const detail::PointBuckets buckets(points, Metres{options.distances.back()});
  const std::vector<NearPair> pairs = near_pairs(buckets, options);
  const auto [low, high] = std::minmax_element(times.begin(), times.end());
  GRID_ASSERT(*high - *low < std::numeric_limits<std::int32_t>::max());
  std::vector<std::int32_t> ordered;
  for (const std::uint32_t i : buckets.order()) ordered.push_back(static_cast<std::int32_t>(times[i] - *low));
  const auto members = group_members(groups, buckets.order());
  if (*high - *low < std::numeric_limits<std::int16_t>::max())
    count_replicates<std::int16_t>(table, pairs, ordered, members, options);
  else
    count_replicates<std::int32_t>(table, pairs, ordered, members, options);
  add_expectations(table, pairs, times, options);
  return table;
}

KnoxTable knox_table(std::span<const Xy> points, std::span<const std::int64_t> times, const KnoxOptions& options) {
  return knox_table(points, times, {}, options);
}

}  // namespace hotspot
}  // namespace libgrid
