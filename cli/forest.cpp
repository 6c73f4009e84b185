#include <memory>

#include <libgrid/workflow/rebound_analysis.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct ForestOptions {
  double radius = 50.0;
  std::int64_t days = 30;
  std::int64_t grace_hours = 12;
  std::int64_t overdue_days = 90;
  std::string distance = "street";
  std::string places, resolutions;

  [[nodiscard]] workflow::ForestRequest request() const {
    return {.rules = {.radius = Metres{radius}, .window = Seconds{days * 86'400}, .grace = Seconds{grace_hours * 3600}},
            .distance = distance == "plane" ? hotspot::DistanceKind::plane : hotspot::DistanceKind::street,
            .places = places,
            .overdue = Seconds{overdue_days * 86'400},
            .resolutions = resolutions};
  }
};

}  // namespace

void add_forest(Program& program) {
  const auto options = std::make_shared<ForestOptions>();
  CLI::App* command = program.subcommand("forest", "Link rebounds to the cases they come from; curves by group");
  writes_folder(program, command, options,
                [](const auto& workspace, const auto& folder, const ForestOptions& o, const auto& context) {
                  return workflow::export_forest(workspace, folder, o.request(), context);
                });
  command->add_option("--radius", options->radius, "Metres within which a case comes back (50)");
  command->add_option("--days", options->days, "Days within which a case comes back (30)");
  command->add_option("--grace-hours", options->grace_hours, "Reported again within this: a suspect, no rebound (12)");
  command
      ->add_option("--overdue-days", options->overdue_days, "Open for longer: a chronic site; 3 times the limit (90)")
      ->check(CLI::Range(0, 36'500));
  command->add_option("--distance", options->distance, "street: along streets where a case is on one; plane (street)")
      ->check(CLI::IsMember({"street", "plane"}));
  command
      ->add_option("--places", options->places,
                   "Places with a class (school ...), for curves by ring: CSV name, class, lon, lat or GeoJSON")
      ->check(CLI::ExistingFile);
  command
      ->add_option("--resolutions", options->resolutions,
                   "CSV case_id, resolution, for rebound.engineering_fixes of the city (default: what the import kept)")
      ->check(CLI::ExistingFile);
}

}  // namespace libgrid::cli
