/// rebalance_plan: a published plan under the workload of today.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/base/time.hpp>
#include <libgrid/workflow/plan_archive.hpp>
#include <libgrid/workflow/rebalance_plan.hpp>

#include "bindings.hpp"
#include "calls.hpp"
#include "reading.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using workflow::RebalanceReport;

namespace {

std::optional<LocalTime> moment(const std::optional<std::string>& text, const char* argument) {
  if (!text) return std::nullopt;
  const Expected<LocalTime> time = workflow::parse_date_or_time(*text);
  if (!time) throw_error(Error(time.error()).at_field(argument));
  return *time;
}

/// (summary, everything else as JSON)
std::pair<workflow::StepSummary, std::string> rebalance_plan(const Folder& folder, std::int64_t version,
                                                             const std::optional<std::string>& since,
                                                             const std::optional<std::string>& until, double band,
                                                             const std::vector<std::string>& locked, bool dry_run,
                                                             py::object progress) {
  const workflow::RebalanceRequest request{.version = version,
                                           .since = moment(since, "since"),
                                           .until = moment(until, "until"),
                                           .band = band,
                                           .locked = locked,
                                           .dry_run = dry_run};
  const auto report = call<RebalanceReport>(
      progress, [&](const Progress& tell, const CancelToken& cancel) -> Expected<RebalanceReport> {
        GRID_TRY(workspace, Workspace::open(folder));
        workflow::StepContext context;
        context.progress = tell;
        context.cancel = cancel;
        return workflow::rebalance_plan(workspace, request, context);
      });
  return {report.summary, workflow::to_json(report)};
}

}  // namespace

void bind_rebalance(py::module_& module) {
  module.def("rebalance_plan", &rebalance_plan, py::arg("folder"), py::arg("version"), py::arg("since"),
             py::arg("until"), py::arg("band"), py::arg("locked"), py::arg("dry_run"), py::arg("progress"));
}

}  // namespace libgrid::bindings
