/// quality_report: what a draft or a published plan is worth.
#include <string>
#include <utility>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/workflow/quality_report.hpp>

#include "bindings.hpp"
#include "calls.hpp"
#include "reading.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using workflow::QualityReport;

namespace {

/// (summary, both tables as JSON)
std::pair<workflow::StepSummary, std::string> quality_report(const Folder& folder, std::int64_t version,
                                                             py::object progress) {
  const auto report =
      call<QualityReport>(progress, [&](const Progress& tell, const CancelToken& cancel) -> Expected<QualityReport> {
        GRID_TRY(workspace, Workspace::open(folder));
        workflow::StepContext context;
        context.progress = tell;
        context.cancel = cancel;
        return workflow::quality_report(workspace, {.version = version}, context);
      });
  return {report.summary, workflow::to_json(report)};
}

}  // namespace

void bind_quality(py::module_& module) {
  module.def("quality_report", &quality_report, py::arg("folder"), py::arg("version"), py::arg("progress"));
}

}  // namespace libgrid::bindings
