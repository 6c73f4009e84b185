#include <memory>

#include <libgrid/base/time.hpp>
#include <libgrid/workflow/look_back.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct LookBackOptions {
  std::string day;
  double budget = 40.0;
  double cover = 50.0;
  double random_share = 0.1;
};

Expected<workflow::StepSummary> look_back(const workflow::Workspace& workspace, const std::string& folder,
                                          const LookBackOptions& options, const workflow::StepContext& context) {
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
  return workflow::export_look_back(workspace, folder, request, context);
}

}  // namespace

void add_lookback(Program& program) {
  const auto options = std::make_shared<LookBackOptions>();
  CLI::App* command = program.subcommand("lookback", "Which settled cases to visit again; back-test on the past");
  writes_folder(program, command, options, look_back);
  command->add_option("--day", options->day, "Day of the visits, YYYY-MM-DD (default: after the last opening)");
  command->add_option("--budget", options->budget, "How many visits, at least 1 (40)");
  command->add_option("--cover", options->cover, "Metres within which a visit checks all cases (50)");
  command->add_option("--random-share", options->random_share, "Share of visits drawn at random, to learn from (0.1)");
}

}  // namespace libgrid::cli
