#include <memory>
#include <string>

#include <fmt/format.h>

#include <libgrid/workflow/compare_plans.hpp>
#include <libgrid/workflow/responsible.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

Expected<std::vector<PlanVersion>> versions_asked_for(const std::string& folder, const std::string& as_of) {
  GRID_TRY(workspace, workflow::Workspace::open(folder));
  if (as_of.empty()) return workflow::plan_versions(workspace);
  GRID_TRY(at, parse_local_time(as_of));
  return workflow::plan_versions(workspace, at);
}

Expected<workflow::Reassignment> preview(const std::string& folder, bool by_rules, const Terminal& terminal) {
  GRID_TRY(workspace, workflow::Workspace::open(folder));
  if (by_rules) return workflow::preview_responsible(workspace, terminal.context());
  return workflow::preview_reassignment(workspace, terminal.context());
}

}  // namespace

void add_plans(Program& program) {
  const auto as_of = std::make_shared<std::string>();  // lives as long as the callback
  CLI::App* command = program.subcommand("plans", "List the published versions, or the one in force at a time");
  command->add_option("--as-of", *as_of, "YYYY-MM-DDTHH:MM:SS, local");
  command->callback([&program, as_of] {
    const auto versions = versions_asked_for(program.workspace, *as_of);
    if (!versions) return program.terminal().show_error(versions.error()), void(program.exit_code = 1);
    for (const PlanVersion& v : *versions)
      fmt::print("{:>4}  {} - {:<19}  {}\n", v.version, to_text(v.valid_from), v.valid_to ? to_text(*v.valid_to) : "",
                 v.sha256);
  });
}

void add_reassign(Program& program) {
  const auto dry_run = std::make_shared<bool>(false);  // lives as long as the callback
  const auto by_rules = std::make_shared<bool>(false);
  CLI::App* command =
      program.subcommand("reassign", "Which reports answer to another zone in the newest plan than when they came in");
  command->add_flag("--dry-run", *dry_run, "List them; nothing is written (`libgrid assign` does it)")->required();
  command->add_flag("--rules", *by_rules,
                    "By all rules of attribution.csv (duties, areas, decisions), not zones alone");
  command->callback([&program, by_rules] {
    const Terminal terminal = program.terminal();
    const auto would = preview(program.workspace, *by_rules, terminal);
    if (!would) return terminal.show_error(would.error()), void(program.exit_code = 1);
    fmt::print("case_id,opened,plan_version,zone_then,zone_in_plan_{}\n", would->newest);
    for (const workflow::MovedReport& row : would->moved)
      fmt::print("{},{},{},{},{}\n", row.report, to_text(row.opened), row.plan_version, row.from, row.to);
    fmt::print(stderr, "{} / {}\n", would->moved.size(), would->reports);
  });
}

}  // namespace libgrid::cli
