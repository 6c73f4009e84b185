#include <memory>
#include <string>
#include <vector>

#include <CLI/Error.hpp>

#include <libgrid/workflow/import_reports.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct ImportOptions {
  workflow::CityFiles files;
  workflow::FileFormats formats;
  bool append = false;
};

/// With districts and streets the whole city, without them the next reports.
Expected<workflow::StepSummary> run(workflow::Workspace& workspace, const ImportOptions& options,
                                    const workflow::StepContext& context) {
  if (!options.files.districts.empty())
    return workflow::import_city_as(workspace, options.files, options.formats, context);
  return workflow::import_reports(workspace,
                                  {.reports = options.files.reports,
                                   .encoding = options.formats.report_encoding,
                                   .layer = options.formats.report_layer,
                                   .separator = options.formats.report_separator,
                                   .append = options.append},
                                  context);
}

void add_columns(CLI::App* command, ImportOptions& options) {
  command->add_option("--street-encoding", options.files.street_encoding, "Encoding of a Shapefile's table, e.g. GBK");
  command->add_option("--id-column", options.files.id_column,
                      "Column of the streets: whole number of its own (way_no)");
  command->add_option("--name-column", options.files.name_column, "Column of the streets: name (name)");
  command->add_option("--class-column", options.files.class_column,
                      "Column of the streets: class, for road_kinds of the city file (highway)");
  command->add_option("--width-column", options.files.width_column, "Column of the streets: width in metres (width)");
  command->add_option("--access-column", options.files.access_column, "Column of the streets: who may use it (access)");
  command->add_option("--layer-column", options.files.layer_column,
                      "Column of the streets: layer above (+) or below (-) ground (layer)");
  command->add_option("--bridge-column", options.files.bridge_column, "Column of the streets: is it a bridge (bridge)");
  command->add_option("--tunnel-column", options.files.tunnel_column, "Column of the streets: is it a tunnel (tunnel)");
}

void add_points(CLI::App* command, const std::shared_ptr<ImportOptions>& options) {
  command
      ->add_option_function<std::vector<std::string>>(
          "--points",
          [options](const std::vector<std::string>& given) {
            for (const std::string& text : given) {
              const std::size_t equals = text.find('=');
              if (equals == std::string::npos) throw CLI::ValidationError("--points", "NAME=FILE, not " + text);
              options->files.points[text.substr(0, equals)] = text.substr(equals + 1);
            }
          },
          "NAME=FILE: points (.csv with lon and lat, .geojson, .gpkg) of the workload NAME of the city file")
      ->take_all();
}

}  // namespace

void add_import(Program& program) {
  const auto options = std::make_shared<ImportOptions>();  // lives as long as the callback
  workflow::CityFiles& files = options->files;
  CLI::App* command = program.subcommand("import", "Read districts, streets and reports; or new reports alone");
  CLI::Option* districts = command->add_option("--districts", files.districts, "Polygons (.gpkg, .geojson)");
  command->add_option("--district-layer", files.district_layer, "Layer (default: named like the file)");
  command->add_option("--district-name", files.district_name, "Column with the name")->capture_default_str();
  CLI::Option* streets = command->add_option("--streets", files.streets, "Lines (.gpkg, .geojson, .shp, .osm.pbf)");
  districts->needs(streets);
  streets->needs(districts);
  command->add_option("--street-layer", files.street_layer, "Layer (default: named like the file)");
  add_columns(command, *options);
  command->add_option("--reports", files.reports, "Reports (.csv, .csv.gz, .gpkg)");
  command->add_option("--report-layer", options->formats.report_layer,
                      "Layer of a GeoPackage of reports (default: the city file's, else named like the file)");
  command->add_option("--encoding", options->formats.report_encoding, "Of the reports: utf-8, utf-16, gb18030 (utf-8)");
  command->add_option("--separator", options->formats.report_separator, "Of the fields of a CSV: , ; | or tab (,)");
  command
      ->add_flag("--append", options->append,
                 "Reports beside those that are there, not instead of them (without --districts and --streets)")
      ->excludes(districts);
  command
      ->add_option(
          "--barriers", files.barriers,
          "Rivers, railways, walls (.gpkg, .geojson, .shp; .osm.pbf: by their tags), as `barriers` of the city "
          "file says")
      ->needs(districts);
  command->add_option("--barrier-layer", files.barrier_layer, "Layer (default: the first)");
  add_points(command, options);
  command->callback([&program, options] {
    if (options->files.districts.empty() && options->files.reports.empty()) throw CLI::RequiredError("--reports");
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    program.exit_code = terminal.finish(run(*workspace, *options, terminal.context()));
  });
}

}  // namespace libgrid::cli
