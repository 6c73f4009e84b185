#include <libgrid/workflow/steps.hpp>

#include <memory>
#include <string>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

using Step = Expected<workflow::StepSummary> (*)(workflow::Workspace&, const workflow::StepContext&);

void add_step(Program& program, const std::string& name, const std::string& help, Step step) {
  program.subcommand(name, help)->callback([&program, step] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    program.exit_code = terminal.finish(step(*workspace, terminal.context()));
  });
}

/// partition has an option of its own.
void add_partition(Program& program) {
  CLI::App* command = program.subcommand("partition", "Cut the blocks into balanced zones (a draft)");
  auto preset = std::make_shared<std::string>();  // lives as long as the callback
  command->add_option("--preset", *preset, "fast, standard or best; default: as the city file says");
  command->callback([&program, preset] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    const std::string chosen = preset->empty() ? workspace->city().zoning.preset : *preset;
    program.exit_code = terminal.finish(workflow::draft_plan_with(*workspace, chosen, terminal.context()));
  });
}

/// `cut` also takes the register of streets.
void add_cut(Program& program) {
  const auto file = std::make_shared<std::string>();  // lives as long as the callback
  CLI::App* command = program.subcommand("cut", "Cut streets at zone borders: who answers for which metre");
  command->add_option("--register", *file, "CSV: street X from A to B, side, belongs to unit U (路长制)");
  command->callback([&program, file] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    program.exit_code =
        terminal.finish(file->empty() ? workflow::cut_streets(*workspace, terminal.context())
                                      : workflow::cut_streets_by_register(*workspace, *file, terminal.context()));
  });
}

}  // namespace

void add_steps(Program& program) {
  add_step(program, "blocks", "Draw blocks from districts and streets", workflow::draw_blocks);
  add_partition(program);
  add_cut(program);
  add_step(program, "assign", "Give every report its zone", workflow::assign_reports);
  add_step(program, "hotspots", "Find significant clusters per category", workflow::find_hotspots);
  add_step(program, "rebound", "Measure how often settled cases come back", workflow::measure_rebound);
}

}  // namespace libgrid::cli
