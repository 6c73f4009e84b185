#include <map>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <libgrid/model/words.hpp>
#include <libgrid/workflow/compare_plans.hpp>
#include <libgrid/workflow/plan_archive.hpp>
#include <libgrid/workflow/responsible.hpp>
#include <libgrid/workflow/steps.hpp>
#include <libgrid/workflow/workload_period.hpp>

#include "chinese_words.hpp"
#include "commands.hpp"

namespace libgrid::cli {
namespace {

Expected<std::vector<PlanVersion>> versions_asked_for(const std::string& folder, const std::string& as_of) {
  GRID_TRY(workspace, workflow::Workspace::open(folder));
  if (as_of.empty()) return workflow::plan_versions(workspace);
  GRID_TRY(at, workflow::parse_moment(as_of));
  return workflow::plan_versions(workspace, at);
}

/// Who answers for a place by one version: zone, upper zone, posts; or why nobody does.
std::string answer_text(const workflow::PlaceAnswer& answer, Language language) {
  const Attribution& attribution = answer.attribution;
  if (answer.zone == nullptr)
    return fmt::format("- {}{}", shown_word(word(attribution.reason), language),
                       attribution.distance ? fmt::format(" {:.1f} m", attribution.distance->value) : std::string());
  std::string posts;
  for (const Post* post : answer.posts)
    posts += (posts.empty() ? "" : " < ") + (language == Language::chinese ? post->title_zh : post->title_en);
  return fmt::format("{}{}  {}  {}  {}", answer.zone->zone.code,
                     answer.upper != nullptr ? " < " + answer.upper->zone.code : std::string(),
                     shown_word(word(attribution.method), language), shown_name(answer.zone->zone.name, language),
                     posts);
}

struct PlansOptions {
  std::string as_of;
  std::string at;
};

Expected<void> show_versions(const std::string& folder, const PlansOptions& options, Language language) {
  GRID_TRY(versions, versions_asked_for(folder, options.as_of));
  GRID_TRY(workspace, workflow::Workspace::open(folder));
  for (const PlanVersion& v : versions) {
    fmt::print("{:>4}  {} - {:<19}  {}\n", v.version, to_text(v.valid_from), v.valid_to ? to_text(*v.valid_to) : "",
               v.sha256);
    GRID_TRY(period, workflow::workload_period(workspace.store(), v.version));
    if (period) fmt::print("      {}\n", language == Language::chinese ? period->second : period->first);
    if (options.at.empty()) continue;
    GRID_TRY(place, place_of(options.at));
    GRID_TRY(view, workflow::plan_view(workspace, v.version));
    GRID_TRY(answer, view.locate(place));
    fmt::print("      {}\n", answer_text(answer, language));
  }
  return {};
}

Expected<workflow::Reassignment> preview(const std::string& folder, bool by_rules, const Terminal& terminal) {
  GRID_TRY(workspace, workflow::Workspace::open(folder));
  if (by_rules) return workflow::preview_responsible(workspace, terminal.context());
  return workflow::preview_reassignment(workspace, terminal.context());
}

/// The rows to stdout; how many, and from which zone to which, to stderr.
void list(const workflow::Reassignment& would, bool chinese) {
  fmt::print("case_id,opened,plan_version,zone_then,zone_in_plan_{}\n", would.newest);
  std::map<std::pair<std::string, std::string>, std::int64_t> flows;
  for (const workflow::MovedReport& row : would.moved) {
    fmt::print("{},{},{},{},{}\n", row.report, to_text(row.opened), row.plan_version, row.from, row.to);
    ++flows[{row.from, row.to}];
  }
  for (const auto& [zones, reports] : flows)
    fmt::print(stderr, "  {:<16} -> {:<16} {:>8}\n", zones.first.empty() ? "-" : zones.first,
               zones.second.empty() ? "-" : zones.second, reports);
  fmt::print(stderr, "{} / {} {}\n", would.moved.size(), would.reports,
             chinese ? "条上报换网格" : "reports change hands");
  if (!would.moved.empty())
    fmt::print(stderr, "{}\n",
               chinese ? "assignment.csv 一律按最新方案；attribution.csv 保留各上报当时的方案，因此这份清单在移交后不变"
                       : "assignment.csv has all reports by the newest plan; attribution.csv keeps the plan of each "
                         "report's time, so this list stays the same once they are moved");
}

/// What the list said, by today's plan: `libgrid assign`.
int move_all(const std::string& folder, const Terminal& terminal) {
  auto workspace = workflow::Workspace::open(folder);
  if (!workspace) return terminal.show_error(workspace.error()), 1;
  return terminal.finish(workflow::assign_reports(*workspace, terminal.context()));
}

}  // namespace

void add_plans(Program& program) {
  const auto options = std::make_shared<PlansOptions>();  // lives as long as the callback
  CLI::App* command = program.subcommand("plans", "List the published versions, or the one in force at a time");
  command->add_option("--as-of", options->as_of, "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, local");
  command->add_option("--at", options->at, "LON,LAT: who answers there by each version listed");
  command->callback([&program, options] {
    const auto shown = show_versions(program.workspace, *options, choose_language(program.language));
    if (!shown) return program.terminal().show_error(shown.error()), void(program.exit_code = 1);
  });
}

void add_reassign(Program& program) {
  const auto dry_run = std::make_shared<bool>(false);  // lives as long as the callback
  const auto by_rules = std::make_shared<bool>(false);
  CLI::App* command = program.subcommand(
      "reassign",
      "List the reports that answer to another zone in the newest plan than when they came in, then move them");
  CLI::Option* list_only = command->add_flag("--dry-run", *dry_run, "List them; nothing is written");
  command->add_flag("--rules", *by_rules, "By all rules of attribution.csv (duties, areas, decisions), not zones alone")
      ->needs(list_only);
  command->callback([&program, dry_run, by_rules] {
    const Terminal terminal = program.terminal();
    const auto would = preview(program.workspace, *by_rules, terminal);
    if (!would) return terminal.show_error(would.error()), void(program.exit_code = 1);
    list(*would, choose_language(program.language) == Language::chinese);
    if (!*dry_run) program.exit_code = move_all(program.workspace, terminal);
  });
}

}  // namespace libgrid::cli
