#pragma once
/// What the report tells, taken from the store and counted once; the sections only arrange it.
///
///   Expected<ReportData> data = read_report_data(workspace);
///
/// @errors step_missing, plan_missing and those of the store

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/hotspot/raster.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/hotspot.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail::report {

struct DutyLengths {
  Metres inside;
  Metres border;
  Metres outside;
};

struct AttributionCounts {
  std::int64_t inside = 0;
  std::int64_t border = 0;
  std::int64_t default_coordinate = 0;
  std::int64_t outside = 0;
  std::int64_t rejected = 0;
  [[nodiscard]] std::int64_t assigned() const { return inside + border; }
  [[nodiscard]] std::int64_t all() const { return inside + border + default_coordinate + outside + rejected; }
};

struct WeekCount {
  LocalTime monday;
  std::int64_t reports = 0;
  bool whole = true;  ///< false: the file begins after its Monday or ends before its Sunday
};

struct CategoryCount {
  std::string name;
  std::int64_t reports = 0;
  std::int64_t at_default = 0;  ///< of these at a default coordinate
};

/// The hotspots of one category as the maps show them.
struct CategoryCells {
  std::string name;
  std::int64_t reports = 0;  ///< in listed cells
  std::int64_t hot = 0;      ///< significant, z > 0
  std::int64_t cold = 0;     ///< significant, z < 0
  std::vector<Hotspot> cells;
};

struct ReportData {
  City city;
  PlanVersion plan;
  ZoneMap map;
  std::vector<Link> links;
  std::map<ZoneId, std::vector<std::string>> districts;  ///< of every zone, as districts_of_zones
  std::vector<StepSummary> steps;
  DutyLengths duties;
  AttributionCounts attributions;
  LocalTime first_opening;
  LocalTime last_opening;
  std::vector<WeekCount> weeks;
  std::vector<CategoryCount> categories;      ///< most reports first, ties by name
  std::vector<CategoryCells> hot_categories;  ///< most hot cells first, ties by name
  hotspot::Raster raster;
  std::vector<Rebound> rebounds;
  std::vector<WorstPlace> worst_places;
  std::vector<AroundPlaces> around;  ///< of around_places.csv beside the report; empty: there is none

  [[nodiscard]] int lowest_level() const;
  [[nodiscard]] std::vector<const Zone*> zones_at(int level) const;
  /// The zones of the lowest level that lie in a zone of any level; itself if it is one of them.
  [[nodiscard]] std::vector<const Zone*> lowest_in(const Zone& upper) const;
  /// The figure of that name; null: no step made it.
  [[nodiscard]] const Figure* figure(std::string_view name) const;
};

/// As shown(), with m² for m2.
[[nodiscard]] std::string shown_with_signs(const Figure& figure);

[[nodiscard]] Expected<ReportData> read_report_data(const Workspace& workspace);

/// Names of the districts that hold at least a tenth of a zone, most area first (ties: lower id); zones of all levels.
[[nodiscard]] std::map<ZoneId, std::vector<std::string>> districts_of_zones(const ZoneMap& map,
                                                                            const std::vector<Block>& blocks,
                                                                            const std::vector<District>& districts);

/// Reports per calendar week, Monday first, from the week of the first opening to that of the last; empty for none.
[[nodiscard]] std::vector<WeekCount> weekly_counts(const std::vector<Report>& reports);

}  // namespace libgrid::workflow::detail::report
