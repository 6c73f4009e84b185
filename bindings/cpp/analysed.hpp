#pragma once
/// An analysis of a workspace: opened, run with progress and a stopwatch, its errors raised.
///
///   return analysed(folder, progress, [&](const Workspace& w, const StepContext& c) { return analyse_scan(w, out, r,
///   c); });
/// @pre the GIL is held

#include <chrono>

#include <pybind11/pybind11.h>

#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

#include "calls.hpp"
#include "reading.hpp"

namespace libgrid::bindings {

inline double clock_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

template <class Step>
[[nodiscard]] workflow::StepSummary analysed(const Folder& folder, const pybind11::object& progress, const Step& step) {
  using Told = Expected<workflow::StepSummary>;
  return call<workflow::StepSummary>(progress, [&](const Progress& report, const CancelToken& cancel) -> Told {
    GRID_TRY(workspace, Workspace::open(folder));
    const workflow::StepContext context{.progress = report, .cancel = cancel, .stopwatch = clock_seconds};
    return step(std::as_const(workspace), context);
  });
}

}  // namespace libgrid::bindings
