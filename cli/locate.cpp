#include <libgrid/workflow/locate_points.hpp>

#include <memory>
#include <string>
#include <vector>

#include <libgrid/workflow/layer_text.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct LocateOptions {
  workflow::LocateRequest request;
  std::vector<std::string> layers;
  std::string tie = "lowest";
  bool authority = false;
};

Expected<workflow::StepSummary> run(LocateOptions& options, const workflow::StepContext& context) {
  workflow::LocateRequest& request = options.request;
  GRID_TRY(tie, workflow::locate_tie(options.tie));
  request.tie = tie;
  request.order = options.authority ? crs::AxisOrder::authority : crs::AxisOrder::east_first;
  GRID_TRY(layers, workflow::parse_polygon_layers(options.layers));
  request.layers = std::move(layers);
  return workflow::locate_points(request, context);
}

}  // namespace

void add_locate(Program& program) {
  const auto options = std::make_shared<LocateOptions>();  // lives as long as the callback
  workflow::LocateRequest& request = options->request;
  CLI::App* command = program.app.add_subcommand(
      "locate", "Which polygon of each layer holds each point of a table (CSV, GeoPackage; larger than memory)");
  command->add_option("points", request.points, "Points (.csv, .csv.gz, .gpkg)")->required();
  command->add_option("output", request.output, "Table to write (CSV)")->required();
  command->add_option("--layer", options->layers, kLayerHelp);
  command->add_option("--index", request.index, "Instead of layers: a file of `libgrid index build`, mapped");
  command->add_option("--crs", request.crs, "Frame of the points: EPSG:4326, EPSG:4547, GCJ-02, BD-09; never guessed");
  command->add_flag("--authority-order", options->authority,
                    "The two columns come as EPSG orders them (4326: latitude first; 4547: northing first)");
  command->add_option("--x", request.columns.first, "First column of a table without geometry (lon)");
  command->add_option("--y", request.columns.second, "Second column (lat)");
  command->add_option("--points-layer", request.columns.layer, "Layer of a GeoPackage (default: named like the file)");
  command->add_option("--encoding", request.encoding, "Of a CSV: utf-8, utf-16, gb18030 (utf-8)");
  command->add_option("--separator", request.separator, "Of the fields of a CSV: , ; | or tab (,)");
  command->add_option("--tie", options->tie, "On a border: lowest (rank, then code), south-east, or all (lowest)");
  command->add_option("--frame", request.frame.epsg,
                      "EPSG code of a plane to decide in (default: the layers' degrees, the index's frame)");
  command->add_option("--margin", request.margin, "Points farther outside, in sides of the layers' box, are refused")
      ->capture_default_str();
  command->add_flag("!--no-check", request.check, "Do not look for overlaps and invalid rings in the layers");
  command->add_option("--rejects", request.rejects, "Refused rows with reason and cure (default: OUTPUT.rejects.csv)");
  command->add_option("--threads", request.parallel.threads, "0: as many as the machine has");
  command->callback([&program, options] {
    const Terminal terminal = program.terminal();
    program.exit_code = terminal.finish(run(*options, terminal.context()));
  });
}

}  // namespace libgrid::cli
