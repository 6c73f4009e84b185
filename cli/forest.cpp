#include <memory>

#include <libgrid/workflow/rebound_analysis.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct ForestOptions {
  std::string folder;
  double radius = 50.0;
  std::int64_t days = 30;
  std::int64_t grace_hours = 12;

  [[nodiscard]] hotspot::ForestRules rules() const {
    return {.radius = Metres{radius}, .window = days_of(), .grace = Seconds{grace_hours * 3600}};
  }
  [[nodiscard]] Seconds days_of() const { return Seconds{days * 86'400}; }
};

}  // namespace

void add_forest(Program& program) {
  const auto options = std::make_shared<ForestOptions>();  // lives as long as the callback
  CLI::App* command = program.subcommand("forest", "Link rebounds to the cases they come from; curves by group");
  command->add_option("folder", options->folder, "Where to write")->required();
  command->add_option("--radius", options->radius, "Metres within which a case comes back (50)");
  command->add_option("--days", options->days, "Days within which a case comes back (30)");
  command->add_option("--grace-hours", options->grace_hours, "Reported again within this: a suspect, no rebound (12)");
  command->callback([&program, options] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    program.exit_code =
        terminal.finish(workflow::export_forest(*workspace, options->folder, options->rules(), terminal.context()));
  });
}

}  // namespace libgrid::cli
