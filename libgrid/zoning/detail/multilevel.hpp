#pragma once
/// One connected mesh cut into zones: coarsen, cut, uncoarsen with annealing, balance; cuts may be crossed.
/// @source Sanders & Schulz 2011, arXiv:1110.0477 (two partitions are crossed by coarsening inside the borders of both)

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/progress.hpp>
#include <libgrid/zoning/detail/mesh.hpp>

namespace libgrid::zoning::detail {

struct CutOptions {
  std::uint64_t seed = 1;
  std::uint64_t stream = 0;  ///< of the random numbers
  int sweeps = 120;          ///< annealing sweeps per mesh
  int pool = 1;              ///< cuts that are made from nothing, if any are crossed
  int crossings = 0;         ///< of two of them
  int cycles = 0;            ///< further rounds of coarsening inside the zones
  int straightening = 0;     ///< such rounds where loads came into the limits at the price of many blocks
  double shape_weight = 0.25;
  double aim = 0.9;  ///< share of the band to aim for
  double hot = 0.5;
  bool lift = true;  ///< the least compact zone at the end (lift_worst.hpp)
};

/// A zoning and how far it is outside the limits.
struct CutResult {
  std::vector<int> part;
  double overload = 0.0;  ///< 0: within all limits
  double price = 0.0;     ///< borders and shapes, in mean edges
};

/// @pre the mesh is connected, 1 <= zones <= nodes
/// @guarantee every zone is connected and has nodes
[[nodiscard]] CutResult multilevel_cut(const Mesh& mesh, int zones, std::span<const Limits> limits,
                                       const CutOptions& options, const CancelToken& cancel);

}  // namespace libgrid::zoning::detail
