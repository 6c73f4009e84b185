#pragma once
/// As many balanced zones as a lower bound allows: the greatest count for which a partition is found.

#include <libgrid/zoning/partition.hpp>

namespace libgrid::zoning::detail {

[[nodiscard]] bool has_free_count(const PartitionOptions& options);

/// From the count that the bound allows at most downwards in growing steps, then between the last two answers.
/// @pre has_free_count @errors parameter_invalid (two free levels, no bound); those of partition()
[[nodiscard]] Expected<Partition> most_zones(const BlockGraph& graph, PartitionOptions options,
                                             const Progress& progress, const CancelToken& cancel);

}  // namespace libgrid::zoning::detail
