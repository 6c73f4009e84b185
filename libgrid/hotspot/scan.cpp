#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include <libgrid/base/error.hpp>
#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/scan.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::size_t kLane = 16;        // days that are added at once: a loop of fixed length is vectorised
constexpr std::size_t kKept = 1u << 18;  // windows that are held at a time

/// The places around one centre, and after how many of them a zone may end.
struct ScanCircle {
  std::vector<std::uint32_t> members;
  std::vector<std::uint32_t> ends;  ///< zone k is members[0 .. ends[k])
  std::vector<double> radii;
};

std::vector<std::int64_t> cases_by_place(const ScanData& data) {
  std::vector<std::int64_t> cases(data.places.size(), 0);
  for (std::size_t i = 0; i < data.counts.size(); ++i) cases[i / data.days] += data.counts[i];
  return cases;
}

/// What max_share is a share of.
std::vector<double> zone_weights(const ScanData& data, const ScanOptions& options) {
  if (options.model == ScanModel::poisson) return {data.population.begin(), data.population.end()};
  const std::vector<std::int64_t> cases = cases_by_place(data);
  return {cases.begin(), cases.end()};
}

ScanNeighbours by_distance(std::span<const Xy> places, std::size_t centre) {
  ScanNeighbours order;
  order.reserve(places.size());
  for (std::uint32_t j = 0; j < places.size(); ++j) {
    const double dx = places[j].x - places[centre].x, dy = places[j].y - places[centre].y;
    order.push_back({std::sqrt(dx * dx + dy * dy), j});
  }
  std::ranges::sort(order);
  return order;
}

ScanCircle circle_around(const ScanData& data, const ScanOptions& options, std::span<const double> weight, double most,
                         std::size_t centre) {
  ScanNeighbours order = data.around.empty() ? by_distance(data.places, centre) : data.around[centre];
  if (options.max_radius.value > 0.0)
    std::erase_if(order, [&](const ScanNeighbour& n) { return n.distance > options.max_radius.value; });
  ScanCircle circle;
  double sum = 0.0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    sum += weight[order[k].place];
    if (sum > most) break;
    circle.members.push_back(order[k].place);
    const bool tied = k + 1 < order.size() && order[k + 1].distance == order[k].distance;
    if (tied && options.ties == EqualDistances::together) continue;
    circle.ends.push_back(static_cast<std::uint32_t>(k + 1));
    circle.radii.push_back(order[k].distance);
  }
  circle.members.resize(circle.ends.empty() ? 0 : circle.ends.back());
  return circle;
}

/// c ln c for whole c, looked up.
class LogTable {
 public:
  explicit LogTable(std::int64_t most) {
    for (std::int64_t c = 0; c <= most; ++c)
      times_log_.push_back(c == 0 ? 0.0 : static_cast<double>(c) * std::log(static_cast<double>(c)));
  }
  [[nodiscard]] double llr(std::int64_t c, double mu) const {
    const std::int64_t all = std::ssize(times_log_) - 1;
    const double n = static_cast<double>(c), total = static_cast<double>(all), rest = static_cast<double>(all - c);
    double sum = times_log_[static_cast<std::size_t>(c)] - n * std::log(mu);
    if (all > c) sum += times_log_[static_cast<std::size_t>(all - c)] - rest * std::log(total - mu);
    return sum;
  }

 private:
  std::vector<double> times_log_;
};

/// One window: which circle, which of its ends, which days.
struct ScanWindow {
  double llr = 0.0;
  std::int64_t cases = 0;
  double expected = 0.0;
  std::size_t centre = 0, zone = 0, first_day = 0, last_day = 0;
};

