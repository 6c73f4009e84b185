#include <map>
#include <memory>
#include <string>

#include <libgrid/workflow/analyse_local.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct LocalWords {
  std::string neighbours = "queen", exposure;
  double reach = 1000.0;
  PlanWords plan;
  workflow::LocalRequest request;
};

Expected<workflow::StepSummary> local(const workflow::Workspace& workspace, const std::string& folder,
                                      const LocalWords& words, const workflow::StepContext& context) {
  using enum workflow::LocalNeighbours;
  static const std::map<std::string, workflow::LocalNeighbours> kNeighbours{
      {"rook", rook}, {"queen", queen}, {"band", band}, {"nearest", nearest}, {"street", street}};
  workflow::LocalRequest request = words.request;
  request.neighbours = kNeighbours.at(words.neighbours);
  request.reach = Metres{words.reach};
  request.exposure = words.exposure;
  GRID_TRY(plan, plan_choice(words.plan));
  request.plan = plan;
  return workflow::analyse_local(workspace, folder, request, context);
}

}  // namespace

void add_local(Program& program, CLI::App& analyse) {
  const auto words = std::make_shared<LocalWords>();
  CLI::App* command = analyse.add_subcommand(
      "local", "Zones or blocks: Gi, Gi*, local Moran and Geary, shrunk rates, every p by itself");
  writes_folder(program, command, words, local);
  workflow::LocalRequest& request = words->request;
  command->add_option("--of", request.of, "lowest (zones), a level of zones such as 1, or blocks (lowest)");
  add_plan_words(command, words->plan);
  add_categories(command, request.categories);
  command
      ->add_option("--neighbours", words->neighbours,
                   "queen: border or corner; rook: border; band, street: within the reach; nearest (queen)")
      ->check(CLI::IsMember({"rook", "queen", "band", "nearest", "street"}));
  command->add_option("--reach", words->reach, "Metres of band and street, between inner points (1000)");
  command->add_option("--nearest", request.nearest, "How many neighbours, with nearest (6)");
  command->add_option("--exposure", words->exposure, "CSV: zone code or block, then figures such as hours (street km)")
      ->check(CLI::ExistingFile);
  command->add_option("--exposure-column", request.exposure_column, "Its column of exposure (the first)");
  command->add_option("--permutations", request.permutations, "Shuffles for the permutation p (999)");
  command->add_option("--seed", request.seed, "Seed (1)");
  command->add_option("--level", request.level, "Significance of hot and cold after adjustment (0.05)");
}

}  // namespace libgrid::cli
