#pragma once
/// What a zone of each level may carry, and how many zones each component gets.

#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/zoning/detail/region.hpp>
#include <libgrid/zoning/partition.hpp>

namespace libgrid::zoning::detail {

/// Zones of each level: the product of zones_per_parent from the top.
[[nodiscard]] std::vector<int> zone_counts(std::span<const LevelSpec> levels);

/// Limits of each level around the city mean, narrowed to what the levels below can still divide: a zone of twelve
/// carries between twelve least and twelve most zones. The unit as in load_units.hpp. @pre total > 0
[[nodiscard]] std::vector<Limits> level_limits(std::span<const LevelSpec> levels, Load total, std::size_t blocks,
                                               Load unit = 1);

/// How an error calls a component: by its first block, and where it lies (Problem::where).
struct ComponentName {
  std::string first_block;
  std::string where{};
};

/// How many zones each component gets, so that their mean is within the limits; fails with the component that no
/// number fits. `refused`, if given, are numbers per component that it cannot have.
[[nodiscard]] Expected<std::vector<int>> zones_per_component(std::span<const Load> component_loads,
                                                             std::span<const ComponentName> names, int zones,
                                                             const Limits& limits,
                                                             std::span<const std::vector<int>> refused = {});

}  // namespace libgrid::zoning::detail
