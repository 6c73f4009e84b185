#include <libgrid/workflow/decide.hpp>

#include <memory>
#include <string>

#include <fmt/format.h>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct DecideOptions {
  workflow::Decision decision;
  std::string at;
  std::string withdrawn;
};

Expected<workflow::StepSummary> decide(const workflow::Workspace& workspace, DecideOptions options) {
  if (!options.withdrawn.empty()) return workflow::withdraw_decision(workspace, options.withdrawn);
  GRID_TRY(at, place_of(options.at));
  options.decision.at = at;
  return workflow::record_decision(workspace, std::move(options.decision));
}

/// All of them, a line each.
int list(const workflow::Workspace& workspace, const Terminal& terminal) {
  const auto decisions = workflow::decisions_of(workspace);
  if (!decisions) return terminal.show_error(decisions.error()), 1;
  for (const workflow::Decision& d : *decisions)
    fmt::print("{}  {},{}  {}  {}\n", d.id, d.at.lon, d.at.lat, d.category, d.zone);
  return 0;
}

}  // namespace

void add_decide(Program& program) {
  const auto options = std::make_shared<DecideOptions>();  // lives as long as the callback
  CLI::App* command = program.subcommand(
      "decide", "Record a manual decision: reports of a category at a spot belong to a zone; without --at list them");
  CLI::Option* at = command->add_option("--at", options->at, "LON,LAT in degrees of WGS 84");
  CLI::Option* category = command->add_option("--category", options->decision.category, "Of the reports");
  CLI::Option* zone = command->add_option("--zone", options->decision.zone, "Code of the zone that answers");
  command->add_option("--id", options->decision.id, "Name of the decision (default: decision-1 ...)")->needs(at);
  command->add_option("--withdraw", options->withdrawn, "Take the decision of this id back")->excludes(at);
  for (CLI::Option* needed : {category, zone}) at->needs(needed), needed->needs(at);
  command->callback([&program, options] {
    const Terminal terminal = program.terminal();
    const auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    const bool asks = options->at.empty() && options->withdrawn.empty();
    program.exit_code = asks ? list(*workspace, terminal) : terminal.finish(decide(*workspace, *options));
  });
}

}  // namespace libgrid::cli
