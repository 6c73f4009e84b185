#include <libgrid/zoning/detail/problem.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include <libgrid/zoning/detail/level_limits.hpp>
#include <libgrid/zoning/detail/load_units.hpp>

namespace libgrid::zoning::detail {
namespace {

constexpr auto kNoNode = static_cast<std::uint32_t>(-1);

Expected<void> check_levels(const PartitionOptions& options) {
  if (options.levels.empty()) return fail(ErrorCode::parameter_invalid, "no levels");
  for (const LevelSpec& level : options.levels) {
    if (level.zones_per_parent < 1) return fail(ErrorCode::parameter_invalid, "zones_per_parent below 1");
    if (!(level.least >= 0.0 && std::isfinite(level.least)) || level.least_of > options.workloads.size())
      return fail(ErrorCode::parameter_invalid, "least below 0, or least_of names no workload");
    if (!(level.band > 0.0 && level.band < 1.0)) return fail(ErrorCode::parameter_invalid, "band outside (0, 1)");
  }
  return {};
}

Expected<void> check_amounts(std::span<const double> values) {
  const auto bad = [](double value) { return !std::isfinite(value) || value < 0.0; };
  if (std::ranges::any_of(values, bad))
    return fail(ErrorCode::parameter_invalid, "a workload is negative or not finite");
  return {};
}

Expected<void> check_workloads(const BlockGraph& graph, const PartitionOptions& options) {
  std::vector<double> own;
  for (const BlockNode& node : graph.nodes()) own.push_back(node.workload);
  GRID_CHECK(check_amounts(own));
  if (!(graph.total_workload() > 0.0)) return fail(ErrorCode::zone_infeasible, "all workloads are zero");
  for (const Workload& workload : options.workloads) {
    if (workload.of_block.size() != graph.size())
      return fail(ErrorCode::parameter_invalid, "a workload has not one value per block");
    GRID_CHECK(check_amounts(workload.of_block));
    if (!(workload.least >= 0.0 && workload.least <= 1.0 && workload.most >= 1.0 && std::isfinite(workload.most)))
      return fail(ErrorCode::parameter_invalid, "limits of a workload must lie on either side of 1");
  }
  if (!options.parents.empty() && options.parents.size() != graph.size())
    return fail(ErrorCode::parameter_invalid, "parents has not one value per block");
  return {};
}

Expected<std::uint32_t> block_named(const BlockGraph& graph, BlockId id, const char* option) {
  const auto index = graph.index_of(id);
  if (!index)
    return fail(make_error(ErrorCode::parameter_invalid, "no block " + std::to_string(id.value)).at_field(option));
  return static_cast<std::uint32_t>(*index);
}

void add_loads(Problem& problem, std::size_t workload, std::vector<double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = problem.active[i] != 0 ? values[i] : 0.0;
  const WholeLoads whole = whole_loads_of(values);
  for (std::size_t i = 0; i < values.size(); ++i) problem.loads[i * problem.workloads + workload] = whole.loads[i];
  problem.units.push_back(whole.unit);
}

void add_all_loads(Problem& problem, const PartitionOptions& options) {
  problem.workloads = 1 + options.workloads.size();
  problem.loads.assign(problem.graph->size() * problem.workloads, 0);
  std::vector<double> own;
  for (const BlockNode& node : problem.graph->nodes()) own.push_back(node.workload);
  add_loads(problem, 0, own);
  for (std::size_t w = 0; w < options.workloads.size(); ++w) add_loads(problem, w + 1, options.workloads[w].of_block);
}

void add_limits(Problem& problem, const PartitionOptions& options) {
  std::vector<Load> totals(problem.workloads, 0);
  for (std::size_t i = 0; i < problem.loads.size(); ++i) totals[i % problem.workloads] += problem.loads[i];
  const std::vector<int>& counts = problem.counts = zone_counts(options.levels);
  for (const Limits& limits : level_limits(options.levels, totals[0], problem.graph->size(), problem.units[0]))
    problem.limits.push_back({limits});
  for (std::size_t level = 0; level < counts.size(); ++level) {
    for (std::size_t w = 1; w < problem.workloads; ++w) {
      const Workload& workload = options.workloads[w - 1];
      const double mean = static_cast<double>(totals[w]) / counts[level];
      problem.limits[level].push_back(limits_of_shares(mean, workload.least, workload.most, problem.units[w]));
    }
  }
}

/// Lower bounds in the workloads' own units, and what they leave for the levels above.
void add_bounds(Problem& problem, const PartitionOptions& options) {
  for (std::size_t level = options.levels.size(); level-- > 0;) {
    const LevelSpec& spec = options.levels[level];
    std::vector<Limits>& limits = problem.limits[level];
    for (std::size_t w = 0; level + 1 < options.levels.size() && w < limits.size(); ++w)
      limits[w].least =
          std::max(limits[w].least, problem.limits[level + 1][w].least * options.levels[level + 1].zones_per_parent);
    if (spec.least == 0.0) continue;
    double total = 0.0;
    Load whole = 0;
    for (std::size_t i = 0; i < problem.graph->size(); ++i) {
      if (problem.active[i] == 0) continue;
      total += spec.least_of == 0 ? problem.graph->node(i).workload : options.workloads[spec.least_of - 1].of_block[i];
      whole += problem.load(i)[spec.least_of];
    }
    const double share = total > 0.0 ? spec.least / total : 2.0;
    Load& least = limits[spec.least_of].least;
    least = std::max(
        least,
        limits_of_shares(static_cast<double>(whole), std::min(share, 2.0), 2.0, problem.units[spec.least_of]).least);
  }
}

Expected<void> add_factors(Problem& problem, const PartitionOptions& options) {
  if (options.border_factors.empty()) return {};
  const BlockGraph& graph = *problem.graph;
  std::size_t halves = 0;
  for (std::size_t i = 0; i < graph.size(); ++i) halves += graph.neighbours(i).size();
  problem.factors.assign(halves, 1.0);
  const auto set = [&](std::uint32_t from, std::uint32_t to, double factor) {
    const auto row = graph.neighbours(from);
    const auto found = std::ranges::lower_bound(row, to, {}, &BlockNeighbour::block);
    if (found == row.end() || found->block != to) return false;
    problem.factors[static_cast<std::size_t>(&*found - graph.neighbours(0).data())] = factor;
    return true;
  };
  for (const BorderFactor& border : options.border_factors) {
    GRID_TRY(a, block_named(graph, border.a, "border_factors"));
    GRID_TRY(b, block_named(graph, border.b, "border_factors"));
    if (border.factor != kWall && !(border.factor >= 0.0 && border.factor <= 1000.0))
      return fail(make_error(ErrorCode::parameter_invalid, "factor outside [0, 1000]").at_field("border_factors"));
    if (!set(a, b, border.factor) || !set(b, a, border.factor)) {
      return fail(make_error(ErrorCode::parameter_invalid, "blocks " + std::to_string(border.a.value) + " and " +
                                                               std::to_string(border.b.value) + " share no border")
                      .at_field("border_factors"));
    }
  }
  return {};
}

Expected<void> add_exclusions(Problem& problem, const PartitionOptions& options) {
  problem.active.assign(problem.graph->size(), 1);
  for (const BlockId id : options.excluded) {
    GRID_TRY(block, block_named(*problem.graph, id, "excluded"));
    problem.active[block] = 0;
  }
  double left = 0.0;
  for (std::size_t i = 0; i < problem.graph->size(); ++i)
    left += problem.active[i] != 0 ? problem.graph->node(i).workload : 0.0;
  if (!(left > 0.0)) return fail(ErrorCode::zone_infeasible, "all workloads are zero");
  return {};
}

void add_parents(Problem& problem, const PartitionOptions& options) {
  problem.label.assign(problem.graph->size(), 0);
  std::vector<std::int64_t> names = options.parents;
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  for (std::size_t i = 0; i < options.parents.size(); ++i) {
    problem.label[i] = static_cast<int>(std::ranges::lower_bound(names, options.parents[i]) - names.begin());
  }
  for (const std::int64_t name : names) {
    const auto known = options.names.parents.find(name);
    problem.parent_names.push_back(known == options.names.parents.end() ? std::string() : known->second);
  }
}

/// Sets of blocks that stay together: pairs and locked zones, joined where they meet.
class Sets {
 public:
  explicit Sets(std::size_t blocks) : lowest_(blocks) { std::iota(lowest_.begin(), lowest_.end(), 0U); }
  std::uint32_t find(std::uint32_t block) {
    while (lowest_[block] != block) block = lowest_[block] = lowest_[lowest_[block]];
    return block;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    const auto [low, high] = std::minmax({find(a), find(b)});
    lowest_[high] = low;
  }

