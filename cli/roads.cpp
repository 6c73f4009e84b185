#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include <libgrid/workflow/duty_sheets.hpp>
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
    const auto files = workflow::write_duty_sheets(*workspace, *folder, {.pois = *pois});
    if (!files) return terminal.show_error(files.error()), void(program.exit_code = 1);
    const std::string count = std::to_string(files->size() - 1), index = files->front().string();
    terminal.say(count + " duty sheets: " + index, count + " 份责任清单：" + index);
  });
}

}  // namespace

void add_roads(Program& program) {
  add_lengths(program);
  add_duty_sheets(program);
}

}  // namespace libgrid::cli
