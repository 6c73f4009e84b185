#include <libgrid/zoning/partition.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include <libgrid/base/parallel.hpp>
#include <libgrid/zoning/detail/level_limits.hpp>
#include <libgrid/zoning/detail/region.hpp>
#include <libgrid/zoning/detail/split.hpp>

namespace libgrid::zoning {
namespace {

using detail::Limits;
using detail::Load;
using detail::Region;
using BlockList = std::vector<std::uint32_t>;

Expected<void> check_options(const BlockGraph& graph, const PartitionOptions& options) {
  if (options.levels.empty()) return fail(ErrorCode::parameter_invalid, "no levels");
  for (const LevelSpec& level : options.levels) {
    if (level.zones_per_parent < 1) return fail(ErrorCode::parameter_invalid, "zones_per_parent below 1");
    if (!(level.band > 0.0 && level.band < 1.0)) return fail(ErrorCode::parameter_invalid, "band outside (0, 1)");
  }
  if (graph.size() == 0) return fail(ErrorCode::blocks_none);
  const auto bad = [](const BlockNode& node) { return !std::isfinite(node.workload) || node.workload < 0.0; };
  if (std::ranges::any_of(graph.nodes(), bad))
    return fail(ErrorCode::parameter_invalid, "a workload is negative or not finite");
  if (!(graph.total_workload() > 0.0)) return fail(ErrorCode::zone_infeasible, "all workloads are zero");
  return {};
}

/// One run of partition(): the graph with its loads and limits, and the parts as far as they are cut.
class Cutter {
 public:
  Cutter(const BlockGraph& graph, const PartitionOptions& options, const Progress& progress, const CancelToken& cancel)
      : graph_(graph),
        options_(options),
        progress_(progress),
        cancel_(cancel),
        loads_(detail::whole_loads(graph)),
        limits_(detail::level_limits(options.levels, std::accumulate(loads_.begin(), loads_.end(), Load{0}),
                                     graph.size())) {}

  Expected<Partition> run() {
    if (auto heavy = detail::heavy_block(graph_, loads_, options_.levels, limits_)) return fail(std::move(*heavy));
    Error last = make_error(ErrorCode::zone_infeasible);
    for (int restart = 0; restart <= options_.restarts; ++restart) {
      Expected<Partition> plan = cut_all_levels(static_cast<std::uint64_t>(restart));
      if (plan || plan.error().code == ErrorCode::cancelled) return plan;
      last = std::move(plan.error());
    }
    return fail(std::move(last));
  }

 private:
  Expected<Partition> cut_all_levels(std::uint64_t restart) {
    Partition plan{.blocks = {}, .levels = {}, .seed = options_.seed};
    for (const BlockNode& node : graph_.nodes()) plan.blocks.push_back(node.id);
    GRID_TRY(top, cut_top(restart));
    plan.levels.push_back({options_.levels[0], options_.levels[0].zones_per_parent, std::move(top)});
    progress_.report("partition", 1.0 / static_cast<double>(options_.levels.size()));
    for (std::size_t level = 1; level < options_.levels.size(); ++level) {
      GRID_TRY(below, cut_below(plan.levels.back(), level, restart));
      plan.levels.push_back({options_.levels[level], plan.levels.back().count * options_.levels[level].zones_per_parent,
                             std::move(below)});
      progress_.report("partition", static_cast<double>(level + 1) / static_cast<double>(options_.levels.size()));
    }
    return plan;
  }

  /// The whole city; components without a link between them are cut on their own.
  Expected<std::vector<int>> cut_top(std::uint64_t restart) {
    const Components found = components(graph_, LinkUse::with_links);
    const std::vector<int> numbers(found.of.begin(), found.of.end());
    const std::vector<BlockList> blocks = members(numbers, static_cast<int>(found.count));
    GRID_TRY(zones, share_among(blocks));
    std::vector<int> part(graph_.size(), 0);
    int first = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      GRID_CHECK(cut_one(blocks[i], 0, zones[i], first, stream(restart, 0, i), part));
      first += zones[i];
    }
    return part;
  }