class ScanWalk {
 public:
  ScanWalk(const ScanData& data, const ScanOptions& options)
      : data_(data),
        options_(options),
        total_(std::accumulate(data.counts.begin(), data.counts.end(), std::int64_t{0})),
        logs_(total_) {
    weight_ = zone_weights(data, options);
    const double sum = std::accumulate(weight_.begin(), weight_.end(), 0.0);
    for (std::size_t i = 0; i < data.places.size(); ++i)
      circles_.push_back(circle_around(data, options, weight_, options.max_share * sum, i));
    share_.resize(weight_.size());
    for (std::size_t i = 0; i < weight_.size(); ++i) share_[i] = weight_[i] / sum;
    by_day_.assign(data.days, 0.0);
    for (std::size_t i = 0; i < data.counts.size(); ++i) by_day_[i % data.days] += static_cast<double>(data.counts[i]);
    if (options.model == ScanModel::poisson)
      std::fill(by_day_.begin(), by_day_.end(), static_cast<double>(total_) / static_cast<double>(data.days));
  }

  [[nodiscard]] std::int64_t total() const { return total_; }
  [[nodiscard]] std::span<const double> share() const { return share_; }
  [[nodiscard]] const ScanCircle& circle(std::size_t centre) const { return circles_[centre]; }

  /// visit(centre, zone, first, last, cases, expected) for every window with more cases than expected.
  template <class Visit>
  void windows(std::span<const std::int32_t> counts, const Visit& visit) const {
    const std::size_t days = data_.days, longest = std::min(options_.max_days, days);
    std::vector<std::int64_t> sums(days);
    for (std::size_t centre = 0; centre < circles_.size(); ++centre) {
      const ScanCircle& circle = circles_[centre];
      std::fill(sums.begin(), sums.end(), 0);
      double share = 0.0;
      std::size_t next = 0;
      for (std::size_t zone = 0; zone < circle.ends.size(); ++zone) {
        for (; next < circle.ends[zone]; ++next) {
          const std::size_t place = circle.members[next];
          share += share_[place];
          const std::size_t from = options_.prospective ? days - longest : 0;
          for (std::size_t d = from; d < days; ++d) sums[d] += counts[place * days + d];
        }
        for (std::size_t last = options_.prospective ? days - 1 : 0; last < days; ++last) {
          std::int64_t cases = 0;
          double by_day = 0.0;
          for (std::size_t length = 1; length <= std::min(longest, last + 1); ++length) {
            cases += sums[last + 1 - length];
            by_day += by_day_[last + 1 - length];
            const double expected = share * by_day;
            if (cases >= options_.least_cases && static_cast<double>(cases) > expected)
              visit(centre, zone, last + 1 - length, last, cases, expected);
          }
        }
      }
    }
  }

  [[nodiscard]] double llr(std::int64_t cases, double expected) const { return logs_.llr(cases, expected); }

  /// The largest LLR of all windows. A window that cannot beat the best so far is not given a logarithm:
  /// LLR <= c ln(c / mu) (its second term is never positive), and ln x <= x - 1.
  [[nodiscard]] double maximum(std::span<const std::int32_t> counts) const {
    if (!options_.prospective && options_.search == ScanSearch::pruned && data_.days > 1) return fullest(counts);
    double best = 0.0;
    windows(counts, [&](std::size_t, std::size_t, std::size_t, std::size_t, std::int64_t cases, double expected) {
      if (options_.search == ScanSearch::every_window || promising(cases, expected, best))
        best = std::max(best, logs_.llr(cases, expected));
    });
    return best;
  }

  [[nodiscard]] static bool promising(std::int64_t cases, double expected, double best) {
    const double c = static_cast<double>(cases);
    return c * (c - expected) > best * expected;
  }

 private:
  const ScanData& data_;
  const ScanOptions& options_;
  std::int64_t total_;
  LogTable logs_;
  /// Expected cases of all places by length and first day, added from the last day back as windows() does; and the
  /// least of every block of first days.
  struct DayTable {
    std::vector<double> all, least;
    std::size_t padded = 0, blocks = 0;
  };
  [[nodiscard]] DayTable day_table(std::size_t longest, std::size_t padded) const {
    DayTable table{{}, {}, padded, padded / kLane};
    const double none = std::numeric_limits<double>::infinity();
    table.all.assign((longest + 1) * padded, none);
    table.least.assign((longest + 1) * table.blocks, none);
    for (std::size_t last = 0; last < data_.days; ++last) {
      double sum = 0.0;
      for (std::size_t length = 1; length <= std::min(longest, last + 1); ++length) {
        const std::size_t first = last + 1 - length;
        sum += by_day_[first];
        table.all[length * padded + first] = sum;
        double& least = table.least[length * table.blocks + first / kLane];
        least = std::min(least, sum);
      }
    }
    return table;
  }

