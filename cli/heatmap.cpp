#include <map>
#include <memory>
#include <vector>

#include <libgrid/workflow/heat_map.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct HeatOptions {
  workflow::HeatRequest request;
  std::string kernel = "quartic", street_kernel = "continuous";
  double bandwidth = 300.0, cell = 100.0, hexagon = 200.0, square = 250.0;
  std::vector<int> zooms;
};

Expected<workflow::StepSummary> heat_map(const workflow::Workspace& workspace, const std::string& folder,
                                         const HeatOptions& options, const workflow::StepContext& context) {
  static const std::map<std::string, hotspot::Kernel> kKernels{{"uniform", hotspot::Kernel::uniform},
                                                               {"quadratic", hotspot::Kernel::quadratic},
                                                               {"quartic", hotspot::Kernel::quartic},
                                                               {"gaussian", hotspot::Kernel::gaussian}};
  static const std::map<std::string, hotspot::NetworkKernel> kStreetKernels{
      {"simple", hotspot::NetworkKernel::simple},
      {"discontinuous", hotspot::NetworkKernel::discontinuous},
      {"continuous", hotspot::NetworkKernel::continuous}};
  workflow::HeatRequest request = options.request;
  request.street_kernel = kStreetKernels.at(options.street_kernel);
  request.density.kernel = kKernels.at(options.kernel);
  request.density.bandwidth = Metres{options.bandwidth};
  request.cell = Metres{options.cell}, request.hexagon = Metres{options.hexagon};
  request.square = Metres{options.square};
  if (options.zooms.size() == 2) request.tiles = workflow::ZoomRange{options.zooms[0], options.zooms[1]};
  return workflow::export_heat_map(workspace, folder, request, context);
}

}  // namespace

void add_heatmap(Program& program) {
  const auto options = std::make_shared<HeatOptions>();
  CLI::App* command =
      program.subcommand("heatmap", "Heat map of reports or rebounds: GeoTIFF, hexagons, squares, streets, tiles");
  writes_folder(program, command, options, heat_map);
  command->add_option("--category", options->request.category, "Only this category (default: all)");
  command->add_flag("--rebounds", options->request.rebounds_only,
                    "Only cases that came back: forest in the plane, 50 m, 30 days");
  command->add_option("--kernel", options->kernel, "uniform, quadratic, quartic (exact) or gaussian (quartic)")
      ->check(CLI::IsMember({"uniform", "quadratic", "quartic", "gaussian"}));
  command->add_flag("--adaptive", options->request.density.adaptive, "Narrower where points are dense");
  command->add_option("--bandwidth", options->bandwidth, "Metres; sigma of the gaussian (300)");
  command->add_option("--cell", options->cell, "Side of a raster cell in metres (100)");
  command->add_option("--hexagon", options->hexagon, "Side of a hexagon in metres (200)");
  command->add_option("--square", options->square, "Side of a square in metres (250)");
  command->add_option("--tiles", options->zooms, "Vector and picture tiles of the zooms LEAST MOST, e.g. 10 14")
      ->expected(2);
  auto* streets = command->add_flag("--streets", options->request.streets, "Also the density along streets");
  command
      ->add_option("--street-kernel", options->street_kernel,
                   "At crossings: continuous or discontinuous (mass is kept), simple (shortest way) (continuous)")
      ->check(CLI::IsMember({"simple", "discontinuous", "continuous"}))
      ->needs(streets);
}

}  // namespace libgrid::cli
