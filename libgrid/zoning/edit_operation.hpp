#pragma once
/// What a planner may do to a draft, as values: they can be kept, sent and replayed.
///
///   EditOperation paint = MoveBlocks{{BlockId{17}, BlockId{18}}, ZoneId{12}};
///   EditOperation halve = SplitZoneBalanced{ZoneId{12}, 2, 1};
///
/// A zone that an operation adds gets the next free id, the next free number of its family as code ("BOS-03-13"), the
/// name that the level gives to that number, and a post of its own.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/ids.hpp>

namespace libgrid::zoning {

/// Paint: the blocks go to a zone of the lowest level; the sums of all zones above follow.
struct MoveBlocks {
  std::vector<BlockId> blocks;
  ZoneId to;
  friend bool operator==(const MoveBlocks&, const MoveBlocks&) = default;
};

/// Whole zones go below another zone of the level above.
struct MoveZones {
  std::vector<ZoneId> zones;
  ZoneId to;
  friend bool operator==(const MoveZones&, const MoveZones&) = default;
};

/// In two along a drawn line, which goes on straight beyond its ends. What the zone is made of (blocks, or zones of the
/// level below) goes whole to the side of its centroid; the heavier side keeps the id, if equal the left one.
struct SplitZoneByLine {
  ZoneId zone;
  LineString line;  ///< plane metres, at least two different points
  friend bool operator==(const SplitZoneByLine&, const SplitZoneByLine&) = default;
};

/// Into n connected parts of like workload (partition.hpp on the zone alone); the part with the lowest block keeps the
/// id.
struct SplitZoneBalanced {
  ZoneId zone;
  int parts = 2;
  std::uint64_t seed = 1;
  friend bool operator==(const SplitZoneBalanced&, const SplitZoneBalanced&) = default;
};

/// Zones of one level into the first; the others and their posts are no more.
struct MergeZones {
  ZoneId keep;
  std::vector<ZoneId> others;
  friend bool operator==(const MergeZones&, const MergeZones&) = default;
};

/// A block in parts along a drawn line (split_block.hpp). The parts get new ids, the block's own is never used again.
struct SplitBlock {
  BlockId block;
  LineString line;
  friend bool operator==(const SplitBlock&, const SplitBlock&) = default;
};

/// The post answers for the zone from now on. If it had another one, the two posts change places.
struct AssignPost {
  ZoneId zone;
  PostId post;
  friend bool operator==(const AssignPost&, const AssignPost&) = default;
};

struct RenameZone {
  ZoneId zone;
  std::string name;  ///< UTF-8, not empty
  friend bool operator==(const RenameZone&, const RenameZone&) = default;
};

using EditOperation = std::variant<MoveBlocks, MoveZones, SplitZoneByLine, SplitZoneBalanced, MergeZones, SplitBlock,
                                   AssignPost, RenameZone>;

}  // namespace libgrid::zoning
