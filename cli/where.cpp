#include <cstdio>
#include <memory>

#include <CLI/Error.hpp>

#include <libgrid/workflow/report_streets.hpp>
#include <libgrid/workflow/text_places.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct WhereOptions {
  std::string text;
  std::string column = "street";
  std::string input;
  std::string output;  ///< empty: named after what is written
  std::string geojson;
  bool reports = false;
  workflow::GazetteerFiles files;
};

int run(const Program& program, const WhereOptions& options) {
  const Terminal terminal = program.terminal();
  const auto failed = [&](const Error& error) { return terminal.show_error(error), 1; };
  const auto workspace = workflow::Workspace::open(program.workspace);
  if (!workspace) return failed(workspace.error());
  std::vector<RejectedRow> rejected;
  const auto gazetteer = workflow::load_gazetteer(*workspace, options.files, &rejected);
  if (!gazetteer) return failed(gazetteer.error());
  for (const RejectedRow& bad : rejected) terminal.show_error(bad.error);
  const auto output = [&](const char* usual) { return options.output.empty() ? usual : options.output; };
  if (options.reports)
    return terminal.finish(
        workflow::snap_reports(*workspace, *gazetteer, output("report_streets.csv"), terminal.context()));
  if (options.input.empty()) {
    const auto table = workflow::where_table(*workspace, *gazetteer, options.text);
    if (!table) return failed(table.error());
    std::fputs(table->c_str(), stdout);
    return 0;
  }
  return terminal.finish(workflow::locate_texts(
      *workspace, *gazetteer, {.input = options.input, .column = options.column, .geojson = options.geojson},
      output("where.csv"), terminal.context()));
}

}  // namespace

void add_where(Program& program) {
  const auto options = std::make_shared<WhereOptions>();
  CLI::App* command =
      program.subcommand("where", "Find where a text says something is (五一路八一路口; Main St & 3rd Ave)");
  command->add_option("text", options->text, "The text");
  command->add_option("--file", options->input, "A table instead of one text")->check(CLI::ExistingFile);
  command->add_option("--column", options->column, "Its column with the texts (street)");
  command->add_flag("--reports", options->reports, "The street of every report of the city, with side and distance");
  command->add_option("--out", options->output, "The table to write (where.csv, report_streets.csv)");
  command->add_option("--geojson", options->geojson, "With --file: points, stretches and areas as GeoJSON too");
  command->add_option("--places", options->files.places, "Places: CSV (name, class, lon, lat) or GeoJSON points")
      ->check(CLI::ExistingFile);
  command
      ->add_option("--addresses", options->files.addresses,
                   "CSV of house numbers: street, left_from, left_to, right_from, right_to, line")
      ->check(CLI::ExistingFile);
  command
      ->add_option("--landmarks", options->files.landmarks,
                   "GeoJSON of named points (villages, gates, parks) and lines (rivers, railways)")
      ->check(CLI::ExistingFile)
      ->allow_extra_args(false);
  command->add_option("--aliases", options->files.aliases, "CSV of other names: alias, street")
      ->check(CLI::ExistingFile);
  command->callback([&program, options] {
    if (options->text.empty() && options->input.empty() && !options->reports)
      throw CLI::RequiredError("text, --file or --reports");
    program.exit_code = run(program, *options);
  });
}

}  // namespace libgrid::cli
