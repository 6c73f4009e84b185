#pragma once
/// The analyst's rebound (反弹): forest, curves by group, sensitivity over r and T, for a workspace.
///
///   GRID_TRY(analysis, analyse_rebound(workspace, {.rules = {.radius = 50_m}}, context));
///   GRID_TRY(summary, export_forest(workspace, "out/boston", {}, context));
///   // forest.csv, forest_curves.csv, forest_sensitivity.csv, with places around_places.csv, with engineering fixes
///   // forest_incidence.csv: columns in docs/outputs.md
///
/// The definition is that of hotspot/forest.hpp (one parent each, a grace, duplicates told apart); rebound.csv keeps
/// its own (any later report, no grace). Reports at a default coordinate take no part. Distances are along the streets
/// where both cases lie within 30 m of one, else in the plane (forest.csv says which; DistanceKind::plane: always).
/// Groups: all; category (the listed ones); zone, if reports have been assigned; road: main (main and secondary roads
/// by the city's road_kinds, or OSM's primary, secondary, tertiary), lane (any other street), off_street (no street
/// within 30 m); ring_CLASS for each class of places of the
/// file: 0-100, 100-200 m, beyond.
/// Engineering fixes: cases whose resolution or category the city names (`rebound.engineering_fixes`) compete with
/// rebounds (hotspot/engineering_fixes.hpp) in the groups all, category and road. Resolutions are those that the import
/// kept (`report_columns.resolution`), or of a table with the columns case_id and resolution.
/// @errors step_missing (no reports were imported), file_unwritable, cancelled; column_missing (of the resolutions)

#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/engineering_fixes.hpp>
#include <libgrid/hotspot/rebound_curves.hpp>
#include <libgrid/hotspot/street_cases.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct NamedCurve {
  std::string grouping;  ///< all, category, zone, road
  std::string group;
  hotspot::GroupCurve curve;
};

/// What comes back near the places of one class, and what the same category does elsewhere.
struct AroundPlaces {
  std::string place_class;
  std::string category;
  hotspot::GroupCurve near;    ///< cases within 100 m of a place, measured as the forest is
  hotspot::GroupCurve beyond;  ///< cases farther than 200 m from all of them
};

struct NamedIncidence {
  std::string grouping, group;
  hotspot::CompetingCurve curve;
};

struct ForestRequest {
  hotspot::ForestRules rules{};
  hotspot::DistanceKind distance = hotspot::DistanceKind::street;
  std::filesystem::path places{};  ///< schools, hospitals ...: CSV (name, class, lon, lat) or GeoJSON; empty: no rings
  Seconds overdue = days(90);      ///< open for longer: a chronic site
  std::filesystem::path resolutions{};  ///< CSV (case_id, resolution); empty: what the import kept
};

struct ReboundAnalysis {
  hotspot::ForestRules rules;
  Seconds overdue = days(90);
  LocalTime last_opening;
  std::vector<std::string> ids;         ///< as written in the source
  std::vector<std::string> categories;  ///< names; ForestCase::category is the index
  std::vector<hotspot::ForestCase> cases;
  hotspot::Forest forest;
  hotspot::ForestCounts counts;
  std::vector<char> on_street;  ///< 1: within 30 m of a street; empty or all 0: the plane's distances only
  std::vector<NamedCurve> curves;
  std::vector<NamedIncidence> incidence;  ///< empty where the city names no fixes
  std::int64_t fixes = 0;                 ///< cases that are one
  std::vector<AroundPlaces> around;       ///< by class, then most rebounds near first; empty without places
  std::vector<hotspot::SensitivityRow> sensitivity;
  std::vector<RejectedRow> refused_places;  ///< rows of the places' file that are none
};

/// The link to its parent was measured along the streets.
[[nodiscard]] bool linked_along_street(const ReboundAnalysis& analysis, std::size_t i);

[[nodiscard]] Expected<ReboundAnalysis> analyse_rebound(const Workspace& workspace, const ForestRequest& request,
                                                        const StepContext& context);

/// Writes the three files into the folder, each as a whole.
[[nodiscard]] Expected<StepSummary> export_forest(const Workspace& workspace, const std::filesystem::path& folder,
                                                  const ForestRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
