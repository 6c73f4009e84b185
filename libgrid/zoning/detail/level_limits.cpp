#include <libgrid/zoning/detail/level_limits.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include <libgrid/zoning/detail/load_units.hpp>
#include <libgrid/zoning/detail/number_text.hpp>

namespace libgrid::zoning::detail {
namespace {

std::string share(Load load, double mean) { return fixed(static_cast<double>(load) / mean, 4); }

/// The numbers of zones that a load can be divided into.
struct Choice {
  int fewest = 0;
  int most = 0;
};

Choice choice_for(Load load, const Limits& limits) {
  const Load fewest = (load + limits.most - 1) / limits.most;
  return {static_cast<int>(fewest), static_cast<int>(load / std::max<Load>(limits.least, 1))};
}

/// Numbers that are not refused and add up to `zones`, their loads nearest to the mean; nothing if there are none.
std::vector<int> nearest_numbers(std::span<const Load> loads, std::span<const Choice> choices,
                                 std::span<const std::vector<int>> refused, int zones, double mean) {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  const auto all = static_cast<std::size_t>(zones);
  std::vector<double> least(all + 1, kNever);  // unevenness of the components so far, by the zones they have
  std::vector<std::vector<int>> given;
  least[0] = 0.0;
  for (std::size_t i = 0; i < loads.size(); ++i) {
    std::vector<double> next(all + 1, kNever);
    given.emplace_back(all + 1, 0);
    for (int count = choices[i].fewest; count <= std::min(choices[i].most, zones); ++count) {
      if (std::ranges::find(refused[i], count) != refused[i].end()) continue;
      const double away = static_cast<double>(loads[i]) / (mean * count) - 1.0;
      for (std::size_t before = 0; before + static_cast<std::size_t>(count) <= all; ++before) {
        const std::size_t after = before + static_cast<std::size_t>(count);
        if (least[before] + count * away * away >= next[after]) continue;
        next[after] = least[before] + count * away * away;
        given[i][after] = count;
      }
    }
    least = std::move(next);
  }
  if (least[all] == kNever) return {};
  std::vector<int> numbers(loads.size(), 0);
  for (std::size_t i = loads.size(), left = all; i-- > 0; left -= static_cast<std::size_t>(numbers[i]))
    numbers[i] = given[i][left];
  return numbers;
}

}  // namespace

std::vector<int> zone_counts(std::span<const LevelSpec> levels) {
  std::vector<int> counts;
  int product = 1;
  for (const LevelSpec& level : levels) counts.push_back(product *= level.zones_per_parent);
  return counts;
}

std::vector<Limits> level_limits(std::span<const LevelSpec> levels, Load total, std::size_t blocks, Load unit) {
  const std::vector<int> counts = zone_counts(levels);
  std::vector<Limits> limits;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    limits.push_back(limits_around(static_cast<double>(total) / counts[i], levels[i].band, blocks, unit));
  }
  for (std::size_t i = levels.size(); i-- > 1;) {
    limits[i - 1].least = std::max(limits[i - 1].least, limits[i].least * levels[i].zones_per_parent);
    limits[i - 1].most = std::min(limits[i - 1].most, limits[i].most * levels[i].zones_per_parent);
  }
  return limits;
}

Expected<std::vector<int>> zones_per_component(std::span<const Load> component_loads,
                                               std::span<const ComponentName> names, int zones, const Limits& limits,
                                               std::span<const std::vector<int>> refused) {
  std::vector<int> given;
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < component_loads.size(); ++i) {
    choices.push_back(choice_for(component_loads[i], limits));
    given.push_back(choices.back().fewest);
    if (choices.back().fewest >= 1 && choices.back().fewest <= choices.back().most) continue;
    return fail(make_error(ErrorCode::zone_infeasible, "component carries " + share(component_loads[i], limits.mean) +
                                                           " of a mean zone, no number of zones fits; declare a link" +
                                                           names[i].where)
                    .about("component of " + names[i].first_block));
  }
  if (std::ranges::any_of(refused, [](const auto& numbers) { return !numbers.empty(); })) {
    std::vector<int> numbers = nearest_numbers(component_loads, choices, refused, zones, limits.mean);
    if (numbers.empty()) return fail(ErrorCode::zone_infeasible, "no other numbers of zones for the components");
    return numbers;
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
