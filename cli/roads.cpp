#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <CLI/Error.hpp>

#include <libgrid/workflow/duty_sheets.hpp>
#include <libgrid/workflow/inspect_roads.hpp>
#include <libgrid/workflow/layer_text.hpp>
#include <libgrid/workflow/line_lengths.hpp>
#include <libgrid/workflow/road_lengths.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

void print_lengths(Program& program, bool streets) {
  const Terminal terminal = program.terminal();
  const auto workspace = workflow::Workspace::open(program.workspace);
  if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
  const auto csv = streets ? workflow::street_kinds_csv(*workspace) : workflow::road_lengths_csv(*workspace);
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
  const auto streets = std::make_shared<bool>(false);
  CLI::Option* kinds = command->add_flag("--streets", *streets, "Every street instead, with its kind and the reason");
  CLI::Option* lines =
      command->add_option("--lines", request.lines, "Lines (.gpkg, .shp, .geojson, .osm.pbf)")->excludes(kinds);
  const auto of_lines = [&](const char* name, auto& value, const char* help) {
    return command->add_option(name, value, help)->needs(lines);
  };
  of_lines("--layer", options->layers, kLayerHelp);
  of_lines("--index", request.index, "Instead of layers: a file of `libgrid index build --frame`, mapped");
  of_lines("--frame", request.frame.epsg, "EPSG code of the plane of the metres (default: the index's)");
  of_lines("--border", options->border,
           "A stretch along a border counts half on both sides (half), on one (south-east), whole on both (both)");
  of_lines("--output", request.output, "CSV: layer, code, metres");
  of_lines("--pieces", request.pieces, "CSV: line, layer, code, metres");
  of_lines("--lines-layer", request.columns.layer, "Layer of the file of lines (default: the first)");
  of_lines("--encoding", request.columns.encoding, "Encoding of a Shapefile's table, e.g. GBK");
  command->add_flag("!--no-check", request.check, "Do not look for overlaps and invalid rings in the layers")
      ->needs(lines);
  of_lines("--threads", request.parallel.threads, "0: as many as the machine has");
  command->callback([&program, options, lines, streets] {
    if (program.workspace.empty() == (lines->count() == 0))
      throw CLI::ValidationError("lengths", "either a workspace or --lines with --output");
    if (lines->count() == 0) return print_lengths(program, *streets);
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

void add_road_columns(CLI::App* command, io::RoadColumns& columns) {
  command->add_option("--id-column", columns.id, "Column with the id (osm_id, id, way_no)");
  command
      ->add_option("--name-column", columns.names,
                   "Column with a name, the main one first; may be repeated (name, 路名 ...)")
      ->allow_extra_args(false);
  command->add_option("--class-column", columns.road_class, "Column with the class (highway, class, 等级 ...)");
  command->add_option("--oneway-column", columns.one_way, "Column: is it one-way (oneway)");
  command->add_option("--lanes-column", columns.lanes, "Column with the number of lanes (lanes)");
  command->add_option("--width-column", columns.width, "Column with the width in metres (width)");
  command->add_option("--access-column", columns.access, "Column: who may use it (access)");
  command->add_option("--bridge-column", columns.bridge, "Column: is it a bridge (bridge)");
  command->add_option("--tunnel-column", columns.tunnel, "Column: is it a tunnel (tunnel)");
  command->add_option("--layer-column", columns.layer, "Column: layer above (+) or below (-) ground (layer)");
}

struct RoadsOptions {
  std::string file;
  std::string city;
  workflow::InspectRoadsOptions inspect;
};

/// Frame, class table and rules of the city file, where one is given; what is said here comes first.
Expected<workflow::StepSummary> inspect(const RoadsOptions& given) {
  workflow::InspectRoadsOptions options = given.inspect;
  if (!given.city.empty()) {
    GRID_TRY(of_city, workflow::inspect_options_of(given.city));
    if (options.frame.epsg == 0) options.frame = of_city.frame;
    options.kinds = of_city.kinds;
    options.back_lanes = of_city.back_lanes;
    options.synthetic = of_city.synthetic;
  }
  return workflow::inspect_roads(given.file, options);
}

/// The only subcommand here without a workspace: a layer is looked at before there is one.
void add_inspect(Program& program) {
  const auto options = std::make_shared<RoadsOptions>();
  options->inspect.frame = Frame{0};
  CLI::App* command = program.app.add_subcommand(
      "roads", "Look at a street layer: segments, kinds, what is wrong with it; --out writes them");
  command->add_option("file", options->file, "Street layer (.osm.pbf, .gpkg, .shp, .geojson)")->required();
  CLI::Option* epsg =
      command->add_option("--epsg", options->inspect.frame.epsg, "Plane frame of the lengths, e.g. 4547");
  CLI::Option* city =
      command->add_option("--city", options->city, "City file: its frame, road_kinds and back_lanes are taken");
  command->add_option("--layer", options->inspect.layer, "Layer in the file (default: the first)");
  command->add_option("--encoding", options->inspect.encoding, "Encoding of a Shapefile's table, e.g. GBK");
  command->add_option("--class-table", options->inspect.class_table,
                      "CSV of the city's own classes: road_class, kind (main_road, secondary, branch, back_lane)");
  command->add_option("--out", options->inspect.out,
                      "Folder for roads.gpkg, segments.csv and findings.csv with measures, kinds and reasons");
  add_road_columns(command, options->inspect.columns);
  command->callback([&program, options, epsg, city] {
    const Terminal terminal = program.terminal();
    if (epsg->count() == 0 && city->count() == 0) throw CLI::RequiredError("--epsg or --city");
    program.exit_code = terminal.finish(inspect(*options));
  });
}

}  // namespace

void add_roads(Program& program) {
  add_inspect(program);
  add_lengths(program);
  add_duty_sheets(program);
}

}  // namespace libgrid::cli
