#include <map>
#include <memory>
#include <string>
#include <vector>

#include <libgrid/workflow/analyse_campaign.hpp>
#include <libgrid/workflow/analyse_emerging.hpp>
#include <libgrid/workflow/analyse_scan.hpp>
#include <libgrid/workflow/plan_archive.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

void add_emerging(Program& program, CLI::App& analyse) {
  const auto options = std::make_shared<workflow::EmergingRequest>();
  CLI::App* command = analyse.add_subcommand("emerging", "Emerging hot spots: zones by periods, 17 kinds of history");
  writes_folder(program, command, options,
                [](const auto& workspace, const auto& folder, const auto& request, const auto& context) {
                  return workflow::analyse_emerging(workspace, folder, request, context);
                });
  add_categories(command, options->categories);
  command->add_option("--days", options->days, "Days of a period (28)");
  command->add_option("--bins-before", options->bins_before, "Periods before that count as near (1)");
  command->add_option("--level", options->level,
                      "Significance of hot and cold, after adjustment, and of the trend (0.05)");
  command->add_flag("--shares", options->shares, "Compare zones within each period: takes out a season of the city");
}

struct ScanWords {
  std::string model = "permutation", windows = "circle", time = "prospective";
  double radius = 3000.0;
  workflow::ScanRequest request;
};

Expected<workflow::StepSummary> scan(const workflow::Workspace& workspace, const std::string& folder,
                                     const ScanWords& words, const workflow::StepContext& context) {
  static const std::map<std::string, workflow::ScanWindows> kWindows{{"circle", workflow::ScanWindows::circle},
                                                                     {"street", workflow::ScanWindows::street},
                                                                     {"connected", workflow::ScanWindows::connected}};
  static const std::map<std::string, workflow::ScanTime> kTimes{{"spatial", workflow::ScanTime::spatial},
                                                                {"retrospective", workflow::ScanTime::retrospective},
                                                                {"prospective", workflow::ScanTime::prospective}};
  workflow::ScanRequest request = words.request;
  request.model = words.model == "poisson" ? hotspot::ScanModel::poisson : hotspot::ScanModel::permutation;
  request.windows = kWindows.at(words.windows);
  request.time = kTimes.at(words.time);
  request.most_radius = Metres{words.radius};
  return workflow::analyse_scan(workspace, folder, request, context);
}

void add_scan(Program& program, CLI::App& analyse) {
  const auto words = std::make_shared<ScanWords>();
  CLI::App* command = analyse.add_subcommand("scan", "Space-time scan: where and when reports exceed what is expected");
  writes_folder(program, command, words, scan);
  workflow::ScanRequest& request = words->request;
  add_categories(command, request.categories);
  command->add_option("--model", words->model, "permutation: by zone and day; poisson: by street km (permutation)")
      ->check(CLI::IsMember({"permutation", "poisson"}));
  command->add_option("--windows", words->windows, "circle, street (balls along streets) or connected (circle)")
      ->check(CLI::IsMember({"circle", "street", "connected"}));
  command->add_option("--time", words->time, "prospective: ends with the data; retrospective; spatial (prospective)")
      ->check(CLI::IsMember({"prospective", "retrospective", "spatial"}));
  command->add_option("--history", request.history_days, "Last days of the data to look at, 0: all (90)");
  command->add_option("--most-days", request.most_days, "Longest cluster in days (14)");
  command->add_option("--share", request.most_share, "Largest share of km or reports in a window (0.5)");
  command->add_option("--radius", words->radius, "Largest radius in metres, 0: no limit; circle, street (3000)");
  command->add_option("--steps", request.steps, "Connected sets: steps from neighbour to neighbour (3)");
  command->add_option("--replicates", request.replicates, "Simulations for p (999)");
  command->add_option("--seed", request.seed, "Seed of the simulations (1)");
  command->add_option("--most", request.most_clusters, "Clusters to list (20)");
}

struct CampaignWords {
  std::string file, zones_file, from, to;
  workflow::CampaignRequest request;
};

Expected<LocalTime> moment_of(const char* option, const std::string& text) {
  auto moment = workflow::parse_moment(text);
  if (!moment) return fail(std::move(moment.error()).at_field(option));
  return moment;
}

/// The table of the campaign, then what the options say instead.
Expected<workflow::StepSummary> campaign(const workflow::Workspace& workspace, const std::string& folder,
                                         const CampaignWords& words, const workflow::StepContext& context) {
  workflow::CampaignRequest request = words.request;
  if (!words.file.empty()) {
    GRID_TRY(read, workflow::read_campaign(words.file));
    request.from = read.from, request.to = read.to;
    if (request.zones.empty()) request.zones = std::move(read.zones);
    if (request.categories.empty()) request.categories = std::move(read.categories);
  }
  if (!words.from.empty()) {
    GRID_TRY(from, moment_of("from", words.from));
    request.from = from;
  }
  if (!words.to.empty()) {
    GRID_TRY(to, moment_of("to", words.to));
    request.to = to;
  }
  request.zone_file = words.zones_file;
  return workflow::analyse_campaign(workspace, folder, request, context);
}

void add_campaign(Program& program, CLI::App& analyse) {
  const auto words = std::make_shared<CampaignWords>();
  CLI::App* command =
      analyse.add_subcommand("campaign", "What a campaign did against matched control zones, and whether it lasted");
  writes_folder(program, command, words, campaign);
  workflow::CampaignRequest& request = words->request;
  command->add_option("--campaign", words->file, "CSV: zone, from, to, categories (several by ;)")
      ->check(CLI::ExistingFile);
  command->add_option("--zone", request.zones, "Treated zone, or one above; may be given again");
  command->add_option("--from", words->from, "First second: 2022-05-01 or 2022-05-01T00:00:00");
  command->add_option("--to", words->to, "First second after it, or its day");
  command->add_option("--zones", words->zones_file, "Zones from a file (columns code, parent; default: the plan's)")
      ->check(CLI::ExistingFile);
  add_categories(command, request.categories);
  command->add_option("--before", request.before_days, "Days before, 0: as long as the campaign (0)");
  command->add_option("--after", request.after_days, "Days after, 0: as long as the campaign (0)");
  command->add_option("--controls", request.controls, "Control zones for each treated one (2)");
  command->add_flag("--per-street-km", request.per_street_km, "Match on reports per street kilometre (plan's zones)");
  command->add_flag("!--no-rebound-share", request.rebound_share,
                    "Do not match on the share of cases that came back before");
  command->add_option("--rise", request.rise, "Ratio of rates that the CUSUM is to find (1.5)");
  command->add_option("--arl0", request.arl0, "Days to a false alarm of the charts (200)");
  command->add_option("--replicates", request.replicates, "Permutations of treatment (999)");
  command->add_option("--seed", request.seed, "Seed (1)");
}

}  // namespace

void add_categories(CLI::App* command, std::vector<std::string>& categories) {
  command->add_option("--category", categories, "Only this category; may be given again (default: all)");
}

void add_analyses_over_time(Program& program, CLI::App& analyse) {
  add_emerging(program, analyse);
  add_scan(program, analyse);
  add_campaign(program, analyse);
}

}  // namespace libgrid::cli
