#include <memory>

#include <libgrid/workflow/outputs.hpp>
#include <libgrid/workflow/steps.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

/// The summary table: the figures of every step so far.
void show_all(const Terminal& terminal, const workflow::Workspace& workspace) {
  for (const std::string& step : workflow::step_names()) {
    const auto note = workspace.store().note(step);
    if (note && *note) terminal.show(workflow::summary_from_json(**note));
  }
}

}  // namespace

void add_export(Program& program) {
  const auto folder = std::make_shared<std::string>();  // lives as long as the callback
  CLI::App* command = program.subcommand("export", "Write the output files (GeoPackage, CSV, summary.json)");
  command->add_option("folder", *folder, "Where to write")->required();
  command->callback([&program, folder] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    const auto result = workflow::export_outputs(*workspace, *folder, terminal.context());
    if (!result) return void(program.exit_code = terminal.finish(result));
    show_all(terminal, *workspace);
  });
}

}  // namespace libgrid::cli
