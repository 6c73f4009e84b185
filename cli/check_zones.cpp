#include <libgrid/workflow/check_zones.hpp>

#include <memory>

#include "commands.hpp"

namespace libgrid::cli {

void add_check_zones(Program& program) {
  struct Options {
    workflow::CheckZonesRequest request;
    std::string repaired;
    std::string findings;
    std::string changes;
    std::string parents;
    double width = 1.0;
  };
  const auto options = std::make_shared<Options>();  // lives as long as the callback
  CLI::App* command = program.app.add_subcommand("check-zones",
                                                 "Check zones from a file: overlaps, gaps, slivers, T-junctions ... "
                                                 "(exit code 1 if any; with --repair: if any is left)");
  command->add_option("file", options->request.file, "Zones (.gpkg, .geojson, .shp)")->required();
  command->add_option("--code", options->request.columns.code, "Column with the code");
  command->add_option("--parent", options->request.columns.parent, "Column with the code of the parent");
  command->add_option("--parents", options->parents, "Zones of the level above, codes in a column of the same name");
  command->add_option("--layer", options->request.columns.layer, "Layer (default: named like the file)");
  command->add_option("--frame", options->request.frame.epsg, "EPSG code of the plane to measure in (default: UTM)");
  command
      ->add_option("--sliver-width", options->width, "Narrower gaps and overlaps are slivers and can be repaired, in m")
      ->capture_default_str();
  CLI::Option* repair = command->add_option("--repair", options->repaired, "Write a repaired copy here (GeoJSON)");
  command->add_option("--findings", options->findings, "Write the findings here (GeoJSON lines)");
  command->add_option("--changes", options->changes, "Write what the repair did here (GeoJSON lines)")->needs(repair);
  command->callback([&program, options] {
    const Terminal terminal = program.terminal();
    workflow::CheckZonesRequest& request = options->request;
    if (!options->repaired.empty()) request.repaired = options->repaired;
    if (!options->parents.empty()) request.parents = options->parents;
    if (!options->findings.empty()) request.findings = options->findings;
    if (!options->changes.empty()) request.changes = options->changes;
    request.rules.gap_width = request.rules.overlap_width = request.rules.validate.sliver_width =
        Metres{options->width};
    request.rules.validate.needs_parent = !request.columns.parent.empty();
    const auto stopwatch = terminal.context().stopwatch;
    const double started = stopwatch();
    auto report = workflow::check_zones(request);
    if (!report) return terminal.show_error(report.error()), void(program.exit_code = 1);
    report->summary.seconds = stopwatch() - started;
    terminal.show(report->summary);
    program.exit_code = report->good() ? 0 : 1;
  });
}

}  // namespace libgrid::cli
