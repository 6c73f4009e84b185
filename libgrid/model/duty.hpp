#pragma once
/// Who answers for which metre of street.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/model/ids.hpp>

namespace libgrid {
inline namespace model {

enum class RoadSide : unsigned char { whole, left, right };

/// Which rule decided (docs/outputs.md). A register's row comes first, then `inside`, then the policy of borders, then
/// that of streets outside all zones.
enum class DutyRule : unsigned char {
  inside,             ///< one zone on both sides
  border_lower_code,  ///< a border: the zone with the lower code
  outside,            ///< outside all zones: unowned, listed
  named,              ///< a row of the register of streets (路长制)
  border_centre,      ///< a border, split at the centre line: each side to its own zone
  border_longer,      ///< a border: the zone that has more of this street
  border_authority,   ///< a border: the zone above both, the higher road authority
  border_south_east,  ///< a border: the zone on the south or east side
  nearest             ///< outside: the nearest zone within the limit
};

/// 道路分级: what the classes of a city's own layer are taken for (data/tables/road_classes).
enum class RoadKind : unsigned char { main_road, secondary, branch, back_lane };

/// One row of the table of a city's own road classes.
struct RoadKindRow {
  std::string road_class;  ///< as written in the source, e.g. "primary"; compared without regard to ASCII case
  RoadKind kind = RoadKind::branch;
  friend bool operator==(const RoadKindRow&, const RoadKindRow&) = default;
};

/// How back lanes are recognised where the class is missing or not in the table (roads/road_kind.hpp).
struct BackLaneRules {
  std::vector<std::string> suffixes{"巷", "胡同", "弄", "里", " Alley", " Aly"};
  std::vector<std::string> access{"private", "no", "destination", "permissive"};
  Metres width{6.0};       ///< narrower is a lane
  Metres dead_end{150.0};  ///< a dead end shorter than this is a lane
  friend bool operator==(const BackLaneRules&, const BackLaneRules&) = default;
};

/// Who answers for a street along a border between two zones (roads/duties.hpp says what each means).
enum class BorderRule : unsigned char { lower_code, centre_line, longer_share, higher_authority, south_east };

/// What a city decides about its borders; the default is the lower code and nothing outside.
struct DutyPolicy {
  BorderRule main = BorderRule::lower_code;  ///< for main and secondary roads
  BorderRule lane = BorderRule::lower_code;  ///< for branches and back lanes
  std::string authority = {};                ///< unit for higher_authority where no zone lies above both
  Metres nearest_within{0.0};                ///< 0: streets outside all zones have no owner
  Metres nearest_step{25.0};                 ///< they are cut into equal parts of at most this, decided at the middle
  friend bool operator==(const DutyPolicy&, const DutyPolicy&) = default;
};

/// 路长制: one row of the register of streets, as written (roads/register.hpp says what each means).
struct RegisterRow {
  std::int64_t row = 0;  ///< data row in the source file, from 1
  std::string street = {};
  std::string from = {};
  std::string to = {};
  std::string side = {};
  std::string unit = {};
  std::string sector = {};  ///< empty: all sectors
  friend bool operator==(const RegisterRow&, const RegisterRow&) = default;
};

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
  std::string unit;  ///< who answers where that is no zone of the lowest level: a unit of the register, an upper zone
  friend bool operator==(const RoadPiece&, const RoadPiece&) = default;
};

}  // namespace model
}  // namespace libgrid
