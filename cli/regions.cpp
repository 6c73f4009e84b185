#include <memory>
#include <tuple>
#include <utility>

#include <libgrid/workflow/region_report.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct RegionArguments {
  workflow::RegionRequest request;
  std::string floor;  ///< COLUMN=VALUE
  std::string output;
  bool raw = false;
};

Expected<workflow::StepSummary> regions(const Program& program, RegionArguments& arguments) {
  arguments.request.scale = !arguments.raw;
  if (!arguments.floor.empty()) {
    GRID_TRY(bound, column_bound(arguments.floor, "--least"));
    std::tie(arguments.request.floor_column, arguments.request.least) = std::move(bound);
  }
  GRID_TRY(workspace, workflow::Workspace::open(program.workspace));
  GRID_TRY(report, workflow::find_regions(workspace, arguments.request, program.terminal().context()));
  if (!arguments.output.empty()) GRID_CHECK(workflow::write_regions(report, workspace, arguments.output));
  return std::move(report.summary);
}

}  // namespace

void add_regions(Program& program) {
  const auto arguments = std::make_shared<RegionArguments>();  // lives as long as the callback
  CLI::App* command =
      program.subcommand("regions", "Join blocks or zones into connected regions that are alike in given columns");
  command
      ->add_option("--columns", arguments->request.columns,
                   "workload, reports, street_m, area_m2, workloads of the city file, columns of --table")
      ->required()
      ->delimiter(',');
  auto* number = command->add_option_group("number of regions")->require_option(1);
  number->add_option("--count", arguments->request.count, "Number of regions");
  number->add_option("--least", arguments->floor, "COLUMN=VALUE: as many regions as hold so much of a column each");
  command->add_option("--level", arguments->request.level, "Zones of this level of the draft (default: blocks)");
  command->add_option("--table", arguments->request.table, "CSV: block id or zone code, then columns of numbers");
  command->add_flag("--raw", arguments->raw, "Columns as they are, not scaled to the same deviation");
  command->add_option("--out", arguments->output, "Folder for regions.csv and regions.geojson");
  command->callback([&program, arguments] {
    const Terminal terminal = program.terminal();
    program.exit_code = terminal.finish(regions(program, *arguments));
  });
}

}  // namespace libgrid::cli
