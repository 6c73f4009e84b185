#pragma once
/// As many balanced zones as a lower bound allows: the greatest count for which a partition is found.

#include <libgrid/zoning/partition.hpp>

namespace libgrid::zoning::detail {

[[nodiscard]] bool has_free_count(const PartitionOptions& options);

/// Counts that certificates rule out are passed over; quick cuts by halves find a count to begin with, and from it the
/// search goes upwards while plans are found. Under an upper level the count is that of each of its zones.
/// @pre has_free_count @errors parameter_invalid (two free levels, no bound); those of partition()
[[nodiscard]] Expected<Partition> most_zones(const BlockGraph& graph, PartitionOptions options,
                                             const Progress& progress, const CancelToken& cancel);

}  // namespace libgrid::zoning::detail
