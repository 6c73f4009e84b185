#include <map>
#include <memory>

#include <libgrid/base/time.hpp>
#include <libgrid/workflow/look_back.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

/// What is not given is the city file's.
struct LookBackOptions {
  std::string day, start, fair_by = "area";
  std::optional<double> budget{}, hours{}, cover{}, random_share{}, fairness{};
  std::optional<std::int64_t> inspectors{};
};

Expected<workflow::LookBackRequest> request_of(const LookBackOptions& options) {
  static const std::map<std::string, workflow::FairBy> kFairBy{{"area", workflow::FairBy::area},
                                                               {"district", workflow::FairBy::district},
                                                               {"zone", workflow::FairBy::zone},
                                                               {"road", workflow::FairBy::road}};
  workflow::LookBackRequest request;
  request.budget = options.budget, request.hours = options.hours, request.inspectors = options.inspectors;
  request.random_share = options.random_share, request.fairness = options.fairness;
  request.fair_by = kFairBy.at(options.fair_by);
  if (options.cover) request.cover = Metres{*options.cover};
  if (!options.day.empty()) {
    const auto day = parse_local_time(options.day + "T00:00:00");
    if (!day)
      return fail(make_error(ErrorCode::parameter_invalid, options.day + ": a day is YYYY-MM-DD").at_field("day"));
    request.day = *day;
  }
  if (!options.start.empty()) {
    auto start = place_of(options.start);
    if (!start) return fail(std::move(start.error()).at_field("start"));
    request.start = *start;
  }
  return request;
}

Expected<workflow::StepSummary> look_back(const workflow::Workspace& workspace, const std::string& folder,
                                          const LookBackOptions& options, const workflow::StepContext& context) {
  GRID_TRY(request, request_of(options));
  return workflow::export_look_back(workspace, folder, request, context);
}

}  // namespace

void add_lookback(Program& program) {
  const auto options = std::make_shared<LookBackOptions>();
  CLI::App* command = program.subcommand("lookback", "Which settled cases to visit again; back-test on the past");
  writes_folder(program, command, options, look_back);
  command->add_option("--day", options->day, "Day of the visits, YYYY-MM-DD (default: after the last opening)");
  auto* hours = command->add_option("--hours", options->hours, "Hours of all inspectors (look_back.hours of the city)");
  command->add_option("--budget", options->budget, "How many visits, at least 1, instead of hours")->excludes(hours);
  command->add_option("--cover", options->cover, "Metres within which a visit checks all cases (city file: 50)");
  command->add_option("--random-share", options->random_share,
                      "Share of the hours drawn at random, to learn from (city file: 0.1)");
  command->add_option("--fairness", options->fairness,
                      "Share of the hours by the areas' shares of the candidates (city file: 0)");
  command
      ->add_option("--fair-by", options->fair_by,
                   "Areas: district, zone (level 1), road, or area: districts, zones where there is one (area)")
      ->check(CLI::IsMember({"area", "district", "zone", "road"}));
  command->add_option("--inspectors", options->inspectors, "Inspectors, each with a route (city file: 1)");
  command->add_option("--start", options->start, "Where the routes begin: lon,lat (default: the middle of the visits)");
}

}  // namespace libgrid::cli
