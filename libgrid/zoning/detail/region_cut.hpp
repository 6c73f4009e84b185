#pragma once
/// One connected part of the ground, cut into zones within limits, or why not.

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/progress.hpp>
#include <libgrid/zoning/detail/multilevel.hpp>
#include <libgrid/zoning/partition.hpp>

namespace libgrid::zoning::detail {

struct RegionCutOptions {
  std::uint64_t seed = 1;
  std::uint64_t stream = 0;  ///< of the random numbers: other cuts of one plan use other streams
  Preset preset = Preset::standard;
  int attempts = 8;
  double shape_weight = 0.25;
  double aim = 0.9;          ///< share of the band to aim for
  bool lift = true;          ///< the least compact zone (lift_worst.hpp), and borders that a narrow band made crooked
  bool mend = true;          ///< where all attempts failed (mend_zones.hpp, zone_cover.hpp)
  bool other_starts = true;  ///< where mending failed too, and the ground is small: the dearest search
};

/// Zone numbers 0 .. zones - 1 per node; nodes with the same number in `linked` stay together. Pieces that cannot be
/// separated are merged, then the best of several cuts is taken.
/// @pre the mesh is connected, sets of linked nodes too
/// @errors zone_infeasible, cancelled
[[nodiscard]] Expected<std::vector<int>> region_cut(const Mesh& mesh, std::span<const std::uint32_t> linked, int zones,
                                                    std::span<const Limits> limits, const RegionCutOptions& options,
                                                    const CancelToken& cancel);

}  // namespace libgrid::zoning::detail
