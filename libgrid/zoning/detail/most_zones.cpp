#include <libgrid/zoning/detail/most_zones.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include <libgrid/zoning/detail/first_certificate.hpp>
#include <libgrid/zoning/detail/number_text.hpp>
#include <libgrid/zoning/detail/problem.hpp>

namespace libgrid::zoning::detail {
namespace {

bool is_free(const LevelSpec& level) { return level.zones_per_parent == kFreeCount; }

/// All of what the bound counts.
double total_of(const BlockGraph& graph, const PartitionOptions& options, const LevelSpec& level) {
  double total = 0.0;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (std::ranges::find(options.excluded, graph.node(i).id) != options.excluded.end()) continue;
    total += level.least_of == 0 ? graph.node(i).workload : options.workloads[level.least_of - 1].of_block[i];
  }
  return total;
}

Expected<void> check(const BlockGraph& graph, const PartitionOptions& options, const LevelSpec& level) {
  if (std::ranges::count_if(options.levels, is_free) > 1)
    return fail(ErrorCode::parameter_invalid, "more than one level has a free number of zones");
  if (!(level.least > 0.0)) return fail(ErrorCode::parameter_invalid, "a free number of zones needs a bound `least`");
  if (level.least_of > options.workloads.size() ||
      (level.least_of > 0 && options.workloads[level.least_of - 1].of_block.size() != graph.size()))
    return fail(ErrorCode::parameter_invalid, "least_of names no workload");
  return {};
}

/// Zones per parent that the bound and the blocks allow at most.
int most_per_parent(const BlockGraph& graph, const PartitionOptions& options, std::size_t free) {
  double above = 1.0;
  for (std::size_t i = 0; i < free; ++i) above *= options.levels[i].zones_per_parent;
  const LevelSpec& level = options.levels[free];
  const double by_load = total_of(graph, options, level) * (1.0 + 1e-12) / (level.least * above);
  return static_cast<int>(std::min(by_load, static_cast<double>(graph.size()) / above));
}

/// Not one zone in each zone above holds the bound.
Error too_few(const BlockGraph& graph, const PartitionOptions& options, std::size_t free) {
  double above = 1.0;
  for (std::size_t i = 0; i < free; ++i) above *= options.levels[i].zones_per_parent;
  const LevelSpec& level = options.levels[free];
  const double allowed = std::floor(total_of(graph, options, level) * (1.0 + 1e-12) / level.least);
  if (!(allowed >= 1.0) || static_cast<double>(graph.size()) < above)
    return make_error(ErrorCode::zone_infeasible, "all workload together is below the bound of one zone");
  return make_error(ErrorCode::zone_infeasible, "the bound allows " + fixed(allowed, 0) +
                                                    " zones in all, and each of the " + fixed(above, 0) +
                                                    " zones above needs one")
      .about("level " + std::to_string(level.level));
}

/// The greatest count for which a partition is found. A count that fails costs the whole work of all attempts, so most
/// of them are passed over by what is cheap: certificates from above, then quick cuts, each of which fails at the first
/// parent that it cannot cut. Only the counts above the best quick cut are tried in earnest.
class CountSearch {
 public:
  CountSearch(const BlockGraph& graph, PartitionOptions options, std::size_t free, const Progress& progress,
              const CancelToken& cancel)
      : graph_(graph), options_(std::move(options)), free_(free), progress_(progress), cancel_(cancel) {}

  Expected<Partition> run(int most) {
    GRID_TRY(ceiling, not_certified(most));
    refused_ = ceiling + 1;
    GRID_CHECK(try_highest());
    if (best_) return std::move(*best_);
    if (refused_ > 1) GRID_CHECK(probe(refused_ - 1));
    GRID_CHECK(try_above());
    if (!best_ && found_ > 0) GRID_CHECK(attempt(found_));
    if (best_) return std::move(*best_);
    if (quick_) return std::move(*quick_);
    return fail(std::move(last_));
  }

 private:
  [[nodiscard]] PartitionOptions with(PartitionOptions options, int count) const {
    options.levels[free_].zones_per_parent = count;
    return options;
  }

  /// The greatest count that no certificate rules out; an error where every count is ruled out.
  Expected<int> not_certified(int most) {
    for (int count = most; count > 0; --count) {
      if (cancel_.cancelled()) return fail(ErrorCode::cancelled);
      const PartitionOptions options = with(options_, count);
      GRID_TRY(problem, make_problem(graph_, options));
      const auto reason = first_certificate(problem);
      if (!reason) return count;
      last_ = error_of_certificate(problem, options.levels, *reason);
    }
    return fail(std::move(last_));
  }

