#include <memory>
#include <string>

#include <libgrid/workflow/plan_archive.hpp>
#include <libgrid/workflow/steps.hpp>

#include "commands.hpp"

namespace libgrid::cli {

namespace {

struct PublishOptions {
  std::string from;
  workflow::Publishing how;
};

Expected<workflow::StepSummary> run(const std::string& folder, const PublishOptions& options,
                                    const workflow::StepContext& context) {
  GRID_TRY(from, workflow::parse_moment(options.from));
  GRID_TRY(workspace, workflow::Workspace::open(folder));
  return workflow::publish_plan(workspace, from, context, options.how);
}

}  // namespace

void add_publish(Program& program) {
  const auto options = std::make_shared<PublishOptions>();  // lives as long as the callback
  CLI::App* command = program.subcommand("publish", "Publish the draft as the next plan version");
  command->add_option("--from", options->from, "In force from (YYYY-MM-DD[THH:MM:SS], local)")->required();
  command->add_flag("--again", options->how.again, "Also where nothing changed since the newest version");
  command->add_flag("--uneven", options->how.uneven, "Also where workloads of zones are outside their band or limits");
  command->callback([&program, options] {
    const Terminal terminal = program.terminal();
    program.exit_code = terminal.finish(run(program.workspace, *options, terminal.context()));
  });
}

}  // namespace libgrid::cli