  /// maximum() over every stretch of days: of each zone, length and block of first days only the fullest window is
  /// asked whether it could win with the least that a window there expects.
  [[nodiscard]] double fullest(std::span<const std::int32_t> counts) const {
    const std::size_t days = data_.days, longest = std::min(options_.max_days, days);
    const std::size_t padded = (days + kLane - 1) / kLane * kLane;
    std::vector<std::int32_t> rows(data_.places.size() * padded, 0), sums(padded + longest), window(padded);
    for (std::size_t i = 0; i < data_.places.size(); ++i)
      std::copy_n(counts.begin() + static_cast<std::ptrdiff_t>(i * days), days,
                  rows.begin() + static_cast<std::ptrdiff_t>(i * padded));
    const DayTable table = day_table(longest, padded);
    double best = 0.0;
    for (const ScanCircle& circle : circles_) {
      std::fill(sums.begin(), sums.end(), 0);
      double share = 0.0;
      std::size_t next = 0;
      for (const std::uint32_t end : circle.ends) {
        for (; next < end; ++next) {
          share += share_[circle.members[next]];
          add_days(rows.data() + circle.members[next] * padded, sums.data(), padded);
        }
        std::fill(window.begin(), window.end(), 0);
        for (std::size_t length = 1; length <= longest; ++length)
          for (std::size_t block = 0; block < table.blocks; ++block) {
            const std::size_t at = block * kLane;
            const std::int32_t most = add_and_peak(sums.data() + length - 1 + at, window.data() + at);
            if (most < options_.least_cases) continue;
            if (promising(most, share * table.least[length * table.blocks + block], best))
              best = best_of(window.data() + at, table.all.data() + length * padded + at, share, best);
          }
      }
    }
    return best;
  }

  /// The windows of one zone, length and block, each by its own expectation (infinite beyond the last day).
  [[nodiscard]] double best_of(const std::int32_t* window, const double* all, double share, double best) const {
    for (std::size_t k = 0; k < kLane; ++k) {
      const std::int64_t cases = window[k];
      const double expected = share * all[k];
      if (cases < options_.least_cases || !(static_cast<double>(cases) > expected)) continue;
      if (promising(cases, expected, best)) best = std::max(best, logs_.llr(cases, expected));
    }
    return best;
  }

  static void add_days(const std::int32_t* __restrict from, std::int32_t* __restrict to, std::size_t padded) {
    for (std::size_t block = 0; block < padded; block += kLane)
      for (std::size_t k = 0; k < kLane; ++k) to[block + k] += from[block + k];
  }

  /// Makes sixteen windows one day longer and tells the fullest. Those that would end after the last day hold no more
  /// than they did: they have no day to add.
  static std::int32_t add_and_peak(const std::int32_t* __restrict day, std::int32_t* __restrict window) {
    std::array<std::int32_t, kLane> now{};
    for (std::size_t k = 0; k < kLane; ++k) now[k] = window[k] += day[k];
    for (std::size_t half = kLane / 2; half >= 4; half /= 2)
      for (std::size_t k = 0; k < 4; ++k)
        for (std::size_t j = 0; j < half / 4; ++j) now[k + 4 * j] = std::max(now[k + 4 * j], now[k + 4 * j + half]);
    return std::max(std::max(now[0], now[1]), std::max(now[2], now[3]));
  }

  std::vector<double> weight_, share_, by_day_;
  std::vector<ScanCircle> circles_;
};

