/// The analyses of a workspace that ask where reports and rebounds are: global statistics, clusters, forest, look-back,
/// heat map. Each writes its files.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/workflow/analyse_clusters.hpp>
#include <libgrid/workflow/analyse_global.hpp>
#include <libgrid/workflow/heat_map.hpp>
#include <libgrid/workflow/look_back.hpp>
#include <libgrid/workflow/plan_archive.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>

#include "analysed.hpp"
#include "bindings.hpp"
#include "hotspot_arrays.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using workflow::StepContext;
using workflow::StepSummary;

namespace {

using Words = std::vector<std::string>;

StepSummary global(const Folder& folder, const Folder& out, const Words& categories, std::size_t permutations,
                   std::uint64_t seed, const py::object& progress) {
  const workflow::GlobalRequest request{.categories = categories, .permutations = permutations, .seed = seed};
  return analysed(folder, progress, [&](const Workspace& workspace, const StepContext& context) {
    return workflow::analyse_global(workspace, out, request, context);
  });
}

StepSummary clusters(const Folder& folder, const Folder& out, const Words& categories, const py::dict& options,
                     const py::object& progress) {
  workflow::ClustersRequest request;
  request.categories = categories;
  request.rules.reach = Metres{options["reach"].cast<double>()};
  request.rules.least = options["least"].cast<std::size_t>();
  request.span_days = options["span_days"].cast<std::int64_t>();
  request.distances = options["distances"].cast<std::vector<double>>();
  request.gaps = options["gaps"].cast<std::vector<std::int64_t>>();
  request.replicates = options["replicates"].cast<std::size_t>();
  request.seed = options["seed"].cast<std::uint64_t>();
  return analysed(folder, progress, [&](const Workspace& workspace, const StepContext& context) {
    return workflow::analyse_clusters(workspace, out, request, context);
  });
}

/// spans: the window and the grace, in seconds.
StepSummary forest(const Folder& folder, const Folder& out, double radius, const std::vector<std::int64_t>& spans,
                   bool plane, const std::optional<Folder>& places, const std::optional<Folder>& resolutions,
                   const py::object& progress) {
  require(radius > 0.0, "radius", "must be above 0");
  require(spans.at(1) >= 0 && spans.at(1) <= spans.at(0), "grace_hours", "between 0 and the days of the window");
  workflow::ForestRequest request;
  request.rules.radius = Metres{radius};
  request.rules.window = Seconds{spans[0]}, request.rules.grace = Seconds{spans[1]};
  request.distance = plane ? hotspot::DistanceKind::plane : hotspot::DistanceKind::street;
  if (places) request.places = *places;
  if (resolutions) request.resolutions = *resolutions;
  return analysed(folder, progress, [&](const Workspace& workspace, const StepContext& context) {
    return workflow::export_forest(workspace, out, request, context);
  });
}

workflow::FairBy fair_by_of(const std::string& name) {
  using workflow::FairBy;
  require(name == "area" || name == "district" || name == "zone" || name == "road", "fair_by",
          "area, district, zone or road");
  return name == "area"       ? FairBy::area
         : name == "district" ? FairBy::district
         : name == "zone"     ? FairBy::zone
                              : FairBy::road;
}

/// options: None for what the city file says.
StepSummary look_back(const Folder& folder, const Folder& out, const std::optional<std::string>& day,
                      const py::dict& options, const py::object& progress) {
  const auto number = [&](const char* name) { return options[name].cast<std::optional<double>>(); };
  workflow::LookBackRequest request;
  if (day) {
    const Expected<LocalTime> at = workflow::parse_date_or_time(*day);
    if (!at) throw_error(Error(at.error()).at_field("day"));
    request.day = *at;
  }
  request.budget = number("budget"), request.hours = number("hours");
  request.random_share = number("random_share"), request.fairness = number("fairness");
  if (const auto cover = number("cover")) request.cover = Metres{*cover};
  request.inspectors = options["inspectors"].cast<std::optional<std::int64_t>>();
  if (const auto start = options["start"].cast<std::optional<std::pair<double, double>>>())
    request.start = LonLat{start->first, start->second};
  request.backtest = options["backtest"].cast<bool>();
  request.fair_by = fair_by_of(options["fair_by"].cast<std::string>());
  return analysed(folder, progress, [&](const Workspace& workspace, const StepContext& context) {
    return workflow::export_look_back(workspace, out, request, context);
  });
}

hotspot::Kernel kernel_of(const std::string& name) {
  using hotspot::Kernel;
  require(name == "uniform" || name == "quadratic" || name == "quartic" || name == "gaussian", "kernel",
          "uniform, quadratic, quartic or gaussian");
  return name == "uniform"     ? Kernel::uniform
         : name == "quadratic" ? Kernel::quadratic
         : name == "quartic"   ? Kernel::quartic
                               : Kernel::gaussian;
}

StepSummary heat(const Folder& folder, const Folder& out, const py::dict& options, const py::object& progress) {
  workflow::HeatRequest request;
  request.category = options["category"].cast<std::string>();
  request.density.kernel = kernel_of(options["kernel"].cast<std::string>());
  request.density.adaptive = options["adaptive"].cast<bool>();
  request.density.bandwidth = Metres{options["bandwidth"].cast<double>()};
  request.cell = Metres{options["cell"].cast<double>()};
  request.hexagon = Metres{options["hexagon"].cast<double>()};
  request.square = Metres{options["square"].cast<double>()};
  request.streets = options["streets"].cast<bool>(), request.rebounds_only = options["rebounds"].cast<bool>();
  const auto zooms = options["tiles"].cast<std::vector<int>>();
  require(zooms.empty() || zooms.size() == 2, "tiles", "the least and the most zoom");
  if (!zooms.empty()) request.tiles = workflow::ZoomRange{zooms[0], zooms[1]};
  return analysed(folder, progress, [&](const Workspace& workspace, const StepContext& context) {
    return workflow::export_heat_map(workspace, out, request, context);
  });
}

}  // namespace

void bind_analyses_of_places(py::module_& module) {
  module.def("analyse_global", &global, py::arg("folder"), py::arg("out"), py::arg("categories"),
             py::arg("permutations"), py::arg("seed"), py::arg("progress"));
  module.def("analyse_clusters", &clusters, py::arg("folder"), py::arg("out"), py::arg("categories"),
             py::arg("options"), py::arg("progress"));
  module.def("export_forest", &forest, py::arg("folder"), py::arg("out"), py::arg("radius"), py::arg("spans"),
             py::arg("plane"), py::arg("places"), py::arg("resolutions"), py::arg("progress"));
  module.def("export_look_back", &look_back, py::arg("folder"), py::arg("out"), py::arg("day"), py::arg("options"),
             py::arg("progress"));
  module.def("export_heat_map", &heat, py::arg("folder"), py::arg("out"), py::arg("options"), py::arg("progress"));
}

}  // namespace libgrid::bindings
