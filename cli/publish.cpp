#include <memory>

#include <libgrid/workflow/steps.hpp>

#include "commands.hpp"

namespace libgrid::cli {

void add_publish(Program& program) {
  const auto from = std::make_shared<std::string>();  // lives as long as the callback
  CLI::App* command = program.subcommand("publish", "Publish the draft as the next plan version");
  command->add_option("--from", *from, "In force from (YYYY-MM-DDTHH:MM:SS, local)")->required();
  command->callback([&program, from] {
    const Terminal terminal = program.terminal();
    const Expected<LocalTime> time = parse_local_time(*from);
    if (!time) return terminal.show_error(time.error()), void(program.exit_code = 1);
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    program.exit_code = terminal.finish(workflow::publish_plan(*workspace, *time, terminal.context()));
  });
}

}  // namespace libgrid::cli