/// Cases of one replicate.
class ScanReplicate {
 public:
  ScanReplicate(const ScanData& data, const ScanOptions& options, std::span<const double> share)
      : data_(data), options_(options), until_(share.begin(), share.end()) {
    std::partial_sum(until_.begin(), until_.end(), until_.begin());
    for (std::size_t i = 0; i < data.counts.size(); ++i)
      for (std::int64_t k = 0; k < data.counts[i]; ++k) {
        place_.push_back(static_cast<std::uint32_t>(i / data.days));
        day_.push_back(static_cast<std::uint32_t>(i % data.days));
      }
  }

  void draw(std::size_t replicate, std::vector<std::int32_t>& counts) {
    const CounterRandom random(options_.seed, replicate);
    std::fill(counts.begin(), counts.end(), 0);
    if (options_.model == ScanModel::permutation) {
      std::vector<std::uint32_t> days = day_;
      for (std::size_t n = days.size(); n > 1; --n) std::swap(days[n - 1], days[random.below(n, n)]);
      for (std::size_t k = 0; k < days.size(); ++k) ++counts[place_[k] * data_.days + days[k]];
      return;
    }
    for (std::size_t k = 0; k < place_.size(); ++k) {
      const double u = random.unit(2 * k) * until_.back();
      const auto at = std::min(std::upper_bound(until_.begin(), until_.end(), u), until_.end() - 1);
      const auto place = static_cast<std::size_t>(at - until_.begin());
      ++counts[place * data_.days + (data_.days == 1 ? 0 : random.below(2 * k + 1, data_.days))];
    }
  }

 private:
  const ScanData& data_;
  const ScanOptions& options_;
  std::vector<double> until_;
  std::vector<std::uint32_t> place_, day_;
};

/// The best windows that are offered, no more than kKept or a few; LLR down, then fewer members, then by place in time.
class BestWindows {
 public:
  explicit BestWindows(const ScanWalk& walk) : walk_(walk) {}

  /// LLR below which nothing is taken any more.
  [[nodiscard]] double floor() const { return floor_; }
  [[nodiscard]] bool dropped() const { return dropped_; }

  void offer(const ScanWindow& window) {
    windows_.push_back(window);
    if (windows_.size() == 2 * kKept) shrink();
  }

  [[nodiscard]] std::vector<ScanWindow> sorted() && {
    if (windows_.size() > kKept) shrink();
    std::sort(windows_.begin(), windows_.end(), [this](const auto& a, const auto& b) { return before(a, b); });
    return std::move(windows_);
  }

 private:
  [[nodiscard]] std::uint32_t members(const ScanWindow& w) const { return walk_.circle(w.centre).ends[w.zone]; }

  [[nodiscard]] bool before(const ScanWindow& a, const ScanWindow& b) const {
    if (a.llr != b.llr) return a.llr > b.llr;
    if (members(a) != members(b)) return members(a) < members(b);
    if (a.centre != b.centre) return a.centre < b.centre;
    return a.first_day != b.first_day ? a.first_day < b.first_day : a.last_day < b.last_day;
  }

  void shrink() {
    const auto middle = windows_.begin() + static_cast<std::ptrdiff_t>(kKept);
    std::nth_element(windows_.begin(), middle, windows_.end(),
                     [this](const auto& a, const auto& b) { return before(a, b); });
    windows_.erase(middle, windows_.end());
    floor_ = std::ranges::min_element(windows_, {}, &ScanWindow::llr)->llr;
    dropped_ = true;
  }

  const ScanWalk& walk_;
  std::vector<ScanWindow> windows_;
  double floor_ = 0.0;
  bool dropped_ = false;
};

ScanCluster cluster_of(const ScanWalk& walk, const ScanWindow& w) {
  const ScanCircle& circle = walk.circle(w.centre);
  ScanCluster cluster{.centre = w.centre,
                      .radius = Metres{circle.radii[w.zone]},
                      .members = {circle.members.begin(), circle.members.begin() + circle.ends[w.zone]},
                      .first_day = w.first_day,
                      .last_day = w.last_day,
                      .cases = w.cases,
                      .expected = w.expected,
                      .llr = w.llr};
  return cluster;
}

