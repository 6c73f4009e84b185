#include <cstdio>
#include <memory>

#include <fmt/format.h>

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

}  // namespace

void add_roads(Program& program) { add_lengths(program); }

}  // namespace libgrid::cli
