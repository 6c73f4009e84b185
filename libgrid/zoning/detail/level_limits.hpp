#pragma once
/// What a zone of each level may carry, and the certificates that no plan can exist.

#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/zoning/detail/region.hpp>
#include <libgrid/zoning/partition.hpp>

namespace libgrid::zoning::detail {

/// Zones of each level: the product of zones_per_parent from the top.
[[nodiscard]] std::vector<int> zone_counts(std::span<const LevelSpec> levels);

/// Limits of each level around the city mean, narrowed to what the levels below can still divide: a zone of twelve
/// carries between twelve least and twelve most zones. @pre total > 0
[[nodiscard]] std::vector<Limits> level_limits(std::span<const LevelSpec> levels, Load total, std::size_t blocks);

/// The first block that is heavier than a zone of any level may be.
[[nodiscard]] std::optional<Error> heavy_block(const BlockGraph& graph, std::span<const Load> loads,
                                               std::span<const LevelSpec> levels, std::span<const Limits> limits);

/// How many zones each component gets, so that their mean is within the limits; fails with the component that no
/// number fits. `first_blocks` name the components.
[[nodiscard]] Expected<std::vector<int>> zones_per_component(std::span<const Load> component_loads,
                                                             std::span<const BlockId> first_blocks, int zones,
                                                             const Limits& limits);

}  // namespace libgrid::zoning::detail
