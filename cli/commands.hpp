#pragma once
/// Every subcommand adds itself to the program; its callback leaves the exit code in `Program::exit_code`.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <libgrid/geom/xy.hpp>
#include <libgrid/workflow/analysis_zones.hpp>

#include "terminal.hpp"

namespace libgrid::cli {

/// What all subcommands share while the program runs.
struct Program {
  CLI::App app{"libgrid: grid-based city management (网格化管理)", "libgrid"};
  std::string language;
  std::string workspace;
  int exit_code = 0;

  [[nodiscard]] Terminal terminal() const { return Terminal(choose_language(language)); }
  /// A subcommand whose first argument is the workspace folder.
  CLI::App* subcommand(const std::string& name, const std::string& help);
};

/// A subcommand `workspace folder`: `run(workspace, folder, options, context)` writes files and says what it found.
template <class Options, class Run>
void writes_folder(Program& program, CLI::App* command, const std::shared_ptr<Options>& options, const Run& run) {
  const auto folder = std::make_shared<std::string>();  // lives as long as the callback
  command->add_option("folder", *folder, "Where to write")->required();
  command->callback([&program, folder, options, run] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    program.exit_code = terminal.finish(run(*workspace, *folder, *options, terminal.context()));
  });
}

/// `--category`, as the analyses have it.
void add_categories(CLI::App* command, std::vector<std::string>& categories);

/// `--plan` or `--as-of`: the plan that an analysis of zones stands on.
struct PlanWords {
  std::int64_t plan = 0;  ///< 0: the newest
  std::string as_of;
};
CLI::Option* add_plan_words(CLI::App* command, PlanWords& words);
[[nodiscard]] Expected<workflow::PlanChoice> plan_choice(const PlanWords& words);

/// What `--layer` of locate, index build and lengths takes.
inline constexpr const char* kLayerHelp =
    "NAME=FILE[,code=COLUMN][,rank=COLUMN][,layer=LAYER][,where=COLUMN:VALUE] (.gpkg, .geojson, .shp); again for more "
    "layers";

/// "reports=500": a column and an amount above 0. @errors parameter_invalid about the option
[[nodiscard]] Expected<std::pair<std::string, double>> column_bound(const std::string& text, const std::string& option);
/// "lon,lat" in degrees. @errors parameter_invalid, number_not_finite
[[nodiscard]] Expected<LonLat> place_of(const std::string& text);

void add_init(Program& program);
void add_analyse(Program& program);
void add_analyses_over_time(Program& program, CLI::App& analyse);  ///< emerging, scan, campaign
void add_local(Program& program, CLI::App& analyse);
void add_analyses_of_clustering(Program& program, CLI::App& analyse);  ///< global, clusters
void add_import(Program& program);
void add_steps(Program& program);  ///< blocks, partition, cut, assign, hotspots, rebound
void add_publish(Program& program);
void add_edit(Program& program);
void add_plans(Program& program);
void add_decide(Program& program);
void add_diff(Program& program);
void add_reassign(Program& program);
void add_rebalance(Program& program);
void add_regions(Program& program);
void add_export(Program& program);
void add_forest(Program& program);
void add_index(Program& program);
void add_locate(Program& program);
void add_heatmap(Program& program);
void add_lookback(Program& program);
void add_report(Program& program);
void add_roads(Program& program);  ///< lengths, duty-sheets, roads
void add_serve(Program& program);
void add_where(Program& program);
void add_quality(Program& program);
void add_doctor(Program& program);
void add_check_zones(Program& program);
void add_tessellate(Program& program);

}  // namespace libgrid::cli
