#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <libgrid/workflow/duty_sheets.hpp>
#include <libgrid/workflow/inspect_roads.hpp>
#include <libgrid/workflow/line_lengths.hpp>
#include <libgrid/workflow/road_lengths.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

void print_lengths(Program& program) {
  const Terminal terminal = program.terminal();
  const auto workspace = workflow::Workspace::open(program.workspace);
  if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
  const auto csv = workflow::road_lengths_csv(*workspace);
  if (!csv) return terminal.show_error(csv.error()), void(program.exit_code = 1);
  fmt::print("{}", *csv);
}

struct LinesOptions {
  workflow::LineLengthsRequest request;
  std::vector<std::string> layers;
  std::string border = "half";
};

Expected<workflow::StepSummary> run(LinesOptions& options, const workflow::StepContext& context) {
  GRID_TRY(border, workflow::border_run(options.border));
  GRID_TRY(layers, workflow::parse_polygon_layers(options.layers));
  options.request.border = border;
  options.request.layers = std::move(layers);
  return workflow::line_lengths(options.request, context);
}

/// Of a workspace, or of any lines over any polygons.
void add_lengths(Program& program) {
  const auto options = std::make_shared<LinesOptions>();  // lives as long as the callback
  workflow::LineLengthsRequest& request = options->request;
  CLI::App* command = program.app.add_subcommand(
      "lengths",
      "Road metres by sector, zone and kind of road, as CSV on the standard output; with --lines: metres of "
      "any lines in any polygons");
  command->add_option("workspace", program.workspace, "Folder of the city");
  CLI::Option* lines = command->add_option("--lines", request.lines, "Lines (.gpkg, .shp, .geojson, .osm.pbf)");
  const auto of_lines = [&](const char* name, auto& value, const char* help) {
    return command->add_option(name, value, help)->needs(lines);
  };
  of_lines("--layer", options->layers,
           "NAME=FILE[,code=COLUMN][,rank=COLUMN][,layer=LAYER] (.gpkg, .geojson, .shp); again for more layers");
  of_lines("--index", request.index, "Instead of layers: a file of `libgrid index build --frame`, mapped");
  of_lines("--frame", request.frame.epsg, "EPSG code of the plane of the metres (default: the index's)");
  of_lines("--border", options->border,
           "A stretch along a border counts half on both sides (half), on one (south-east), whole on both (both)");
  of_lines("--output", request.output, "CSV: layer, code, metres");
  of_lines("--pieces", request.pieces, "CSV: line, layer, code, metres");
  of_lines("--lines-layer", request.columns.layer, "Layer of the file of lines (default: the first)");
  of_lines("--encoding", request.columns.encoding, "Encoding of a Shapefile's table, e.g. GBK");
  of_lines("--threads", request.parallel.threads, "0: as many as the machine has");
  command->callback([&program, options, lines] {
    if (program.workspace.empty() == (lines->count() == 0))
      throw CLI::ValidationError("lengths", "either a workspace or --lines with --output");
    if (lines->count() == 0) return print_lengths(program);
    if (options->request.output.empty()) throw CLI::RequiredError("--output");
    const Terminal terminal = program.terminal();
    program.exit_code = terminal.finish(run(*options, terminal.context()));
  });
}

void add_duty_sheets(Program& program) {
  const auto folder = std::make_shared<std::string>(), pois = std::make_shared<std::string>();
  CLI::App* command = program.subcommand("duty-sheets", "Write one A4 page per post (责任清单): map, streets, posts");
  command->add_option("folder", *folder, "Where to write index.html and a page for every zone")->required();
  command->add_option("--pois", *pois, "CSV of places: name, class, lon, lat");
  command->callback([&program, folder, pois] {
    const Terminal terminal = program.terminal();
    const auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    const auto sheets = workflow::write_duty_sheets(*workspace, *folder, {.pois = *pois});
    if (!sheets) return terminal.show_error(sheets.error()), void(program.exit_code = 1);
    for (const RejectedRow& bad : sheets->refused) terminal.show_error(bad.error);
    const std::string count = std::to_string(sheets->files.size() - 1), index = sheets->files.front().string();
    terminal.say(count + " duty sheets: " + index, count + " 份责任清单：" + index);
  });
}

/// The only subcommand here without a workspace: a layer is looked at before there is one.
void add_inspect(Program& program) {
  const auto file = std::make_shared<std::string>();
  const auto options = std::make_shared<workflow::InspectRoadsOptions>();
  CLI::App* command =
      program.app.add_subcommand("roads", "Look at a street layer: segments, kinds, what is wrong with it");
  command->add_option("file", *file, "Street layer (.osm.pbf, .gpkg, .shp, .geojson)")->required();
  command->add_option("--epsg", options->frame.epsg, "Plane frame of the lengths, e.g. 4547")->required();
  command->add_option("--layer", options->layer, "Layer in the file (default: the first)");
  command->add_option("--encoding", options->encoding, "Encoding of a Shapefile's table, e.g. GBK");
  command->callback([&program, file, options] {
    const Terminal terminal = program.terminal();
    program.exit_code = terminal.finish(workflow::inspect_roads(*file, *options));
  });
}

}  // namespace

void add_roads(Program& program) {
  add_inspect(program);
  add_lengths(program);
  add_duty_sheets(program);
}

}  // namespace libgrid::cli