/// Clusters one after another, none overlapping an earlier one. More windows than can be held are gone through again,
/// without those that overlap what was chosen.
class ClusterPicker {
 public:
  ClusterPicker(const ScanWalk& walk, std::size_t places, std::size_t most)
      : walk_(walk), most_(most == 0 ? std::numeric_limits<std::size_t>::max() : most), taken_(places) {}

  std::vector<ScanCluster> pick(std::span<const std::int32_t> counts) {
    for (bool again = true; again && clusters_.size() < most_;) {
      BestWindows best(walk_);
      walk_.windows(counts, [&](std::size_t centre, std::size_t zone, std::size_t first, std::size_t last,
                                std::int64_t cases, double expected) {
        if (best.floor() > 0.0 && !ScanWalk::promising(cases, expected, best.floor())) return;
        const ScanWindow window{walk_.llr(cases, expected), cases, expected, centre, zone, first, last};
        if (window.llr >= best.floor() && !overlaps(window)) best.offer(window);  // below: never kept
      });
      again = best.dropped();
      take(std::move(best).sorted());
    }
    return std::move(clusters_);
  }

 private:
  void take(const std::vector<ScanWindow>& windows) {
    for (const ScanWindow& window : windows) {
      if (clusters_.size() == most_) return;
      if (overlaps(window)) continue;
      clusters_.push_back(cluster_of(walk_, window));
      for (const std::size_t place : clusters_.back().members) taken_[place].push_back(clusters_.size() - 1);
    }
  }

  [[nodiscard]] bool overlaps(const ScanWindow& window) const {
    const ScanCircle& circle = walk_.circle(window.centre);
    for (std::size_t m = 0; m < circle.ends[window.zone]; ++m)
      for (const std::size_t k : taken_[circle.members[m]])
        if (window.first_day <= clusters_[k].last_day && clusters_[k].first_day <= window.last_day) return true;
    return false;
  }

  const ScanWalk& walk_;
  std::size_t most_;
  std::vector<std::vector<std::size_t>> taken_;  // clusters that hold the place
  std::vector<ScanCluster> clusters_;
};

/// Upper tail of the Gumbel distribution with the mean and the deviation of the maxima (Abrams et al. 2010).
double gumbel_tail(std::span<const double> maxima, double llr) {
  const double n = static_cast<double>(maxima.size());
  double mean = 0.0, squares = 0.0;
  for (const double m : maxima) mean += m / n;
  for (const double m : maxima) squares += (m - mean) * (m - mean);
  if (!(squares > 0.0)) return llr > mean ? 0.0 : 1.0;
  const double scale = std::sqrt(squares / (n - 1.0) * 6.0) / std::numbers::pi;
  return -std::expm1(-std::exp(-((llr - mean) / scale + std::numbers::egamma)));
}

}  // namespace

ScanResult scan(const ScanData& data, const ScanOptions& options) {
  GRID_ASSERT(data.counts.size() == data.places.size() * data.days);
  GRID_ASSERT(options.model == ScanModel::permutation || data.population.size() == data.places.size());
  GRID_ASSERT(data.around.empty() || data.around.size() == data.places.size());
  const ScanWalk walk(data, options);
  std::vector<std::int32_t> counts(data.counts.begin(), data.counts.end());
  ScanResult result{ClusterPicker(walk, data.places.size(), options.most_clusters).pick(counts), {}};
  ScanReplicate replicate(data, options, walk.share());
  for (std::size_t r = 0; r < options.replicates; ++r) {
    replicate.draw(r, counts);
    result.maxima.push_back(walk.maximum(counts));
  }
  for (ScanCluster& cluster : result.clusters) {
    if (options.replicates == 0) break;
    const auto more = std::ranges::count_if(result.maxima, [&](double m) { return m >= cluster.llr; });
    cluster.p = (1.0 + static_cast<double>(more)) / (static_cast<double>(options.replicates) + 1.0);
    cluster.p_gumbel = gumbel_tail(result.maxima, cluster.llr);
    cluster.recurrence = 1.0 / cluster.p;
  }
  return result;
}

}  // namespace hotspot
}  // namespace libgrid
