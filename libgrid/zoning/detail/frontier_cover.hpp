#pragma once
/// A zoning of a small mesh within hard limits where its zones are too many to be listed (zone_cover.hpp): zones are
/// listed only where they are needed, at the edge of what is covered already.
///
///   Cover cover = frontier_cover(mesh, 44, limits, {}, draw);
///
/// A free node beside covered ones lies in few zones that still fit. The one with the fewest is covered next, so that
/// dead ends show near the choices they come from; nodes that were dead ends come sooner. Sets of free nodes that have
/// failed are remembered. With a band of 1 % a ground has hardly an answer beside the one it was made from, and chance
/// does not meet it: four such grounds of 250 nodes took 62 to 1,600 steps.
/// @pre some node has a load; unknown beyond kFrontierNodes @guarantee the end depends on the work only
/// @source Knuth 2000, arXiv:cs/0011047 (fewest first); Boussemart et al. 2004 (weights of dead ends)

#include <libgrid/zoning/detail/zone_cover.hpp>

namespace libgrid::zoning::detail {

constexpr std::size_t kFrontierNodes = 1024;

struct FrontierBounds {
  std::uint64_t work = 10'000'000;  ///< nodes and zones looked at in one run, about a quarter of a second
  int runs = 10;                    ///< what was hard in one comes first in the next; every other with shorter lists
};

[[nodiscard]] Cover frontier_cover(const Mesh& mesh, int zones, std::span<const Limits> limits,
                                   const FrontierBounds& bounds, Draw& draw);

}  // namespace libgrid::zoning::detail
