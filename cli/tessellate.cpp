#include <libgrid/workflow/tessellate_zones.hpp>

#include <memory>

#include "commands.hpp"

namespace libgrid::cli {
void add_tessellate(Program& program) {
  struct Options {
    workflow::TessellateRequest request;
    std::string cell = "square";
    double area = 10'000.0;
  };
  const auto options = std::make_shared<Options>();  // lives as long as the callback
  CLI::App* command =
      program.app.add_subcommand("tessellate", "Cut communities into unit grids of one area (万米单元网格)");
  command->add_option("file", options->request.file, "Communities (.gpkg, .geojson, .shp)")->required();
  command->add_option("output", options->request.output, "Unit grids to write (GeoJSON)")->required();
  CLI::Option* code = command->add_option("--code", options->request.columns.code, "Column with the community's code");
  command->add_option("--layer", options->request.columns.layer, "Layer (default: named like the file)");
  command->add_option("--frame", options->request.frame.epsg, "EPSG code of the plane (default: UTM)");
  command->add_option("--cell", options->cell, "square or hexagon")
      ->check(CLI::IsMember({"square", "hexagon"}))
      ->capture_default_str();
  command->add_option("--area", options->area, "Area of a cell in m2")->capture_default_str();
  command
      ->add_option("--code-profile", options->request.profile,
                   "Digits of the codes: 14, 15, 16, 20, or the name of a row of --code-profiles")
      ->needs(code);
  command->add_option("--code-profiles", options->request.profiles,
                      "Table of code profiles of your own, with the columns of data/tables/unit_code_profiles.csv");
  command->add_option("--kept", options->request.kept,
                      "Table of codes given before (code, state: in_use or void, reason): none is given again; "
                      "OUTPUT.codes.csv adds the new ones");
  command->callback([&program, options] {
    const Terminal terminal = program.terminal();
    options->request.rules.area = SquareMetres{options->area};
    options->request.rules.cell = *workflow::cell_shape(options->cell);  // one of both words, as checked above
    const auto stopwatch = terminal.context().stopwatch;
    const double started = stopwatch();
    auto made = workflow::tessellate_zones(options->request);
    if (!made) return terminal.show_error(made.error()), void(program.exit_code = 1);
    made->summary.seconds = stopwatch() - started;
    terminal.show(made->summary);
  });
}

}  // namespace libgrid::cli
