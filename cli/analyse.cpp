#include <map>
#include <memory>

#include <libgrid/workflow/analyse.hpp>
#include <libgrid/workflow/bias.hpp>
#include <libgrid/workflow/exact_hotspots.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct AnalyseOptions {
  std::string what;
  std::int64_t plan = 0;
  std::string as_of;
  workflow::BiasRequest bias;
  workflow::ExactRequest exact;
  double radius = 50.0, watch_days = 30.0, soon_days = 7.0;
};

Expected<workflow::PlanChoice> plan_choice(const AnalyseOptions& options) {
  workflow::PlanChoice choice;
  if (options.plan > 0) choice.version = options.plan;
  if (!options.as_of.empty()) {
    GRID_TRY(at, parse_local_time(options.as_of.size() == 10 ? options.as_of + "T00:00:00" : options.as_of));
    choice.as_of = at;
  }
  return choice;
}

Seconds seconds_of(double number_of_days) { return Seconds{static_cast<std::int64_t>(number_of_days * 86'400.0)}; }

Expected<workflow::StepSummary> analyse(const workflow::Workspace& workspace, const std::string& folder,
                                        const AnalyseOptions& options, const workflow::StepContext& context) {
  if (options.what == "hotspots") return workflow::analyse_hotspots(workspace, folder, options.exact, context);
  GRID_TRY(plan, plan_choice(options));
  if (options.what == "imbalance") return workflow::analyse_imbalance(workspace, folder, plan, context);
  workflow::BiasRequest request = options.bias;
  request.plan = plan;
  request.rules = {.radius = Metres{options.radius}, .watch = seconds_of(options.watch_days)};
  request.soon = seconds_of(options.soon_days);
  return workflow::export_bias(workspace, folder, request, context);
}

}  // namespace

void add_analyse(Program& program) {
  const auto options = std::make_shared<AnalyseOptions>();
  CLI::App* command = program.subcommand("analyse",
                                         "imbalance: reports per street km, between and within upper zones; bias: "
                                         "sources, visits, reporting; hotspots: exact p");
  command->add_option("what", options->what, "imbalance, bias or hotspots")
      ->required()
      ->check(CLI::IsMember({"imbalance", "bias", "hotspots"}));
  writes_folder(program, command, options, analyse);
  auto* plan = command->add_option("--plan", options->plan, "Version of the plan (default: the newest)");
  command->add_option("--as-of", options->as_of, "The plan in force at 2022-05-01 or 2022-05-01T12:00:00")
      ->excludes(plan);
  command->add_option("--sources", options->bias.sources, "bias: table with case id and source, e.g. the report table");
  command->add_option("--source-column", options->bias.source_column, "bias: its column of sources (source)");
  command->add_option("--source-classes", options->bias.source_classes,
                      "bias: table source,class (patrol, public, leader, other)");
  command->add_option("--visits", options->bias.visits, "bias: table zone,level,day,visits and perhaps hours");
  command->add_option("--zones", options->bias.zones, "bias: layer of the zones of the visit table (default: the plan)")
      ->excludes(plan);
  command->add_option("--radius", options->radius, "bias: metres within which a report is of the same thing (50)");
  command->add_option("--watch", options->watch_days, "bias: days that an incident is watched at most (30)");
  command->add_option("--null-maps", options->exact.maps, "hotspots: shuffled maps per category (20)");
  command->add_option("--seed", options->exact.seed, "hotspots: of the shuffled maps (1)");
  command->add_option("--soon", options->soon_days, "bias: days within which being reported counts (7)");
}

}  // namespace libgrid::cli
