#pragma once
/// The ground a plan stands on: districts, streets, faces, blocks, links between land components.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/ids.hpp>
#include <libgrid/model/merge_rule.hpp>

namespace libgrid {
inline namespace model {

/// 辖区: an administrative area that bounds the land (Boston: the 26 neighbourhoods).
struct District {
  DistrictId id;
  std::string name;
  MultiPolygon shape;
  friend bool operator==(const District&, const District&) = default;
};

/// One way of the source layer, in plane metres and never snapped: its measures are those of the source.
struct Street {
  StreetId id;
  std::string name;
  std::string road_class;  ///< as written in the source, e.g. OSM highway
  LineString line;
  int layer = 0;            ///< 0: on the ground; bridges above, tunnels below: where layers cross there is no node
  std::string access = {};  ///< as written in the source, e.g. OSM access
  std::optional<Metres> width = {};  ///< of the carriageway
  friend bool operator==(const Street&, const Street&) = default;
};

/// A piece of ground after noding, polygonizing and cutting by the lattice; lineage raw face -> face -> block.
struct Face {
  FaceId id;
  RawFaceId raw;
  DistrictId district;
  BlockId block;
  MergeReason reason = MergeReason::none;  ///< why it was merged away; none for the face that gave the block its place
  Polygon shape;
  friend bool operator==(const Face&, const Face&) = default;
};

/// 街区: the smallest areal unit; never cut by a plan.
struct Block {
  BlockId id;
  DistrictId district;  ///< the one with most of its area, ties to the lower id
  Polygon shape;
  SquareMetres area;
  std::int64_t faces = 1;                  ///< how many faces were merged into it (1: none)
  MergeReason reason = MergeReason::none;  ///< why faces were merged into it; small if any of them was
  Metres street_length;
  std::int64_t reports = 0;
  double workload = 0.0;  ///< share of the city's workload; all blocks sum to 1
  friend bool operator==(const Block&, const Block&) = default;
};

/// A border of positive length between two blocks (a < b).
struct BlockBorder {
  BlockId a;
  BlockId b;
  Metres length;
  friend bool operator==(const BlockBorder&, const BlockBorder&) = default;
};

/// A declared connection between two blocks of different land components, by their shortest gap.
struct Link {
  LinkId id;
  BlockId from;
  BlockId to;
  Metres length;
  LineString line;  ///< the gap itself: two points
  friend bool operator==(const Link&, const Link&) = default;
};

/// One stretch of a street between consecutive nodes of the network, with the block on either side.
/// left == right: inside that block; one side empty: along the outer border; both empty: outside the land.
struct StreetStretch {
  StreetId street;
  Metres from;  ///< measure from the start of the way
  Metres to;
  std::optional<BlockId> left;
  std::optional<BlockId> right;
  friend bool operator==(const StreetStretch&, const StreetStretch&) = default;
};

/// What the step `blocks` makes of districts, streets and reports: everything a plan is drawn on.
struct Ground {
  std::vector<Face> faces;
  std::vector<Block> blocks;
  std::vector<BlockBorder> borders;
  std::vector<Link> links;
  std::vector<StreetStretch> stretches;
  friend bool operator==(const Ground&, const Ground&) = default;
};

}  // namespace model
}  // namespace libgrid
