#include <memory>
#include <string>

#include <libgrid/workflow/analyse_clusters.hpp>
#include <libgrid/workflow/analyse_global.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

void add_global(Program& program, CLI::App& analyse) {
  const auto request = std::make_shared<workflow::GlobalRequest>();
  CLI::App* command = analyse.add_subcommand("global", "Moran's I, Geary's C and join counts of the zones");
  writes_folder(program, command, request, workflow::analyse_global);
  add_categories(command, request->categories);
  command->add_option("--permutations", request->permutations, "Permutations of the values over the zones (999)");
  command->add_option("--seed", request->seed, "Seed (1)");
}

struct ClustersWords {
  double reach = 50.0;
  workflow::ClustersRequest request;
};

Expected<workflow::StepSummary> clusters(const workflow::Workspace& workspace, const std::string& folder,
                                         const ClustersWords& words, const workflow::StepContext& context) {
  workflow::ClustersRequest request = words.request;
  request.rules.reach = Metres{words.reach};
  return workflow::analyse_clusters(workspace, folder, request, context);
}

void add_clusters(Program& program, CLI::App& analyse) {
  const auto words = std::make_shared<ClustersWords>();
  CLI::App* command = analyse.add_subcommand("clusters", "Clusters of reports (DBSCAN, ST-DBSCAN) and near repeats");
  writes_folder(program, command, words, clusters);
  workflow::ClustersRequest& request = words->request;
  add_categories(command, request.categories);
  command->add_option("--reach", words->reach, "Metres within which reports are near each other (50)");
  command->add_option("--least", request.rules.least, "Reports within the reach that make a core, itself one (10)");
  command->add_option("--span-days", request.span_days, "ST-DBSCAN: days within which they are near (3)");
  command->add_option("--distances", request.distances, "Edges of bands of metres, half-open (0,1,50,100,200)")
      ->delimiter(',');
  command->add_option("--gaps", request.gaps, "Edges of bands of days, half-open (0,1,7,14,28)")->delimiter(',');
  command->add_option("--replicates", request.replicates, "Times that days are dealt out anew (99)");
  command->add_option("--seed", request.seed, "Seed (1)");
}

}  // namespace

void add_analyses_of_clustering(Program& program, CLI::App& analyse) {
  add_global(program, analyse);
  add_clusters(program, analyse);
}

}  // namespace libgrid::cli
