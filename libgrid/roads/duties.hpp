#pragma once
/// Streets cut at zone borders: which zone answers for which metre of which street.
///
///   std::vector<RoadPiece> pieces = assign_duties(stretches, plan.map(), "all");
///   std::vector<BlockStreets> metres = street_metres(stretches);    // what the workload counts
///
/// A stretch inside one zone belongs to it (rule inside). Along a border between two zones it belongs to the zone with
/// the lower code (border_lower_code); along the outer border of the land to the only zone there is (inside). Outside
/// the land it has no zone (outside) and is listed all the same. Neighbouring stretches with the same zone and rule
/// form one piece; pieces are numbered from 1 by street in input order, then by measure.
/// Units: plane metres from the start of the way.
/// @pre       stretches come street by street, by rising measure, without gaps (coverage::build_blocks)
/// @guarantee the pieces of a street meet end to end from 0 to its length; no measure is owned twice
/// @cost      O(stretches)

#include <span>
#include <string_view>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>

namespace libgrid::roads {

/// @pre every block of the stretches is in map.blocks
[[nodiscard]] std::vector<RoadPiece> assign_duties(std::span<const StreetStretch> stretches, const ZoneMap& map,
                                                   std::string_view sector);

/// Street metres of one block: whole inside it and along the outer border, half along a border between two blocks.
struct BlockStreets {
  BlockId block;
  Metres length;
};

/// One row per block that has any street, ids ascending. Streets outside the land count nowhere.
[[nodiscard]] std::vector<BlockStreets> street_metres(std::span<const StreetStretch> stretches);

}  // namespace libgrid::roads
