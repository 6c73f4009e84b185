#include <memory>
#include <string>

#include <libgrid/workflow/analyse.hpp>
#include <libgrid/workflow/bias.hpp>
#include <libgrid/workflow/exact_hotspots.hpp>
#include <libgrid/workflow/plan_archive.hpp>

#include "commands.hpp"

namespace libgrid::cli {

CLI::Option* add_plan_words(CLI::App* command, PlanWords& words) {
  auto* plan = command->add_option("--plan", words.plan, "Version of the plan (default: the newest)");
  command->add_option("--as-of", words.as_of, "The plan in force at 2022-05-01 or 2022-05-01T12:00:00")->excludes(plan);
  return plan;
}

Expected<workflow::PlanChoice> plan_choice(const PlanWords& words) {
  workflow::PlanChoice choice;
  if (words.plan > 0) choice.version = words.plan;
  if (!words.as_of.empty()) {
    GRID_TRY(at, workflow::parse_date_or_time(words.as_of));
    choice.as_of = at;
  }
  return choice;
}

namespace {

Expected<workflow::StepSummary> imbalance(const workflow::Workspace& workspace, const std::string& folder,
                                          const PlanWords& words, const workflow::StepContext& context) {
  GRID_TRY(plan, plan_choice(words));
  return workflow::analyse_imbalance(workspace, folder, plan, context);
}

void add_imbalance(Program& program, CLI::App& analyse) {
  const auto words = std::make_shared<PlanWords>();
  CLI::App* command = analyse.add_subcommand(
      "imbalance", "Reports per street km: between and inside districts, main roads against others");
  writes_folder(program, command, words, imbalance);
  add_plan_words(command, *words);
}

struct BiasWords {
  PlanWords plan;
  workflow::BiasRequest request;
  double radius = 50.0, watch_days = 30.0, soon_days = 7.0;
};

Seconds seconds_of(double number_of_days) { return Seconds{static_cast<std::int64_t>(number_of_days * 86'400.0)}; }

Expected<workflow::StepSummary> bias(const workflow::Workspace& workspace, const std::string& folder,
                                     const BiasWords& words, const workflow::StepContext& context) {
  GRID_TRY(plan, plan_choice(words.plan));
  workflow::BiasRequest request = words.request;
  request.plan = plan;
  request.rules = {.radius = Metres{words.radius}, .watch = seconds_of(words.watch_days)};
  request.soon = seconds_of(words.soon_days);
  return workflow::export_bias(workspace, folder, request, context);
}

void add_bias(Program& program, CLI::App& analyse) {
  const auto words = std::make_shared<BiasWords>();
  CLI::App* command =
      analyse.add_subcommand("bias", "Who reports: sources, visits, reporting rate; maps in three layers");
  writes_folder(program, command, words, bias);
  CLI::Option* plan = add_plan_words(command, words->plan);
  workflow::BiasRequest& request = words->request;
  command->add_option("--sources", request.sources, "Table with case id and source (default: what the import kept)");
  command->add_option("--source-column", request.source_column, "Its column of sources (source)");
  command->add_option("--source-classes", request.source_classes, "Table source,class (patrol, public, leader, other)");
  command->add_option("--visits", request.visits, "Table zone,level,day,visits and perhaps hours");
  command->add_option("--zones", request.zones, "Layer of the zones of the visit table (default: the plan)")
      ->excludes(plan);
  command->add_option("--radius", words->radius, "Metres within which a report is of the same thing (50)");
  command->add_option("--watch", words->watch_days, "Days that an incident is watched at most (30)");
  command->add_option("--soon", words->soon_days, "Days within which being reported counts (7)");
}

void add_hotspots(Program& program, CLI::App& analyse) {
  const auto request = std::make_shared<workflow::ExactRequest>();
  CLI::App* command =
      analyse.add_subcommand("hotspots", "Exact p of counts beside the normal one; realised discoveries");
  writes_folder(program, command, request, workflow::analyse_hotspots);
  command->add_option("--null-maps", request->maps, "Shuffled maps per category (20)");
  command->add_option("--seed", request->seed, "Of the shuffled maps (1)");
}

}  // namespace

void add_analyse(Program& program) {
  CLI::App* command = program.subcommand(
      "analyse", "Analyses: imbalance, bias, hotspots, emerging, scan, campaign, global, local, clusters");
  command->require_subcommand(1);
  add_imbalance(program, *command);
  add_bias(program, *command);
  add_hotspots(program, *command);
  add_analyses_over_time(program, *command);
  add_local(program, *command);
  add_analyses_of_clustering(program, *command);
}

}  // namespace libgrid::cli
