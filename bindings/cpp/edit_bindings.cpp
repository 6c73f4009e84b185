/// Redrawing the draft of a workspace and comparing its versions; operations and answers travel as JSON.
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/workflow/compare_plans.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/responsible.hpp>

#include "bindings.hpp"
#include "reading.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using workflow::EditSession;

namespace {

using Walk = Expected<std::optional<zoning::Consequence>> (EditSession::*)();

/// The draft of a folder kept open: loaded once, then every call works on it. One call at a time, whatever the thread.
class OpenDraft {
 public:
  explicit OpenDraft(const Folder& folder) {
    unwrap(without_gil([&]() -> Expected<void> {
      GRID_TRY(workspace, Workspace::open(folder));
      workspace_ = std::make_unique<Workspace>(std::move(workspace));
      GRID_TRY(session, EditSession::open(*workspace_));
      session_ = std::make_unique<EditSession>(std::move(session));
      return {};
    }));
  }

  [[nodiscard]] std::string consequence(const std::string& operation) {
    return alone([&]() -> Expected<std::string> {
      GRID_TRY(asked, workflow::operation_from_json(operation));
      GRID_TRY(what, session_->consequence(asked));
      return workflow::to_json(what);
    });
  }
  [[nodiscard]] std::string apply(const std::string& operation) {
    return alone([&]() -> Expected<std::string> {
      GRID_TRY(asked, workflow::operation_from_json(operation));
      GRID_TRY(what, session_->apply(asked));
      return workflow::to_json(what);
    });
  }
  /// Nothing: there was nothing to do.
  [[nodiscard]] std::optional<std::string> undo() { return walk(&EditSession::undo); }
  [[nodiscard]] std::optional<std::string> redo() { return walk(&EditSession::redo); }
  [[nodiscard]] std::string log() {
    return alone([&]() -> Expected<std::string> { return workflow::to_json(session_->log()); });
  }

 private:
  template <class Work>
  std::invoke_result_t<Work>::value_type alone(const Work& work) {
    return unwrap(without_gil([&] {
      const std::scoped_lock one(mutex_);
      return work();
    }));
  }
  std::optional<std::string> walk(Walk step) {
    return alone([&]() -> Expected<std::optional<std::string>> {
      GRID_TRY(what, (*session_.*step)());
      if (!what) return std::optional<std::string>();
      return std::optional(workflow::to_json(*what));
    });
  }

  std::mutex mutex_;
  std::unique_ptr<Workspace> workspace_;  // the session looks at it
  std::unique_ptr<EditSession> session_;
};

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

std::string preview_reassignment(const Folder& folder, bool by_rules) {
  return read(folder, [&](const Workspace& workspace) -> Expected<std::string> {
    if (by_rules) {
      GRID_TRY(would, workflow::preview_responsible(workspace, {}));
      return workflow::to_json(would);
    }
    GRID_TRY(would, workflow::preview_reassignment(workspace, {}));
    return workflow::to_json(would);
  });
}

}  // namespace

void bind_edit(py::module_& module) {
  module.def("start_draft", &start_draft, py::arg("folder"), py::arg("version"));
  module.def("snap_to_streets", &snap_to_streets, py::arg("folder"), py::arg("line"), py::arg("reach_m"));
  module.def("diff_plans", &diff_plans, py::arg("folder"), py::arg("before"), py::arg("after"), py::arg("level"));
  module.def("preview_reassignment", &preview_reassignment, py::arg("folder"), py::arg("by_rules"));
  py::class_<OpenDraft>(module, "OpenDraft", py::is_final())
      .def(py::init<const Folder&>(), py::arg("folder"))
      .def("consequence", &OpenDraft::consequence, py::arg("operation"))
      .def("apply", &OpenDraft::apply, py::arg("operation"))
      .def("undo", &OpenDraft::undo)
      .def("redo", &OpenDraft::redo)
      .def("log", &OpenDraft::log);
}

}  // namespace libgrid::bindings
