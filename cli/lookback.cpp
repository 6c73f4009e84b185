#include <memory>

#include <libgrid/base/time.hpp>
#include <libgrid/workflow/look_back.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct LookBackOptions {
  std::string folder;
  std::string day;
  double budget = 40.0;
  double cover = 50.0;
  double random_share = 0.1;
};

Expected<workflow::StepSummary> look_back(const workflow::Workspace& workspace, const LookBackOptions& options,
                                          const workflow::StepContext& context) {
  workflow::LookBackRequest request{.day = std::nullopt,
                                    .budget = options.budget,
                                    .cover = Metres{options.cover},
                                    .random_share = options.random_share,
                                    .fairness = 0.0,
                                    .rules = {}};
  if (!options.day.empty()) {
    GRID_TRY(day, parse_local_time(options.day + "T00:00:00"));
    request.day = day;
  }
  return workflow::export_look_back(workspace, options.folder, request, context);
}

}  // namespace

void add_lookback(Program& program) {
  const auto options = std::make_shared<LookBackOptions>();  // lives as long as the callback
  CLI::App* command = program.subcommand("lookback", "Which settled cases to visit again; back-test on the past");
  command->add_option("folder", options->folder, "Where to write")->required();
  command->add_option("--day", options->day, "Day of the visits, YYYY-MM-DD (default: after the last opening)");
  command->add_option("--budget", options->budget, "How many visits (40)");
  command->add_option("--cover", options->cover, "Metres within which a visit checks all cases (50)");
  command->add_option("--random-share", options->random_share, "Share of visits drawn at random, to learn from (0.1)");
  command->callback([&program, options] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    program.exit_code = terminal.finish(look_back(*workspace, *options, terminal.context()));
  });
}

}  // namespace libgrid::cli
