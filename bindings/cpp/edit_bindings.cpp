/// Redrawing the draft of a workspace and comparing its versions; operations and answers travel as JSON.
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/workflow/compare_plans.hpp>
#include <libgrid/workflow/edit_plan.hpp>

#include "bindings.hpp"
#include "reading.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using workflow::EditSession;

namespace {

/// work(session) on the draft in the folder, without the GIL.
template <class Work>
auto in_session(const Folder& folder, const Work& work) {
  using Result = decltype(work(std::declval<EditSession&>()));
  return unwrap(without_gil([&]() -> Result {
    GRID_TRY(workspace, Workspace::open(folder));
    GRID_TRY(session, EditSession::open(workspace));
    return work(session);
  }));
}

std::string edit_consequence(const Folder& folder, const std::string& operation) {
  return in_session(folder, [&](EditSession& session) -> Expected<std::string> {
    GRID_TRY(asked, workflow::operation_from_json(operation));
    GRID_TRY(what, session.consequence(asked));
    return workflow::to_json(what);
  });
}

std::string edit_apply(const Folder& folder, const std::string& operation) {
  return in_session(folder, [&](EditSession& session) -> Expected<std::string> {
    GRID_TRY(asked, workflow::operation_from_json(operation));
    GRID_TRY(what, session.apply(asked));
    return workflow::to_json(what);
  });
}

using Walk = Expected<std::optional<zoning::Consequence>> (EditSession::*)();

/// Nothing: there was nothing to do.
std::optional<std::string> edit_walk(const Folder& folder, Walk walk) {
  return in_session(folder, [walk](EditSession& session) -> Expected<std::optional<std::string>> {
    GRID_TRY(what, (session.*walk)());
    if (!what) return std::optional<std::string>();
    return std::optional(workflow::to_json(*what));
  });
}

std::optional<std::string> edit_undo(const Folder& folder) { return edit_walk(folder, &EditSession::undo); }
std::optional<std::string> edit_redo(const Folder& folder) { return edit_walk(folder, &EditSession::redo); }

std::string edit_log(const Folder& folder) {
  return in_session(folder,
                    [](EditSession& session) -> Expected<std::string> { return workflow::to_json(session.log()); });
}

void start_draft(const Folder& folder, std::int64_t version) {
  unwrap(without_gil([&]() -> Expected<void> {
    GRID_TRY(workspace, Workspace::open(folder));
    return workflow::start_draft(workspace, version);
  }));
}

/// The vertices of the line on the streets and how far they lie from the drawn one.
std::pair<std::vector<std::pair<double, double>>, double> snap_to_streets(
    const Folder& folder, const std::vector<std::pair<double, double>>& drawn, double reach_m) {
  const zoning::SnappedLine along = read(folder, [&](const Workspace& workspace) {
    LineString line;
    for (const auto& [x, y] : drawn) line.push_back({x, y});
    return workflow::snap_to_streets(workspace, line, Metres{reach_m});
  });
  std::vector<std::pair<double, double>> positions;
  for (const Xy p : along.line) positions.emplace_back(p.x, p.y);
  return {positions, along.farthest.value};
}

std::string diff_plans(const Folder& folder, std::int64_t before, std::int64_t after, int level) {
  return read(folder, [&](const Workspace& workspace) -> Expected<std::string> {
    GRID_TRY(comparison, workflow::compare_plans(workspace, before, after, level));
    return workflow::to_json(comparison.diff);
  });
}

std::string preview_reassignment(const Folder& folder) {
  return read(folder, [&](const Workspace& workspace) -> Expected<std::string> {
    GRID_TRY(would, workflow::preview_reassignment(workspace, {}));
    return workflow::to_json(would);
  });
}

}  // namespace

void bind_edit(py::module_& module) {
  module.def("edit_consequence", &edit_consequence, py::arg("folder"), py::arg("operation"));
  module.def("edit_apply", &edit_apply, py::arg("folder"), py::arg("operation"));
  module.def("edit_undo", &edit_undo, py::arg("folder"));
  module.def("edit_redo", &edit_redo, py::arg("folder"));
  module.def("edit_log", &edit_log, py::arg("folder"));
  module.def("start_draft", &start_draft, py::arg("folder"), py::arg("version"));
  module.def("snap_to_streets", &snap_to_streets, py::arg("folder"), py::arg("line"), py::arg("reach_m"));
  module.def("diff_plans", &diff_plans, py::arg("folder"), py::arg("before"), py::arg("after"), py::arg("level"));
  module.def("preview_reassignment", &preview_reassignment, py::arg("folder"));
}

}  // namespace libgrid::bindings
