#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <libgrid/base/error.hpp>
#include <libgrid/base/random_words.hpp>
#include <libgrid/hotspot/detail/point_buckets.hpp>
#include <libgrid/hotspot/knox.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::size_t kLanes = 32;  // most replicates that are counted side by side

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

/// How a replicate deals the times out, group by group.
template <class Time>
struct Dealer {
  const std::vector<std::vector<std::uint32_t>>& members;
  std::uint64_t seed;
  std::vector<std::uint32_t> words = {};
  std::vector<Time> pool = {};

  void deal(std::span<const Time> times, std::uint64_t replicate, std::vector<Time>& dealt) {
    words.resize((times.size() + 31) / 32 * 32);
    random_words(seed, replicate, 0, words);
    const std::uint32_t* next = words.data();
    for (const std::vector<std::uint32_t>& group : members) {
      pool.clear();
      for (const std::uint32_t k : group) pool.push_back(times[k]);
      for (std::size_t n = pool.size(); n > 1; --n) std::swap(pool[n - 1], pool[(std::uint64_t{*next++} * n) >> 32]);
      for (std::size_t k = 0; k < group.size(); ++k) dealt[group[k]] = pool[k];
    }
  }
};

/// counts[band][gap][lane] of pairs, for some columns of times side by side: lanes[k * Lanes + lane].
template <std::size_t Lanes, class Time>
void count_lanes(std::span<const NearPair> pairs, const std::vector<Time>& lanes, std::span<const std::int64_t> edges,
                 std::vector<std::int64_t>& counts) {
  const std::size_t gaps = edges.size() - 1;
  std::array<std::uint16_t, Lanes> below;
  std::vector<std::array<std::int64_t, Lanes>> under(edges.size());
  for (std::size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
    while (end < pairs.size() && pairs[end].band == pairs[begin].band) ++end;
    for (std::size_t e = 0; e < edges.size(); ++e) {
      under[e].fill(0);
      if (edges[e] <= 0) continue;
      constexpr Time most = std::numeric_limits<Time>::max();
      const Time edge = std::cmp_less(edges[e], most) ? static_cast<Time>(edges[e]) : most;
      for (std::size_t from = begin; from < end; from += 60'000) {
        below.fill(0);
        for (std::size_t p = from; p < std::min(end, from + 60'000); ++p) {
          const Time* a = lanes.data() + pairs[p].a * Lanes;
          const Time* b = lanes.data() + pairs[p].b * Lanes;
          for (std::size_t lane = 0; lane < Lanes; ++lane) {
            const Time gap = static_cast<Time>(std::max(a[lane], b[lane]) - std::min(a[lane], b[lane]));
            below[lane] = static_cast<std::uint16_t>(below[lane] + (gap < edge ? 1 : 0));
          }
        }
        for (std::size_t lane = 0; lane < Lanes; ++lane) under[e][lane] += below[lane];
      }
    }
    for (std::size_t g = 0; g < gaps; ++g)
      for (std::size_t lane = 0; lane < Lanes; ++lane)
        counts[(pairs[begin].band * gaps + g) * Lanes + lane] += under[g + 1][lane] - under[g][lane];
  }
}

/// The time from a to b; no difference of two 64-bit numbers overflows it. @pre a <= b
std::uint64_t apart(std::int64_t a, std::int64_t b) {
  return static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a);
}

/// Pairs of all events by their gap in time: how many lie under an edge. @pre times ascending
std::int64_t pairs_under(std::span<const std::int64_t> times, std::int64_t edge) {
  if (edge <= 0) return 0;
  std::int64_t pairs = 0;
  for (std::size_t a = 0, b = 0; a < times.size(); ++a) {
    while (b < a && apart(times[b], times[a]) >= static_cast<std::uint64_t>(edge)) ++b;
    pairs += static_cast<std::int64_t>(a - b);
  }
  return pairs;
}