  /// In earnest: the highest counts, where every block may have to be at its place; many of them on small grounds.
  Expected<void> try_highest() {
    constexpr std::size_t kBlocks = 4000;
    constexpr std::size_t kMost = 8;
    constexpr std::size_t kSmall = 2000;  // one failure beyond it is half of all work, and is not at the last block
    const std::size_t tries = graph_.size() > kSmall ? 0 : std::min(kBlocks / graph_.size(), kMost);
    for (std::size_t i = 0; i < tries && !best_ && refused_ > 1; ++i) GRID_CHECK(attempt(refused_ - 1));
    return {};
  }

  /// Quick cuts, by halves: found_ is the greatest count that one of them found.
  Expected<void> probe(int ceiling) {
    PartitionOptions quick = options_;
    quick.preset = Preset::fast;
    quick.attempts = 1;
    quick.restarts = 0;
    int below = 0;
    for (int above = ceiling + 1; above - below > 1;) {
      const int count = below + (above - below + 1) / 2;
      auto plan = partition(graph_, with(quick, count), progress_, cancel_);
      if (!plan && plan.error().code != ErrorCode::zone_infeasible) return fail(std::move(plan.error()));
      (plan ? below : above) = count;
      if (plan) quick_ = std::move(*plan), found_ = count;
    }
    return {};
  }

  /// Upwards in growing steps while plans are found. The next count is tried in earnest, and ends the search where it
  /// fails; those beyond it are tried with less work: they fail more often, and to fail is dear.
  Expected<void> try_above() {
    int missed = refused_;  // no plan was found with less work
    for (int step = 1; refused_ - found_ > 1;) {
      const int count = std::min(found_ + step, found_ + (missed - found_ + 1) / 2);
      const int before = found_;
      GRID_CHECK(count > found_ + 1 ? leap(count) : attempt(found_ + 1));
      if (found_ == before) missed = std::min(missed, count);
      if (found_ >= missed) missed = refused_;
      step = found_ > before ? 2 * step : std::max(1, step / 2);
    }
    return {};
  }

  /// A plan found so is replaced by one made in earnest at the end.
  Expected<void> leap(int count) {
    PartitionOptions less = options_;
    less.preset = Preset::fast;
    GRID_TRY(found, tried(less, count, quick_));
    if (found) best_.reset();
    return {};
  }

  Expected<void> attempt(int count) {
    GRID_TRY(found, tried(options_, count, best_));
    if (!found) refused_ = std::min(refused_, count);
    return {};
  }

  /// Is a plan of so many zones found? It goes into `plan`.
  Expected<bool> tried(const PartitionOptions& options, int count, std::optional<Partition>& plan) {
    auto made = partition(graph_, with(options, count), progress_, cancel_);
    if (made) {
      plan = std::move(*made);
      found_ = count;
      return true;
    }
    if (made.error().code != ErrorCode::zone_infeasible) return fail(std::move(made.error()));
    last_ = std::move(made.error());
    return false;
  }

  const BlockGraph& graph_;
  PartitionOptions options_;
  std::size_t free_;
  const Progress& progress_;
  const CancelToken& cancel_;
  std::optional<Partition> best_;
  std::optional<Partition> quick_;
  Error last_ = make_error(ErrorCode::zone_infeasible);
  int found_ = 0;    ///< a plan is known
  int refused_ = 0;  ///< none was found in earnest, or a certificate rules it out
};

}  // namespace

bool has_free_count(const PartitionOptions& options) { return std::ranges::any_of(options.levels, is_free); }

Expected<Partition> most_zones(const BlockGraph& graph, PartitionOptions options, const Progress& progress,
                               const CancelToken& cancel) {
  const auto free = static_cast<std::size_t>(std::ranges::find_if(options.levels, is_free) - options.levels.begin());
  GRID_CHECK(check(graph, options, options.levels[free]));
  options.restarts = std::min(options.restarts, 1);  // many counts are tried
  const int most = most_per_parent(graph, options, free);
  if (most < 1) return fail(too_few(graph, options, free));
  CountSearch search(graph, std::move(options), free, progress, cancel);
  return search.run(most);
}

}  // namespace libgrid::zoning::detail
