#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include <libgrid/workflow/duty_sheets.hpp>
#include <libgrid/workflow/inspect_roads.hpp>
#include <libgrid/workflow/road_lengths.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

void add_lengths(Program& program) {
  program.subcommand("lengths", "Road metres by sector, zone and kind of road, as CSV on the standard output")
      ->callback([&program] {
        const Terminal terminal = program.terminal();
        const auto workspace = workflow::Workspace::open(program.workspace);
        if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
        const auto csv = workflow::road_lengths_csv(*workspace);
        if (!csv) return terminal.show_error(csv.error()), void(program.exit_code = 1);
        fmt::print("{}", *csv);
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
