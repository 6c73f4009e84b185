#pragma once
/// What annealing could not bring into the band: a few zones around one outside are cut anew, exactly.
///
/// A group of neighbouring zones that together carry what that many zones may is given to zone_cover(), and to
/// tree_zones() where its zones are of too many nodes to be listed. Where no group around a zone outside has an answer,
/// other groups are cut anew in another way, which moves the trouble on.
/// @pre every zone is connected @guarantee so it is afterwards; fewer zones are outside, or as many

#include <libgrid/base/progress.hpp>
#include <libgrid/zoning/detail/draw.hpp>
#include <libgrid/zoning/detail/zoning_cut.hpp>

namespace libgrid::zoning::detail {

struct Mending {
  int tries = 400;                   ///< groups that are cut anew at most
  std::size_t nodes = 70;            ///< of a group at most
  std::uint64_t work = 150'000'000;  ///< zones and nodes looked at in all, about half a second
};

void mend_zones(ZoningCut& cut, std::span<const Limits> limits, const Mending& how, Draw& draw,
                const CancelToken& cancel);

}  // namespace libgrid::zoning::detail
