#pragma once
/// Road metres by zone, kind and sector: what a workload counts and the bulletin compares (main road, back lane).
///
///   std::vector<ZoneRoads> rows = road_metres(pieces, streets, kinds);
///   rows[0].zone, rows[0].sector, rows[0].kind, rows[0].length;
///
/// A piece of one side counts half, so that the rows of a sector add up to the network.
/// Units: plane metres.
/// @guarantee the rows of one sector add up to the length of its streets (to rounding); the row without zone and unit
/// is
///            what nobody owns; sums run by street id and measure, whatever the order of the pieces
/// @cost      O(pieces log pieces)

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <libgrid/model/duty.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/roads/road_kind.hpp>

namespace libgrid::roads {

struct ZoneRoads {
  std::string sector;
  std::optional<ZoneId> zone;
  std::string unit;  ///< where no zone of the lowest level answers
  RoadKind kind = RoadKind::branch;
  Metres length;
  friend bool operator==(const ZoneRoads&, const ZoneRoads&) = default;
};

/// Rows by sector, zone (none first), unit, kind. @pre kinds.size() == streets.size()
[[nodiscard]] std::vector<ZoneRoads> road_metres(std::span<const RoadPiece> pieces, std::span<const Street> streets,
                                                 std::span<const RoadKind> kinds);

/// Street metres of one block by kind, counted like street_metres: the base of workloads that weigh main roads and
/// back lanes differently.
struct BlockRoads {
  BlockId block;
  std::array<Metres, 4> length{};  ///< by RoadKind
  friend bool operator==(const BlockRoads&, const BlockRoads&) = default;
};

/// One row per block that has any street, ids ascending. @pre kinds.size() == streets.size()
[[nodiscard]] std::vector<BlockRoads> block_road_metres(std::span<const StreetStretch> stretches,
                                                        std::span<const Street> streets,
                                                        std::span<const RoadKind> kinds);

/// Metres times the weight of their kind; with all weights 1 those of street_metres.
[[nodiscard]] Metres weighted(const BlockRoads& roads, const std::array<double, 4>& weights);

}  // namespace libgrid::roads
