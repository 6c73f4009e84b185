#pragma once
/// Who answers for which metre of street.

#include <optional>
#include <string>

#include <libgrid/base/units.hpp>
#include <libgrid/model/ids.hpp>

namespace libgrid {
inline namespace model {

enum class RoadSide : unsigned char { whole, left, right };

/// Which rule decided (docs/outputs.md): inside, border_lower_code, outside.
enum class DutyRule : unsigned char { inside, border_lower_code, outside };

/// A measure interval of one street with its responsible zone; the pieces of a street add up to its length.
struct RoadPiece {
  RoadPieceId id;
  StreetId street;
  Metres from;
  Metres to;
  std::optional<ZoneId> zone;  ///< lowest level; empty: outside the land
  std::string sector;          ///< "all" until sectors have zones of their own
  RoadSide side = RoadSide::whole;
  DutyRule rule = DutyRule::inside;
  friend bool operator==(const RoadPiece&, const RoadPiece&) = default;
};

}  // namespace model
}  // namespace libgrid