 private:
  std::vector<std::uint32_t> lowest_;
};

Expected<void> add_sets(Problem& problem, const PartitionOptions& options) {
  const BlockGraph& graph = *problem.graph;
  Sets sets(graph.size());
  problem.lock.assign(graph.size(), kUnlocked);
  const auto excluded = [](BlockId id, const char* option) {
    return fail(make_error(ErrorCode::parameter_invalid, "block " + std::to_string(id.value) + " is excluded")
                    .at_field(option));
  };
  for (const auto& [one, other] : options.must_link) {
    GRID_TRY(a, block_named(graph, one, "must_link"));
    GRID_TRY(b, block_named(graph, other, "must_link"));
    if (problem.active[a] == 0) return excluded(one, "must_link");
    if (problem.active[b] == 0) return excluded(other, "must_link");
    sets.join(a, b);
  }
  for (std::size_t zone = 0; zone < options.locked.size(); ++zone) {
    std::optional<std::uint32_t> first;
    for (const BlockId id : options.locked[zone]) {
      GRID_TRY(block, block_named(graph, id, "locked"));
      if (problem.active[block] == 0) return excluded(id, "locked");
      if (problem.lock[block] != kUnlocked) {
        return fail(make_error(ErrorCode::zone_infeasible, "contradictory locks: in two locked zones")
                        .about(problem.block_name(block)));
      }
      problem.lock[block] = static_cast<int>(zone);
      sets.join(first.value_or(block), block);
      first = block;
    }
  }
  problem.linked.resize(graph.size());
  for (std::uint32_t i = 0; i < graph.size(); ++i) problem.linked[i] = sets.find(i);
  return {};
}

/// A set is connected on its own, of one parent, and holds no locked zone with others.
Expected<void> check_sets(const Problem& problem) {
  std::vector<std::vector<std::uint32_t>> members(problem.graph->size());
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    if (problem.active[i] != 0) members[problem.linked[i]].push_back(i);
  }
  for (const auto& set : members) {
    if (set.size() < 2) continue;
    const std::string name = problem.block_name(set.front());
    const auto other_lock = [&](std::uint32_t block) { return problem.lock[block] != problem.lock[set.front()]; };
    if (std::ranges::any_of(set, other_lock)) {
      return fail(make_error(ErrorCode::zone_infeasible, "contradictory locks: a locked zone is linked to other blocks")
                      .about(name));
    }
    if (problem.pieces(set).size() > 1) {
      return fail(
          make_error(ErrorCode::zone_infeasible, "blocks that must stay together are not connected").about(name));
    }
  }
  return {};
}

}  // namespace

