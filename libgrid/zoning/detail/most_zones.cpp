#include <libgrid/zoning/detail/most_zones.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

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

}  // namespace

bool has_free_count(const PartitionOptions& options) { return std::ranges::any_of(options.levels, is_free); }

Expected<Partition> most_zones(const BlockGraph& graph, PartitionOptions options, const Progress& progress,
                               const CancelToken& cancel) {
  const auto free = static_cast<std::size_t>(std::ranges::find_if(options.levels, is_free) - options.levels.begin());
  GRID_CHECK(check(graph, options, options.levels[free]));
  options.restarts = std::min(options.restarts, 1);  // many counts are tried
  const int most = most_per_parent(graph, options, free);
  if (most < 1) return fail(ErrorCode::zone_infeasible, "all workload together is below the bound of one zone");
  std::optional<Partition> best;
  constexpr int kNear = 8;  // counts that are tried one by one
  int found = 0, refused = most + 1, refusals = 0;
  Error last = make_error(ErrorCode::zone_infeasible);
  for (int step = 1, count = most; refused - found > 1;) {
    options.levels[free].zones_per_parent = count;
    Expected<Partition> plan = partition(graph, options, progress, cancel);
    if (plan) {
      best = std::move(*plan);
      found = count;
    } else if (plan.error().code != ErrorCode::zone_infeasible) {
      return plan;
    } else {
      last = std::move(plan.error());
      refused = count;
      if (++refusals >= kNear) step *= 2;
    }
    count = found > 0 ? found + (refused - found) / 2 : std::max(1, refused - step);
    if (found == 0 && refused == 1) break;
  }
  if (!best) return fail(std::move(last));
  return std::move(*best);
}

}  // namespace libgrid::zoning::detail