  Expected<std::vector<int>> cut_below(const LevelParts& above, std::size_t level, std::uint64_t restart) {
    const std::vector<BlockList> parents = members(above.part, above.count);
    const int zones = options_.levels[level].zones_per_parent;
    std::vector<int> part(graph_.size(), 0);
    std::vector<Expected<void>> results(parents.size());
    parallel_for(parents.size(), {.threads = options_.threads, .grain = 1}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t parent = begin; parent < end; ++parent) {
        const int first = static_cast<int>(parent) * zones;
        results[parent] = cut_one(parents[parent], level, zones, first, stream(restart, level, parent), part);
      }
    });
    for (Expected<void>& result : results) GRID_CHECK(std::move(result));
    return part;
  }

  Expected<void> cut_one(const BlockList& blocks, std::size_t level, int zones, int first_number, std::uint64_t stream,
                         std::vector<int>& part) {
    const bool lowest = level + 1 == options_.levels.size();
    const Region region(graph_, blocks, loads_);
    Expected<std::vector<int>> cut = detail::split(region, zones, limits_[level],
                                                   {.seed = options_.seed,
                                                    .stream = stream,
                                                    .moves_per_block = options_.moves_per_block,
                                                    .starts = options_.starts,
                                                    .attempts = options_.attempts,
                                                    .shape_weight = options_.shape_weight,
                                                    // Upper zones near the mean leave the lower ones their whole band.
                                                    .aim = lowest ? 0.9 : 0.3},
                                                   cancel_);
    if (!cut) return fail(std::move(cut.error()).about("level " + std::to_string(options_.levels[level].level)));
    for (std::size_t i = 0; i < region.size(); ++i) part[region.block(i)] = first_number + (*cut)[i];
    return {};
  }

  Expected<std::vector<int>> share_among(const std::vector<BlockList>& component_blocks) {
    const int zones = options_.levels[0].zones_per_parent;
    if (component_blocks.size() == 1) return std::vector<int>{zones};
    std::vector<Load> loads;
    std::vector<BlockId> names;
    for (const BlockList& blocks : component_blocks) {
      Load sum = 0;
      for (const std::uint32_t block : blocks) sum += loads_[block];
      loads.push_back(sum);
      names.push_back(graph_.node(blocks.front()).id);
    }
    return detail::zones_per_component(loads, names, zones, limits_[0]);
  }

  static std::vector<BlockList> members(const std::vector<int>& part, int count) {
    std::vector<BlockList> lists(static_cast<std::size_t>(count));
    for (std::uint32_t i = 0; i < part.size(); ++i) lists[static_cast<std::size_t>(part[i])].push_back(i);
    return lists;
  }

  /// Every cut of a plan draws from random numbers of its own.
  static std::uint64_t stream(std::uint64_t restart, std::size_t level, std::size_t parent) {
    return (restart << 40) + (static_cast<std::uint64_t>(level) << 32) + parent;
  }

  const BlockGraph& graph_;
  const PartitionOptions& options_;
  const Progress& progress_;
  const CancelToken& cancel_;
  std::vector<Load> loads_;
  std::vector<Limits> limits_;
};

}  // namespace

PartitionOptions partition_options(const City& city) {
  PartitionOptions options;
  for (const Level& level : city.levels) options.levels.push_back({level.number, level.zones_per_parent, level.band});
  options.seed = city.seed;
  return options;
}

Expected<Partition> partition(const BlockGraph& graph, const PartitionOptions& options, const Progress& progress,
                              const CancelToken& cancel) {
  GRID_CHECK(check_options(graph, options));
  return Cutter(graph, options, progress, cancel).run();
}

Metres cut_length(const BlockGraph& graph, const LevelParts& parts) {
  Metres sum;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    for (const BlockNeighbour& neighbour : graph.neighbours(i)) {
      if (neighbour.block > i && parts.part[neighbour.block] != parts.part[i]) sum += neighbour.border;
    }
  }
  return sum;
}

std::vector<double> relative_loads(const BlockGraph& graph, const LevelParts& parts) {
  std::vector<double> loads(static_cast<std::size_t>(parts.count), 0.0);
  for (std::size_t i = 0; i < graph.size(); ++i)
    loads[static_cast<std::size_t>(parts.part[i])] += graph.node(i).workload;
  const double mean = graph.total_workload() / parts.count;
  for (double& load : loads) load /= mean;
  return loads;
}

}  // namespace libgrid::zoning
