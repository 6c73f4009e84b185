#pragma once
/// Cuts the blocks of a city into zones, level by level from the top.
///
///   PartitionOptions options = partition_options(city);              // levels, bands and seed as data
///   Expected<Partition> plan = partition(graph, options);
///   int zone_of_block_7 = plan->levels.back().part[7];
///
/// Every zone is connected over shared borders or declared links, its workload is within mean x (1 +- band), and its
/// blocks lie in one zone of the level above. The mean of a level is that of the city: all workload / all its zones.
/// Within these rules borders are kept short and shapes compact.
///
/// How: METIS k-way on the block graph, repair of its disconnected parts, then annealed moves of border blocks (with
/// what hangs on them) under the exact test of contiguity; the best of several starts; what fails is tried again with
/// other random numbers.
/// @pre       workloads are finite and not negative, their sum is positive
/// @guarantee same graph and options give the same partition, on any number of threads; work, not time, is bounded
/// @errors    parameter_invalid (levels, bands); cancelled;
///            zone_infeasible with the certificate: a block over the maximum, a component that no number of zones
///            fits, fewer blocks than zones, or the best workloads reached within the budget
/// @cost      O(starts x moves_per_block x blocks x levels) time, O(n) memory; Boston (4,719 blocks, 10 x 12 zones) 2 s
/// @source    Karypis & Kumar 1998, doi:10.1006/jpdc.1997.1404 (METIS); Kirkpatrick et al. 1983,
///            doi:10.1126/science.220.4598.671

#include <cstdint>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/progress.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/zoning/block_graph.hpp>

namespace libgrid::zoning {

struct LevelSpec {
  int level = 1;
  int zones_per_parent = 1;
  double band = 0.05;  ///< in (0, 1)
};

struct PartitionOptions {
  std::vector<LevelSpec> levels;  ///< from the top; level numbers 1, 2, ...
  std::uint64_t seed = 1;
  // The work budget: starts x moves_per_block annealing steps per block and level if nothing fails.
  int moves_per_block = 400;
  int starts = 3;             ///< zonings made of every zone that is cut; the smoothest is taken
  int attempts = 8;           ///< made at most, if some of them miss the band
  int restarts = 4;           ///< other upper zones after a lower level failed
  double shape_weight = 0.5;  ///< weight of compactness (mean Polsby-Popper) against border length
  int threads = 0;            ///< for the zones of one level; 0: as many as the machine has
};

[[nodiscard]] PartitionOptions partition_options(const City& city);

/// The zones of one level.
struct LevelParts {
  LevelSpec spec;
  int count = 0;          ///< zones of this level
  std::vector<int> part;  ///< of every block of the graph by index, 0 .. count - 1
};

struct Partition {
  std::vector<BlockId> blocks;     ///< ids in the order of the graph
  std::vector<LevelParts> levels;  ///< part p of a level lies in part p / zones_per_parent of the level above
  std::uint64_t seed = 0;
};

[[nodiscard]] Expected<Partition> partition(const BlockGraph& graph, const PartitionOptions& options,
                                            const Progress& progress = {}, const CancelToken& cancel = {});

/// Length of all borders between different parts.
[[nodiscard]] Metres cut_length(const BlockGraph& graph, const LevelParts& parts);

/// Workload of every part over the mean of the level.
[[nodiscard]] std::vector<double> relative_loads(const BlockGraph& graph, const LevelParts& parts);

}  // namespace libgrid::zoning
