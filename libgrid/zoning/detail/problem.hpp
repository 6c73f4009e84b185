#pragma once
/// A graph and the options of a partition, checked and in whole numbers: what both the search and the certificates use.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/detail/mesh.hpp>
#include <libgrid/zoning/partition.hpp>

namespace libgrid::zoning::detail {

constexpr int kUnlocked = -1;

struct Problem {
  const BlockGraph* graph = nullptr;
  std::size_t workloads = 1;
  std::vector<Load> loads;                  ///< block x workloads; 0 if excluded
  std::vector<Load> units;                  ///< per workload: divides all its loads; 1 if they are rounded
  std::vector<std::vector<Limits>> limits;  ///< per level, per workload; narrowed so that no level is starved
  std::vector<int> counts;                  ///< zones per level
  std::vector<char> active;                 ///< not excluded
  std::vector<std::uint32_t> linked;        ///< the lowest block of the must-link set of a block
  std::vector<int> lock;                    ///< locked zone of a block, or kUnlocked
  std::vector<double> factors;              ///< of half edges in the order of the graph; empty: all 1
  std::vector<int> label;                   ///< parent of a block as a number from 0
  NamesInErrors names;
  std::vector<std::string> parent_names;  ///< by label; empty: not known

  [[nodiscard]] std::span<const Load> load(std::size_t block) const {
    return std::span(loads).subspan(block * workloads, workloads);
  }
  /// First workload of every block.
  [[nodiscard]] std::vector<Load> main_loads() const;

  /// Some active blocks as a mesh, node i is blocks[i]; walls and borders to other blocks are outline only.
  [[nodiscard]] Mesh mesh_of(std::span<const std::uint32_t> blocks) const;

  /// Connected pieces of some active blocks of one parent each, ascending; first by their lowest block.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> pieces(std::span<const std::uint32_t> blocks) const;

  [[nodiscard]] std::vector<std::uint32_t> active_blocks() const;

  /// As errors name it: "block 17", or what the caller calls it.
  [[nodiscard]] std::string block_name(std::size_t block) const;
  [[nodiscard]] std::string lock_name(int lock_number) const;
  /// "; it lies in the district NAME", or nothing where its parent has no name.
  [[nodiscard]] std::string where(std::size_t block) const;
};

/// @errors parameter_invalid, blocks_none, zone_infeasible (nothing to balance; a linked or locked set in pieces)
[[nodiscard]] Expected<Problem> make_problem(const BlockGraph& graph, const PartitionOptions& options);

}  // namespace libgrid::zoning::detail
