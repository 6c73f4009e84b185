/// The analyses of a workspace that follow it over time: emerging hot spots, scan, campaign. Each writes its files.
#include <optional>
#include <string>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/workflow/analyse_campaign.hpp>
#include <libgrid/workflow/analyse_emerging.hpp>
#include <libgrid/workflow/analyse_scan.hpp>
#include <libgrid/workflow/plan_archive.hpp>

#include "analysed.hpp"
#include "bindings.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using workflow::StepContext;
using workflow::StepSummary;

namespace {

using Words = std::vector<std::string>;

template <class Request, class Step>
StepSummary analysed(const Folder& folder, const Folder& out, const Request& request, const py::object& progress,
                     const Step& step) {
  return bindings::analysed(folder, progress, [&](const Workspace& workspace, const StepContext& context) {
    return step(workspace, out, request, context);
  });
}

StepSummary emerging(const Folder& folder, const Folder& out, const Words& categories, std::int64_t days,
                     std::size_t bins_before, double level, bool shares, const py::object& progress) {
  workflow::EmergingRequest request{.categories = categories, .days = days, .bins_before = bins_before};
  request.level = level, request.shares = shares;
  return analysed(folder, out, request, progress, workflow::analyse_emerging);
}

/// words: model, windows, time, as on the command line; checked in Python.
StepSummary scan(const Folder& folder, const Folder& out, const Words& categories, const Words& words,
                 const py::dict& options, const py::object& progress) {
  workflow::ScanRequest request;
  request.categories = categories;
  request.model = words.at(0) == "poisson" ? hotspot::ScanModel::poisson : hotspot::ScanModel::permutation;
  request.windows = words.at(1) == "street"      ? workflow::ScanWindows::street
                    : words.at(1) == "connected" ? workflow::ScanWindows::connected
                                                 : workflow::ScanWindows::circle;
  request.time = words.at(2) == "spatial"         ? workflow::ScanTime::spatial
                 : words.at(2) == "retrospective" ? workflow::ScanTime::retrospective
                                                  : workflow::ScanTime::prospective;
  request.history_days = options["history_days"].cast<std::int64_t>();
  request.most_days = options["most_days"].cast<std::int64_t>();
  request.most_share = options["share"].cast<double>();
  request.most_radius = Metres{options["radius"].cast<double>()};
  request.steps = options["steps"].cast<std::size_t>();
  request.replicates = options["replicates"].cast<std::size_t>();
  request.seed = options["seed"].cast<std::uint64_t>();
  request.most_clusters = options["most"].cast<std::size_t>();
  return analysed(folder, out, request, progress, workflow::analyse_scan);
}

LocalTime time_of(const std::string& text, const std::string& name) {
  const Expected<LocalTime> at = workflow::parse_date_or_time(text);
  if (!at) throw_error(Error(at.error()).at_field(name));
  return *at;
}

StepSummary campaign(const Folder& folder, const Folder& out, const Words& zones, const std::string& from,
                     const std::string& to, const py::dict& options, const py::object& progress) {
  workflow::CampaignRequest request;
  request.zones = zones;
  request.from = time_of(from, "begin"), request.to = time_of(to, "end");
  request.categories = options["categories"].cast<Words>();
  request.zone_file = options["zone_file"].cast<std::string>();
  request.before_days = options["before_days"].cast<std::int64_t>();
  request.after_days = options["after_days"].cast<std::int64_t>();
  request.controls = options["controls"].cast<std::size_t>();
  request.per_street_km = options["per_street_km"].cast<bool>();
  request.rebound_share = options["rebound_share"].cast<bool>();
  request.rise = options["rise"].cast<double>(), request.arl0 = options["arl0"].cast<double>();
  request.replicates = options["replicates"].cast<std::size_t>();
  request.seed = options["seed"].cast<std::uint64_t>();
  return analysed(folder, out, request, progress, workflow::analyse_campaign);
}

}  // namespace

void bind_analyses_over_time(py::module_& module) {
  module.def("analyse_emerging", &emerging, py::arg("folder"), py::arg("out"), py::arg("categories"), py::arg("days"),
             py::arg("bins_before"), py::arg("level"), py::arg("shares"), py::arg("progress"));
  module.def("analyse_scan", &scan, py::arg("folder"), py::arg("out"), py::arg("categories"), py::arg("words"),
             py::arg("options"), py::arg("progress"));
  module.def("analyse_campaign", &campaign, py::arg("folder"), py::arg("out"), py::arg("zones"), py::arg("begin"),
             py::arg("end"), py::arg("options"), py::arg("progress"));
}

}  // namespace libgrid::bindings
