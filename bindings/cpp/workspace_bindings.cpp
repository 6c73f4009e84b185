/// A workspace by the name of its folder: city, plan versions, tables, summary.
#include <optional>
#include <string>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/base/time.hpp>
#include <libgrid/workflow/outputs.hpp>
#include <libgrid/workflow/plan_archive.hpp>

#include "bindings.hpp"
#include "tables.hpp"
#include "to_python.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

void create(const Folder& folder, const Folder& city_file, bool replace) {
  unwrap(without_gil([&]() -> Expected<void> {
    GRID_TRY(workspace, Workspace::create(folder, city_file, replace));
    return workspace.folder().empty() ? fail(ErrorCode::internal) : Expected<void>{};
  }));
}

City city(const Folder& folder) {
  return read(folder, [](const Workspace& w) -> Expected<City> { return w.city(); });
}

py::object plans(const Folder& folder) {
  return to_python(read(folder, [](const Workspace& w) { return w.store().plans(); }));
}

PlanVersion newest_version(const Folder& folder) {
  return read(folder, [](const Workspace& w) -> Expected<PlanVersion> {
    GRID_TRY(versions, w.store().plans());
    if (versions.empty()) return fail(ErrorCode::plan_missing);
    return versions.back();
  });
}

PlanVersion version_in_force(const Folder& folder, const std::string& moment) {
  return read(folder, [&](const Workspace& w) -> Expected<PlanVersion> {
    GRID_TRY(time, workflow::parse_date_or_time(moment));
    GRID_TRY(plan, w.store().plan_in_force(time));
    return plan.version;
  });
}

std::string summary(const Folder& folder) { return read(folder, workflow::summary_document); }

}  // namespace

void bind_workspace(py::module_& module) {
  module.def("create", &create, py::arg("folder"), py::arg("city_file"), py::arg("replace"));
  module.def("city", &city, py::arg("folder"));
  module.def("plans", &plans, py::arg("folder"));
  module.def("newest_version", &newest_version, py::arg("folder"));
  module.def("version_in_force", &version_in_force, py::arg("folder"), py::arg("moment"));
  module.def("summary", &summary, py::arg("folder"));
  module.def("districts", &district_table, py::arg("folder"));
  module.def("faces", &face_table, py::arg("folder"));
  module.def("blocks", &block_table, py::arg("folder"));
  module.def("links", &link_table, py::arg("folder"));
  module.def("road_pieces", &road_piece_table, py::arg("folder"));
  module.def("cells", &cell_table, py::arg("folder"));
  module.def("reports", &report_table, py::arg("folder"));
  module.def("rejected", &rejected_table, py::arg("folder"));
  module.def("hotspots", &hotspot_table, py::arg("folder"));
  module.def("rebounds", &rebound_table, py::arg("folder"));
  module.def("worst_places", &worst_place_table, py::arg("folder"));
}

}  // namespace libgrid::bindings