void add_expectations(KnoxTable& table, std::span<const NearPair> pairs, std::span<const std::int64_t> times,
                      const KnoxOptions& options) {
  const double n = static_cast<double>(times.size());
  std::vector<double> in_band(table.bands, 0.0);
  for (const NearPair& pair : pairs) in_band[pair.band] += 1.0;
  std::vector<std::int64_t> all(times.begin(), times.end());
  std::sort(all.begin(), all.end());
  for (std::size_t g = 0; g < table.gaps; ++g) {
    const auto in_gap = static_cast<double>(pairs_under(all, options.gaps[g + 1]) - pairs_under(all, options.gaps[g]));
    for (std::size_t s = 0; s < table.bands; ++s)
      table.expectation[s * table.gaps + g] = in_band[s] * in_gap / (n * (n - 1.0) / 2.0);
  }
}

struct Dealing {
  std::span<const NearPair> pairs;
  const std::vector<std::vector<std::uint32_t>>& members;
  const KnoxOptions& options;
};

/// Replicates first ... first + used - 1, used at most Lanes; replicate 0 has the times as they are.
template <std::size_t Lanes, class Time>
void count_some(KnoxTable& table, const Dealing& dealing, std::span<const Time> times, std::size_t first,
                std::size_t used) {
  std::vector<Time> dealt(times.begin(), times.end());
  std::vector<Time> lanes(times.size() * Lanes, 0);
  Dealer<Time> dealer{dealing.members, dealing.options.seed};
  for (std::size_t lane = 0; lane < used; ++lane) {
    if (first + lane > 0) dealer.deal(times, first + lane, dealt);
    for (std::size_t k = 0; k < times.size(); ++k) lanes[k * Lanes + lane] = dealt[k];
  }
  const std::size_t cells = table.bands * table.gaps;
  std::vector<std::int64_t> counts(cells * Lanes, 0);
  count_lanes<Lanes, Time>(dealing.pairs, lanes, dealing.options.gaps, counts);
  for (std::size_t cell = 0; cell < cells; ++cell)
    for (std::size_t lane = 0; lane < used; ++lane) {
      const std::int64_t count = counts[cell * Lanes + lane];
      if (first + lane == 0) {
        table.observed[cell] = count;
        continue;
      }
      table.at_least[cell] += count >= table.observed[cell] ? 1U : 0U;
      table.mean[cell] += static_cast<double>(count) / static_cast<double>(dealing.options.replicates);
    }
}

template <class Time>
void count_replicates(KnoxTable& table, const Dealing& dealing, std::span<const std::uint64_t> given) {
  std::vector<Time> times;
  times.reserve(given.size());
  for (const std::uint64_t time : given) times.push_back(static_cast<Time>(time));
  const std::size_t all = dealing.options.replicates + 1;
  for (std::size_t first = 0; first < all; first += kLanes) {
    const std::size_t used = std::min(kLanes, all - first);
    if (used > 8)
      count_some<kLanes, Time>(table, dealing, times, first, used);
    else
      count_some<8, Time>(table, dealing, times, first, used);
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
  const std::uint64_t span = apart(*low, *high);
  std::vector<std::uint64_t> ordered;
  for (const std::uint32_t i : buckets.order()) ordered.push_back(apart(*low, times[i]));
  const auto members = group_members(groups, buckets.order());
  // The narrowest numbers that hold the span: more lanes are counted at once.
  if (std::cmp_less(span, std::numeric_limits<std::int16_t>::max()))
    count_replicates<std::int16_t>(table, {pairs, members, options}, ordered);
  else if (std::cmp_less(span, std::numeric_limits<std::int32_t>::max()))
    count_replicates<std::int32_t>(table, {pairs, members, options}, ordered);
  else
    count_replicates<std::uint64_t>(table, {pairs, members, options}, ordered);
  add_expectations(table, pairs, times, options);
  return table;
}

KnoxTable knox_table(std::span<const Xy> points, std::span<const std::int64_t> times, const KnoxOptions& options) {
  return knox_table(points, times, {}, options);
}

}  // namespace hotspot
}  // namespace libgrid
