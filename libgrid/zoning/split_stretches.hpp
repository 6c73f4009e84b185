#pragma once
/// Streets beside or inside a block that was split: which part lies on which side of every stretch now.
///
///   std::vector<StreetStretch> now = split_stretches(stretches, lines, BlockId{17}, split.parts);
///
/// A stretch that names the block is cut where the border between two parts meets it, and each piece names the part
/// beside it (probed 5 cm to the side of its middle). A street along which the block was cut lies between two parts.
/// Stretches that do not name the block are unchanged.
/// @pre       parts cover the block; lines hold the streets of the stretches
/// @guarantee the pieces of a stretch meet end to end from its start to its end; pieces with the same sides are one
/// @cost      O(stretches) + O(stretches of the block x edges between the parts)

#include <span>
#include <unordered_map>
#include <vector>

#include <libgrid/model/ground.hpp>

namespace libgrid::zoning {

using StreetLines = std::unordered_map<StreetId, LineString>;

[[nodiscard]] std::vector<StreetStretch> split_stretches(std::span<const StreetStretch> stretches,
                                                         const StreetLines& lines, BlockId block,
                                                         std::span<const Block> parts);

/// Metres of street that count for a block: all inside it or along the outer border, half along another block.
[[nodiscard]] Metres street_length_of(std::span<const StreetStretch> stretches, BlockId block);

}  // namespace libgrid::zoning
