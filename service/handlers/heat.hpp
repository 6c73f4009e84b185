#pragma once
/// Reports counted in the small squares of one tile: the heat map's points.
///
///   std::vector<tile::Feature> heat = heat_of(places, TileId{12, 1239, 1515});     // property n: reports
///
/// A tile is cut into kBins x kBins squares (a zoom deeper, the squares are half as wide), so a tile has a bounded size
/// however many reports there are, and the counts of all tiles of a zoom add up to the number of reports.
/// @cost O(places)

#include <span>
#include <vector>

#include <libgrid/tile/feature.hpp>
#include <libgrid/tile/tile_id.hpp>

namespace libgrid::service {

inline constexpr int kBins = 128;

[[nodiscard]] std::vector<tile::Feature> heat_of(std::span<const tile::WorldXy> places, tile::TileId tile);

}  // namespace libgrid::service
