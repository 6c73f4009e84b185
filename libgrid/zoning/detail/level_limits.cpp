#include <libgrid/zoning/detail/level_limits.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <libgrid/zoning/detail/number_text.hpp>

namespace libgrid::zoning::detail {
namespace {

std::string share(Load load, double mean) { return fixed(static_cast<double>(load) / mean, 4); }

/// Whole loads differ from the given workloads by half a unit per block: the limits give way by as much.
Limits limits_around(double mean, double band, std::size_t blocks) {
  const Load slack = static_cast<Load>(blocks) + 1;
  return {.least = static_cast<Load>(std::ceil(mean * (1.0 - band))) + slack,
          .most = static_cast<Load>(std::floor(mean * (1.0 + band))) - slack,
          .mean = mean,
          .band = band};
}

/// The numbers of zones that a load can be divided into.
struct Choice {
  int fewest = 0;
  int most = 0;
};

Choice choice_for(Load load, const Limits& limits) {
  const Load fewest = (load + limits.most - 1) / limits.most;
  return {static_cast<int>(fewest), static_cast<int>(load / std::max<Load>(limits.least, 1))};
}

}  // namespace

std::vector<int> zone_counts(std::span<const LevelSpec> levels) {
  std::vector<int> counts;
  int product = 1;
  for (const LevelSpec& level : levels) counts.push_back(product *= level.zones_per_parent);
  return counts;
}

std::vector<Limits> level_limits(std::span<const LevelSpec> levels, Load total, std::size_t blocks) {
  const std::vector<int> counts = zone_counts(levels);
  std::vector<Limits> limits;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    limits.push_back(limits_around(static_cast<double>(total) / counts[i], levels[i].band, blocks));
  }
  for (std::size_t i = levels.size(); i-- > 1;) {
    limits[i - 1].least = std::max(limits[i - 1].least, limits[i].least * levels[i].zones_per_parent);
    limits[i - 1].most = std::min(limits[i - 1].most, limits[i].most * levels[i].zones_per_parent);
  }
  return limits;
}

std::optional<Error> heavy_block(const BlockGraph& graph, std::span<const Load> loads,
                                 std::span<const LevelSpec> levels, std::span<const Limits> limits) {
  for (std::size_t level = levels.size(); level-- > 0;) {
    const auto heaviest = std::ranges::max_element(loads);
    if (*heaviest <= limits[level].most) continue;
    const BlockId id = graph.node(static_cast<std::size_t>(heaviest - loads.begin())).id;
    return make_error(ErrorCode::zone_infeasible, "block carries " + share(*heaviest, limits[level].mean) +
                                                      " of the mean zone of level " +
                                                      std::to_string(levels[level].level) + ", the maximum is " +
                                                      share(limits[level].most, limits[level].mean))
        .about("block " + std::to_string(id.value));
  }
  return std::nullopt;
}

Expected<std::vector<int>> zones_per_component(std::span<const Load> component_loads,
                                               std::span<const BlockId> first_blocks, int zones, const Limits& limits) {
  std::vector<int> given;
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < component_loads.size(); ++i) {
    choices.push_back(choice_for(component_loads[i], limits));
    given.push_back(choices.back().fewest);
    if (choices.back().fewest >= 1 && choices.back().fewest <= choices.back().most) continue;
    return fail(make_error(ErrorCode::zone_infeasible, "component carries " + share(component_loads[i], limits.mean) +
                                                           " of a mean zone, no number of zones fits; declare a link")
                    .about("component of block " + std::to_string(first_blocks[i].value)));
  }
  for (int rest = zones - std::accumulate(given.begin(), given.end(), 0); rest > 0; --rest) {
    std::size_t fullest = component_loads.size();
    for (std::size_t i = 0; i < given.size(); ++i) {
      const auto zone_load = [&](std::size_t c) { return static_cast<double>(component_loads[c]) / given[c]; };
      if (given[i] < choices[i].most && (fullest == given.size() || zone_load(i) > zone_load(fullest))) fullest = i;
    }
    if (fullest == given.size()) break;
    ++given[fullest];
  }
  if (std::accumulate(given.begin(), given.end(), 0) != zones) {
    return fail(ErrorCode::zone_infeasible, std::to_string(component_loads.size()) + " components cannot share " +
                                                std::to_string(zones) + " zones within the band; declare links");
  }
  return given;
}

}  // namespace libgrid::zoning::detail
