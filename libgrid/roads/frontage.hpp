#pragma once
/// 门前三包: the strip that a house front answers for, from the building line to the kerb, else to the centre line.
///
///   Frontage frontage = frontage_strips({.pieces = pieces, .streets = streets, .kinds = kinds,
///                                        .buildings = footprints}, {});
///   frontage.strips[0].building; frontage.strips[0].length(); frontage.strips[0].area; frontage.strips[0].shape;
///   frontage.open;                 // metres of street side without a house front
///
/// The idea: each side of a duty piece is walked in equal steps of at most `step`; from the middle of a step a ray goes
/// out at a right angle and the first footprint within `reach` is the building line there. Steps with the same building
/// in a row are its front; a gap of at most `gap` between two fronts is split half and half between the neighbours. The
/// strip begins at the kerb where the kind of road has a pavement and the building stands behind it, else at the centre
/// line. Without footprints every side has a front at `setback` of its kind.
/// A strip belongs to the zone and unit of its piece: frontage never changes who answers for the street itself.
/// The widths by kind of road (kerb, setback, pavement) are our own defaults without a source: a city that knows its
/// cross-sections gives them in its city file (`frontage`, model/frontage.hpp).
/// Units: plane metres; measures from the start of the way. `area` is metres times depth, step by step; `shape` is a
/// drawing of it and overlaps itself in bends narrower than the strip.
/// @pre       pieces of the streets given; kinds.size() == streets.size()
/// @guarantee the strips' metres and `open` add up to the metres of the pieces' sides (a whole piece has two); strips
/// of one side
///            of a piece do not overlap in measure; by piece, side (left first), measure
/// @cost      one ray per step
/// @source    research notes 5: Beijing-type rule (kerb, else centre line), gap between neighbours half and half

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/model/frontage.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::roads {

/// Where the strip begins on the side of the street.
enum class FrontageEdge : unsigned char { kerb, centre_line };
[[nodiscard]] std::string_view word(FrontageEdge edge);

struct FrontageStrip {
  RoadPieceId piece;
  StreetId street;
  RoadSide side = RoadSide::left;  ///< left or right of the drawn direction
  Metres from;
  Metres to;
  std::int32_t building = -1;  ///< position in the footprints; -1: none were given
  FrontageEdge edge = FrontageEdge::kerb;
  SquareMetres area;
  Polygon shape;
  std::optional<ZoneId> zone;
  std::string unit;
  std::string sector;
  [[nodiscard]] Metres length() const { return to - from; }
  friend bool operator==(const FrontageStrip&, const FrontageStrip&) = default;
};

struct Frontage {
  std::vector<FrontageStrip> strips;
  Metres open;  ///< sides of streets without a front
};

struct FrontageInput {
  std::span<const RoadPiece> pieces;
  std::span<const Street> streets;
  std::span<const RoadKind> kinds;
  std::optional<std::span<const MultiPolygon>> buildings = {};  ///< nullopt: the setback of the kind
};

[[nodiscard]] Frontage frontage_strips(const FrontageInput& input, const FrontagePolicy& policy);

}  // namespace libgrid::roads
