#pragma once
/// The rules of a workspace for one version of its plan: what attribution::Responsible is made of.

#include <string>
#include <vector>

#include <libgrid/attribution/responsibility.hpp>
#include <libgrid/base/error.hpp>
#include <libgrid/io/rule_tables.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

/// A named piece of street whose zone is known by its code.
struct NamedPiece {
  std::string id;
  std::string sector;  ///< empty: every sector
  StreetId street;
  RoadSide side = RoadSide::whole;
  Metres from;
  Metres to;
  std::string zone;
};

/// Decisions that were recorded (decide.hpp), in the workspace's folder; and how near one is at the same spot.
inline constexpr const char* kDecisionsFile = "recorded_decisions.csv";
inline constexpr Metres kSameSpot{1.0};

/// What holds for every version of the plan.
struct RuleSources {
  std::vector<District> districts;
  std::vector<Polygon> left_out{};  ///< blocks that the newest plan left in no zone
  std::vector<NamedPiece> pieces;
  std::vector<io::ExceptionRow> areas;
  std::vector<io::DecisionRow> decisions;
  std::vector<RejectedRow> rejected;  ///< rows of the tables that are wrong
};

[[nodiscard]] Expected<RuleSources> rule_sources(const Workspace& workspace);

/// @param level whose zones answer
[[nodiscard]] attribution::ResponsibilityRules rules_for(const RuleSources& sources, const ZoneMap& map, int level,
                                                         const ResponsiblePolicy& policy, std::int64_t plan_version);

/// Areas and decisions that no zone of the map can answer for: not_found, with the id of the row and the code;
/// parameter_invalid where the zone is not of the lowest level.
[[nodiscard]] std::vector<RejectedRow> rules_without_zone(const RuleSources& sources, const ZoneMap& map,
                                                          const ResponsiblePolicy& policy);

/// The sector of a category, or none.
[[nodiscard]] std::string sector_of(const ResponsiblePolicy& policy, const std::string& category);

}  // namespace libgrid::workflow::detail
