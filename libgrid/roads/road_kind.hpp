#pragma once
/// 道路分级: main road, secondary, branch or back lane, from the city's own classes by a table, and by a stated rule
/// where the class is missing.
///
///   RoadKindTable table(rows);                        // data/tables/road_classes/osm.csv: "primary,main_road" ...
///   KindDecision lane = table.decide({.road_class = "service"}, {});        // back_lane, because by_class
///   KindDecision hutong = table.decide({.name = "帽儿胡同"}, {});            // back_lane, because name_suffix
///
/// A class that the table knows decides. Otherwise, in this order: the name ends like a lane's (巷, 胡同, 弄, 里; the
/// list is data), access is restricted, the width is below the limit, a dead end is shorter than the limit; else it is
/// taken for a branch (assumed). The reason travels with the answer, so that a city sees what was guessed.
/// Units: plane metres.
/// @cost  O(log rows) per street

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/model/duty.hpp>

namespace libgrid::roads {

/// Why a street is what it is taken for, in the order in which it is asked.
enum class KindReason : unsigned char { by_class, name_suffix, access, width, dead_end, assumed };

[[nodiscard]] std::string_view word(KindReason reason);

/// What is known of one street; empty where nothing is.
struct RoadTraits {
  std::string_view road_class = {};
  std::string_view name = {};
  std::string_view access = {};
  std::optional<Metres> width = {};
  std::optional<Metres> dead_end = {};  ///< its length, if one end joins nothing
};

struct KindDecision {
  RoadKind kind = RoadKind::branch;
  KindReason reason = KindReason::assumed;
  friend bool operator==(const KindDecision&, const KindDecision&) = default;
};

class RoadKindTable {
 public:
  RoadKindTable() = default;                                  ///< knows no class
  explicit RoadKindTable(std::span<const RoadKindRow> rows);  ///< of repeated classes the first row counts

  [[nodiscard]] std::optional<RoadKind> find(std::string_view road_class) const;
  [[nodiscard]] KindDecision decide(const RoadTraits& traits, const BackLaneRules& rules) const;

 private:
  std::map<std::string, RoadKind, std::less<>> kind_;
};

/// The classes of OpenStreetMap's key highway: what a city file has unless it says otherwise.
[[nodiscard]] std::vector<RoadKindRow> osm_road_kinds();

}  // namespace libgrid::roads
