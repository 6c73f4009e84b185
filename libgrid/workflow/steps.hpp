#pragma once
/// The use cases of one city, in the order in which they are run; each is thin over its rooms.
///
///   auto workspace = Workspace::create(folder, "data/boston/city.json").value();
///   import_city(workspace, files, context);          // districts, streets, reports
///   draw_blocks(workspace, context);                 // blocks, borders, links, workload
///   draft_plan(workspace, context);                  // zones of all levels, validated
///   publish_plan(workspace, valid_from, context);    // version 1, 2, ...
///   cut_streets(workspace, context);                 // duties
///   assign_reports(workspace, context);              // attribution
///   find_hotspots(workspace, context);
///   measure_rebound(workspace, context);
///   export_outputs(workspace, "out/boston", context);   // outputs.hpp
///
/// Every step reads what earlier steps left in the store and replaces its own results in one transaction: it either
/// happened or it did not. Running a step again gives the same bytes. A step whose predecessor is missing refuses with
/// step_missing. The StepSummary is also kept in the store, for summary.json.
/// @errors those of the rooms, store_failed, step_missing, cancelled

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

/// An input file and how to read it; an empty layer means the one named like the file.
struct CityFiles {
  std::filesystem::path districts;
  std::string district_layer;
  std::string district_name = "Name";
  std::filesystem::path streets;
  std::string street_layer;
  /// Of the streets, as io::StreetColumns has them; empty: the usual ones (way_no, name, highway, width, access).
  std::string id_column = {};
  std::string name_column = {};
  std::string class_column = {};
  std::string width_column = {};
  std::string access_column = {};
  std::string layer_column = {};  ///< likewise layer, bridge, tunnel, where the streets have them
  std::string bridge_column = {};
  std::string tunnel_column = {};
  std::string street_encoding = {};    ///< of a Shapefile's table, e.g. GBK; empty: as the file declares
  std::filesystem::path reports = {};  ///< empty: a city without any yet
  /// Rivers, railways, walls (city.barriers says how to read them), also the .osm.pbf of the streets; may be empty.
  std::filesystem::path barriers = {};
  std::string barrier_layer = {};
  std::map<std::string, std::filesystem::path> points = {};  ///< of workloads of the measure points, by their names
};

[[nodiscard]] Expected<StepSummary> import_city(Workspace& workspace, const CityFiles& files,
                                                const StepContext& context);
[[nodiscard]] Expected<StepSummary> draw_blocks(Workspace& workspace, const StepContext& context);
[[nodiscard]] Expected<StepSummary> draft_plan(Workspace& workspace, const StepContext& context);
/// Other than the city file says.
struct DraftWishes {
  std::string preset = {};    ///< fast, default or best; empty: the city file's
  double least = 0.0;         ///< above 0: the lowest level has as many zones as hold so much each
  std::string least_of = {};  ///< workload, reports, street_m, area_m2, a name of zoning.workloads; empty: workload
  // Besides what the city file says:
  std::vector<std::string> locked = {};    ///< lowest zones (code or id) of the newest published plan that stay
  std::vector<std::string> excluded = {};  ///< block ids, or files of polygons: in no zone (detail/left_out.hpp)
  bool within_districts = false;           ///< no zone crosses the border of a district
};
/// A locked zone keeps its blocks, code and name. What its blocks, the excluded ones and the districts ask of the plan
/// together may be impossible: refused with the block, zone or district and the constraint.
/// @errors parameter_invalid; zone_infeasible
[[nodiscard]] Expected<StepSummary> draft_plan_with(Workspace& workspace, const DraftWishes& wishes,
                                                    const StepContext& context);
struct Publishing {
  bool again = false;   ///< also where nothing changed since the newest version
  bool uneven = false;  ///< also where workloads of zones are outside their band or limits; the summary counts them
};
/// @errors draft_unchanged; what zoning/validate.hpp refuses; parameter_invalid (a date before the newest version)
[[nodiscard]] Expected<StepSummary> publish_plan(Workspace& workspace, LocalTime valid_from, const StepContext& context,
                                                 const Publishing& how = {});
[[nodiscard]] Expected<StepSummary> cut_streets(Workspace& workspace, const StepContext& context);
/// The same with the register of streets (io/street_register.hpp): its rows come before every rule. Rows that name a
/// sector make pieces for every sector of the city. Names are read as by `where`: with its spellings, the aliases of
/// the city file (`responsible.aliases`) and, as ends, the lines of landmark files (GeoJSON of rivers and railways).
[[nodiscard]] Expected<StepSummary> cut_streets_by_register(Workspace& workspace,
                                                            const std::filesystem::path& register_file,
                                                            const StepContext& context,
                                                            const std::vector<std::filesystem::path>& landmarks = {});
[[nodiscard]] Expected<StepSummary> assign_reports(Workspace& workspace, const StepContext& context);
[[nodiscard]] Expected<StepSummary> find_hotspots(Workspace& workspace, const StepContext& context);
[[nodiscard]] Expected<StepSummary> measure_rebound(Workspace& workspace, const StepContext& context);

/// The names under which summaries are kept, in the order of the steps.
[[nodiscard]] const std::vector<std::string>& step_names();

}  // namespace libgrid::workflow
