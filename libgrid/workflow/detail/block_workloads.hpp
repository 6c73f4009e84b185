#pragma once
/// The workloads of the city file (zoning.workloads), measured per block.
///
///   GRID_TRY(loads, block_workloads(workspace, ground));
///   loads[0].of_block[i];              // of ground.blocks[i], in the unit of its measure
///
/// Points count in the block they lie in, on a border in the lower block id; they are the note "points", per workload.
/// @errors step_missing (import) where a workload of points was given none

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/io/point_layer.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

struct BlockWorkload {
  WorkloadRule rule;
  std::vector<double> of_block;
  double total = 0.0;
};

[[nodiscard]] Expected<std::vector<BlockWorkload>> block_workloads(const Workspace& workspace, const Ground& ground);

/// Block::workload as the city says: by street_share, or by the weights of its workloads if any is above 0.
void weigh_blocks(std::vector<Block>& blocks, const City& city, std::span<const BlockWorkload> workloads);

/// One figure of every block: a workload by its name, or workload, reports, street_m, area_m2; empty: no such column.
[[nodiscard]] std::vector<double> block_column(const Ground& ground, std::span<const BlockWorkload> workloads,
                                               std::string_view name);

using PointsByWorkload = std::map<std::string, std::vector<io::CountedPoint>>;
/// Those that were imported. @errors store_failed
[[nodiscard]] Expected<PointsByWorkload> points_of(const store::Store& store);
[[nodiscard]] Expected<void> put_points(store::Store& store, const PointsByWorkload& points);

}  // namespace libgrid::workflow::detail
