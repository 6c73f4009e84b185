#pragma once
/// 四至: the ground that four streets bound, from corner to corner along each of them.
///
/// A corner is where two neighbouring bounds meet; streets that meet more than once give as many areas. Where two do
/// not meet, their nearest points are joined if they are near enough, and the gap is told. A ring that crosses itself
/// at a corner (dual carriageways) loses its smaller loops.
/// @guarantee rings are closed, simple and counter-clockwise, hold `inside`, and lie as they are said: the middle of
/// the
///            eastern bound east of that of the western one, of the northern one north; smallest area first
/// @cost four searches for paths per choice of corners, of which there are at most 81

#include <array>
#include <utility>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/places/location_text.hpp>

namespace libgrid::places::detail {

using AreaBounds = std::array<std::vector<LineString>, 4>;  ///< ways to the north, south, east, west

struct AreaOptions {
  Metres gap;     ///< streets this near meet
  Metres apart;   ///< crossings farther apart are different corners
  Metres jump;    ///< gaps in a street
  Metres corner;  ///< farthest that two bounds may stay apart
};

struct BoundedArea {
  std::vector<Xy> ring;
  Xy inside;
  Metres gap;  ///< the widest of its corners; 0: all bounds touch
};

struct BoundedAreas {
  std::vector<BoundedArea> found;
  std::pair<Compass, Compass> open{Compass::none, Compass::none};  ///< the first two bounds that do not close, if none
};

[[nodiscard]] BoundedAreas bounded_areas(const AreaBounds& ways, const AreaOptions& options);

/// The ring without its smaller loops. @pre closed
[[nodiscard]] std::vector<Xy> without_loops(std::vector<Xy> ring);

}  // namespace libgrid::places::detail