std::vector<Load> Problem::main_loads() const {
  std::vector<Load> first;
  for (std::size_t i = 0; i < loads.size(); i += workloads) first.push_back(loads[i]);
  return first;
}

std::vector<std::uint32_t> Problem::active_blocks() const {
  std::vector<std::uint32_t> blocks;
  for (std::uint32_t i = 0; i < active.size(); ++i) {
    if (active[i] != 0) blocks.push_back(i);
  }
  return blocks;
}

Mesh Problem::mesh_of(std::span<const std::uint32_t> blocks) const {
  Mesh mesh;
  mesh.workloads = workloads;
  std::vector<std::uint32_t> node_of(graph->size(), kNoNode);
  for (std::uint32_t i = 0; i < blocks.size(); ++i) node_of[blocks[i]] = i;
  mesh.first.reserve(blocks.size() + 1);
  for (const std::uint32_t block : blocks) {
    mesh.loads.insert(mesh.loads.end(), load(block).begin(), load(block).end());
    mesh.area.push_back(graph->node(block).area.value);
    mesh.perimeter.push_back(graph->node(block).perimeter.value);
    for (const BlockNeighbour& next : graph->neighbours(block)) {
      if (node_of[next.block] == kNoNode || next.wall) continue;
      const double factor =
          factors.empty() ? 1.0 : factors[static_cast<std::size_t>(&next - graph->neighbours(0).data())];
      if (factor == kWall) continue;
      mesh.edges.push_back(
          {node_of[next.block], static_cast<float>(next.border.value * factor), static_cast<float>(next.border.value)});
    }
    mesh.first.push_back(static_cast<std::uint32_t>(mesh.edges.size()));
  }
  return mesh;
}

std::vector<std::vector<std::uint32_t>> Problem::pieces(std::span<const std::uint32_t> blocks) const {
  const Mesh mesh = mesh_of(blocks);
  std::vector<int> labels;
  for (const std::uint32_t block : blocks) labels.push_back(label[block]);
  const Pieces found = pieces_of(mesh, labels);
  std::vector<std::vector<std::uint32_t>> lists(found.count);
  for (std::size_t i = 0; i < blocks.size(); ++i) lists[found.of[i]].push_back(blocks[i]);
  return lists;
}

std::string Problem::block_name(std::size_t block) const {
  return block < names.blocks.size() ? names.blocks[block] : "block " + std::to_string(graph->node(block).id.value);
}

std::string Problem::lock_name(int lock_number) const {
  const auto place = static_cast<std::size_t>(lock_number);
  return "locked zone " + (place < names.locked.size() ? names.locked[place] : std::to_string(lock_number));
}

std::string Problem::where(std::size_t block) const {
  const auto parent = static_cast<std::size_t>(label[block]);
  if (parent >= parent_names.size() || parent_names[parent].empty()) return {};
  return "; it lies in the district " + parent_names[parent];
}

Expected<Problem> make_problem(const BlockGraph& graph, const PartitionOptions& options) {
  GRID_CHECK(check_levels(options));
  if (graph.size() == 0) return fail(ErrorCode::blocks_none);
  GRID_CHECK(check_workloads(graph, options));
  Problem problem;
  problem.graph = &graph;
  problem.names = options.names;
  GRID_CHECK(add_exclusions(problem, options));
  add_all_loads(problem, options);
  add_limits(problem, options);
  if (std::ranges::any_of(options.levels, [](const LevelSpec& level) { return level.least > 0.0; }))
    add_bounds(problem, options);
  GRID_CHECK(add_factors(problem, options));
  add_parents(problem, options);
  GRID_CHECK(add_sets(problem, options));
  if (!options.must_link.empty() || !options.locked.empty()) GRID_CHECK(check_sets(problem));
  return problem;
}

}  // namespace libgrid::zoning::detail
