#include <memory>
#include <string>
#include <vector>

#include <CLI/Error.hpp>

#include <libgrid/workflow/steps.hpp>

#include "commands.hpp"

namespace libgrid::cli {

void add_import(Program& program) {
  const auto files = std::make_shared<workflow::CityFiles>();  // lives as long as the callback
  CLI::App* command = program.subcommand("import", "Read districts, streets and reports");
  command->add_option("--districts", files->districts, "Polygons (.gpkg, .geojson)")->required();
  command->add_option("--district-layer", files->district_layer, "Layer (default: named like the file)");
  command->add_option("--district-name", files->district_name, "Column with the name")->capture_default_str();
  command->add_option("--streets", files->streets, "Lines (.gpkg, .geojson, .shp, .osm.pbf)")->required();
  command->add_option("--street-layer", files->street_layer, "Layer (default: named like the file)");
  command->add_option("--street-encoding", files->street_encoding, "Encoding of a Shapefile's table, e.g. GBK");
  command->add_option("--layer-column", files->layer_column,
                      "Column of the streets: layer above (+) or below (-) ground");
  command->add_option("--bridge-column", files->bridge_column, "Column of the streets: is it a bridge");
  command->add_option("--tunnel-column", files->tunnel_column, "Column of the streets: is it a tunnel");
  command->add_option("--reports", files->reports, "Reports (.csv, .csv.gz)")->required();
  command->add_option(
      "--barriers", files->barriers,
      "Rivers, railways, walls (.gpkg, .geojson, .shp; .osm.pbf: by their tags), as `barriers` of the city "
      "file says");
  command->add_option("--barrier-layer", files->barrier_layer, "Layer (default: the first)");
  command
      ->add_option_function<std::vector<std::string>>(
          "--points",
          [files](const std::vector<std::string>& given) {
            for (const std::string& text : given) {
              const std::size_t equals = text.find('=');
              if (equals == std::string::npos) throw CLI::ValidationError("--points", "NAME=FILE, not " + text);
              files->points[text.substr(0, equals)] = text.substr(equals + 1);
            }
          },
          "NAME=FILE: points (.csv with lon and lat, .geojson, .gpkg) of the workload NAME of the city file")
      ->take_all();
  command->callback([&program, files] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    program.exit_code = terminal.finish(workflow::import_city(*workspace, *files, terminal.context()));
  });
}

}  // namespace libgrid::cli
