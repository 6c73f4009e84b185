#pragma once
/// Streets cut at zone borders: which zone answers for which metre of which street, on which side, by which rule.
///
///   std::vector<RoadPiece> pieces = assign_duties(stretches, plan.map(), "all");     // the default policy
///   DutyPolicy policy{.main = BorderRule::higher_authority, .lane = BorderRule::centre_line, .nearest_within = 30_m};
///   pieces = assign_duties({.stretches = stretches, .map = &plan.map(), .streets = streets, .kinds = kinds,
///                           .named = match_register(rows, streets, plan.map()).intervals}, policy, "环卫");
///
/// Order of rules: a row of the register of streets (named) -> one zone on both sides, or the only one along the outer
/// border of the land (inside) -> a border between two zones, by the policy of the road's kind -> outside the land:
/// the nearest zone within the policy's limit (nearest), else no zone (outside), listed all the same. Every rule is
/// asked for the left and the right side of a stretch; where both answers are the same the piece is whole, else
/// there is one piece for each side. Neighbouring stretches with the same answers form one piece; pieces are numbered
/// from 1 by street in input order, then by measure, left before right.
///
/// Rules of a border:
/// - lower_code: the zone with the lower code (also where another rule finds both equal);
/// - centre_line: each side to the zone on that side;
/// - longer_share: the zone that has more metres of this street, inside counted whole and borders half;
/// - higher_authority: no zone of the lowest level; `unit` is the code of the lowest zone above both, or
///   `policy.authority` where there is none;
/// - south_east: the zone on the south side of a street that runs rather west-east, else the one on the east side.
///
/// Units: plane metres from the start of the way.
/// @pre       stretches come street by street, by rising measure, without gaps (coverage::build_blocks, cut_by_zones)
/// @guarantee on either side the pieces of a street meet end to end from 0 to its length; no measure is owned twice
///            for a sector and side; independent of the order of streets but for the numbers
/// @cost      O((stretches + named) log named)

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>

namespace libgrid::roads {

/// A part of one way that the register gives to a zone or a unit, on one side or both.
struct NamedInterval {
  StreetId street;
  Metres from;
  Metres to;
  RoadSide side = RoadSide::whole;  ///< in the drawn direction of the way
  std::optional<ZoneId> zone = {};
  std::string unit = {};
  std::int64_t row = 0;  ///< of the register; where two rows claim a side, the earlier interval has it
  friend bool operator==(const NamedInterval&, const NamedInterval&) = default;
};

struct DutyInput {
  std::span<const StreetStretch> stretches;
  const ZoneMap* map = nullptr;          ///< of this sector
  std::span<const Street> streets = {};  ///< needed by south_east and nearest
  std::span<const RoadKind> kinds = {};  ///< one per street; without them every street is a main road
  std::span<const NamedInterval> named = {};
};

/// @pre every block of the stretches is in input.map->blocks
[[nodiscard]] std::vector<RoadPiece> assign_duties(const DutyInput& input, const DutyPolicy& policy,
                                                   std::string_view sector);

/// The default policy, without a register.
[[nodiscard]] std::vector<RoadPiece> assign_duties(std::span<const StreetStretch> stretches, const ZoneMap& map,
                                                   std::string_view sector);

/// Metres of intervals that an earlier row of the register has on the same side of the same way, per later row.
struct NamedConflict {
  std::int64_t row = 0;
  std::int64_t earlier = 0;
  StreetId street;
  Metres length;
};
[[nodiscard]] std::vector<NamedConflict> named_conflicts(std::span<const NamedInterval> named);

/// Street metres of one block: whole inside it and along the outer border, half along a border between two blocks.
struct BlockStreets {
  BlockId block;
  Metres length;
};

/// One row per block that has any street, ids ascending. Streets outside the land count nowhere.
[[nodiscard]] std::vector<BlockStreets> street_metres(std::span<const StreetStretch> stretches);

}  // namespace libgrid::roads
