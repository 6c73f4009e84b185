#pragma once
/// 上报偏差: is a place hot because much happens there, or because somebody looks, or because somebody tells?
///
///   BiasRequest request{.sources = "reports.csv.gz", .visits = "visits.csv", .zones = "zones.geojson"};
///   GRID_TRY(analysis, analyse_bias(workspace, request, context));
///   GRID_TRY(summary, export_bias(workspace, "out/bias", request, context));     // files: docs/outputs.md
///
/// Three questions, each with its own table:
///  - Sources: how many reports come from patrols, the public, leaders and others: in all, by month, by zone.
///  - Visits: what patrols found per visit (and hour, if known) in the days of the visit table, by zone of each level,
///    shrunk, with an interval; and how finds grow with visits (hotspot/visit_effect.hpp).
///  - Reporting rate: from duplicates (hotspot/reporting_rate.hpp); those of the public where sources are known.
/// And three layers over the zones of the lowest level, as reports per km of street, shrunk, with Gi*: all reports;
/// adjusted ones; those of the public only. Adjusted counts incidents, so that duplicates do not count again: those
/// found first by patrols times ((1 + mean) / (1 + visits))^exponent if the exponent is above 0 by its interval; those
/// reported first by the public times P / P_zone, P = 1 - exp(-rate x soon) the chance that a thing is reported within
/// `soon`, if the rate is above what chance neighbours explain; the rest as it is. The zone's rate is the city's times
/// (excess later reports / those expected from its mix of categories), shrunk; factors stay within [1/3, 3]. Each
/// factor has a column of its own, and what was not adjusted is said in the findings. Reports at a default coordinate
/// have a source but no place. Who reports is not known: two reports of one person count as two, so a rate is at most
/// what different people make it.
/// @errors plan_missing, step_missing, file_unwritable, cancelled, and those of the files read
/// @source hotspot.md 4.8

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/bias_layers.hpp>
#include <libgrid/hotspot/reporting_rate.hpp>
#include <libgrid/hotspot/visit_effect.hpp>
#include <libgrid/workflow/analysis_zones.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/report_sources.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct BiasRequest {
  std::filesystem::path sources{};  ///< table with the case's id and its source; empty: what the import kept
  std::string source_column = "source";
  std::filesystem::path source_classes{};  ///< source,class; empty: the words that are known
  std::filesystem::path visits{};          ///< zone,level,day,visits[,hours]; empty: none
  std::filesystem::path zones{};           ///< zones of the visit table; empty: those of the plan
  PlanChoice plan{};
  hotspot::IncidentRules rules{};
  Seconds soon = days(7);
  double q_level = 0.05;
};

using KindCounts = std::array<double, kSourceKinds.size()>;

struct BiasZone {
  AnalysisZone zone;
  double reports = 0.0;
  KindCounts by_kind{};
  KindCounts first_by_kind{};  ///< incidents by who reported them first
  double visits = 0.0;         ///< of its own level
  hotspot::ReportingRate rate;
  double relative_rate = 1.0;  ///< to the city's, for its mix of categories, shrunk
  double visit_factor = 1.0;
  double reporting_factor = 1.0;
  double adjusted = 0.0;  ///< incidents
};

struct VisitedZone {
  int level = 1;
  std::string code;
  double visits = 0.0, hours = 0.0;
  std::int64_t days_visited = 0;
  double reports = 0.0, found = 0.0;  ///< in the days of the visit table; found: by patrols, or all without sources
  double per_visit = 0.0;             ///< shrunk; NaN without visits
  double lower = 0.0, upper = 0.0;    ///< of the plain rate, exact; NaN without visits
  double per_hour = 0.0;              ///< shrunk; NaN without hours
  bool few = false;
};

struct LevelVisits {
  int level = 1;
  double visits = 0.0;
  hotspot::VisitEffect effect;
};

struct NamedRate {
  std::string grouping;  ///< all, category, zone
  std::string name;
  hotspot::ReportingRate rate;
  hotspot::UnseenIncidents unseen;
};

struct SourceCount {
  std::string grouping;  ///< all, source, month, zone
  std::string name;
  SourceKind kind = SourceKind::other;
  double reports = 0.0, of = 0.0;
};

struct BiasLayer {
  std::string name;          ///< all, adjusted, public
  std::vector<double> rate;  ///< per km, shrunk, of every zone; NaN without streets
  std::vector<double> z, q;
  std::vector<bool> hot, few;
};

struct BiasAnalysis {
  std::string zones_origin;
  std::int64_t reports = 0, placed = 0;
  std::vector<BiasZone> zones;  ///< of the lowest level, by code
  std::vector<VisitedZone> visited;
  std::vector<LevelVisits> levels;
  std::vector<NamedRate> rates;
  std::vector<SourceCount> sources;
  std::vector<BiasLayer> layers;  ///< without sources: no public one
  bool has_sources = false, has_hours = false, visits_adjusted = false, rates_adjusted = false;
  std::vector<std::string> findings;  ///< "en | zh"
};

[[nodiscard]] Expected<BiasAnalysis> analyse_bias(const Workspace& workspace, const BiasRequest& request,
                                                  const StepContext& context);

[[nodiscard]] Expected<StepSummary> export_bias(const Workspace& workspace, const std::filesystem::path& folder,
                                                const BiasRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
