/// The steps of a city, from import to outputs, with progress and Ctrl-C.
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/base/time.hpp>
#include <libgrid/workflow/export_version.hpp>
#include <libgrid/workflow/html_report.hpp>
#include <libgrid/workflow/import_reports.hpp>
#include <libgrid/workflow/outputs.hpp>
#include <libgrid/workflow/plan_archive.hpp>
#include <libgrid/workflow/steps.hpp>

#include "bindings.hpp"
#include "calls.hpp"
#include "reading.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using workflow::StepContext;
using workflow::StepSummary;

namespace {

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Runs step(workspace, context) on the workspace in the folder.
template <class Step>
StepSummary run(const Folder& folder, const py::object& progress, const Step& step) {
  return call<StepSummary>(progress, [&](const Progress& report, const CancelToken& cancel) -> Expected<StepSummary> {
    GRID_TRY(workspace, Workspace::open(folder));
    return step(workspace, StepContext{.progress = report, .cancel = cancel, .stopwatch = seconds_now});
  });
}

StepSummary import_city(const Folder& folder, const Folder& districts, const Folder& streets, const Folder& reports,
                        const std::string& district_layer, const std::string& district_name,
                        const std::string& street_layer, const std::optional<Folder>& barriers,
                        const std::map<std::string, Folder>& points,
                        const std::map<std::string, std::string>& street_columns, py::object progress) {
  workflow::CityFiles files{.districts = districts,
                            .district_layer = district_layer,
                            .district_name = district_name,
                            .streets = streets,
                            .street_layer = street_layer,
                            .reports = reports,
                            .barriers = barriers.value_or(Folder{}),
                            .points = points};
  const std::map<std::string_view, std::string*> known{
      {"id", &files.id_column},         {"name", &files.name_column},     {"class", &files.class_column},
      {"width", &files.width_column},   {"access", &files.access_column}, {"layer", &files.layer_column},
      {"bridge", &files.bridge_column}, {"tunnel", &files.tunnel_column}};
  for (const auto& [what, column] : street_columns) {
    const auto found = known.find(what);
    if (found == known.end())
      throw_error(
          bad_argument("street_columns", what + " is none of id, name, class, width, access, layer, bridge, tunnel"));
    *found->second = column;
  }
  return run(folder, progress, [&](Workspace& workspace, const StepContext& context) {
    return workflow::import_city(workspace, files, context);
  });
}

StepSummary import_reports(const Folder& folder, const Folder& reports, const std::string& encoding,
                           const std::string& layer, bool append, const std::optional<std::string>& text,
                           py::object progress) {
  const workflow::ReportFiles files{
      .reports = reports, .encoding = encoding, .layer = layer, .append = append, .text = text};
  return run(folder, progress, [&](Workspace& workspace, const StepContext& context) {
    return workflow::import_reports(workspace, files, context);
  });
}

StepSummary draft_plan(const Folder& folder, const std::string& preset, double least, const std::string& least_of,
                       const std::vector<std::string>& locked, const std::vector<std::string>& excluded,
                       bool within_districts, py::object progress) {
  const workflow::DraftWishes wishes{.preset = preset,
                                     .least = least,
                                     .least_of = least_of,
                                     .locked = locked,
                                     .excluded = excluded,
                                     .within_districts = within_districts};
  return run(folder, progress, [&](Workspace& workspace, const StepContext& context) {
    return workflow::draft_plan_with(workspace, wishes, context);
  });
}

/// A day or a local time as text; which argument of Python's it is stands in the refusal.
std::string moment(const std::string& text, const std::string& argument) {
  const Expected<LocalTime> time = workflow::parse_date_or_time(text);
  if (!time) throw_error(Error(time.error()).at_field(argument));
  return to_text(*time);
}

StepSummary publish_plan(const Folder& folder, const std::string& valid_from, bool again, bool uneven,
                         py::object progress) {
  const Expected<LocalTime> from = workflow::parse_date_or_time(valid_from);
  if (!from) throw_error(Error(from.error()).at_field("valid_from"));
  return run(folder, progress, [&](Workspace& workspace, const StepContext& context) {
    return workflow::publish_plan(workspace, *from, context, {.again = again, .uneven = uneven});
  });
}

StepSummary cut_streets(const Folder& folder, const std::optional<Folder>& street_register,
                        const std::vector<Folder>& landmarks, py::object progress) {
  return run(folder, progress, [&](Workspace& workspace, const StepContext& context) {
    return street_register ? workflow::cut_streets_by_register(workspace, *street_register, context, landmarks)
                           : workflow::cut_streets(workspace, context);
  });
}

StepSummary export_outputs(const Folder& folder, const Folder& out, py::object progress) {
  return run(folder, progress, [&](Workspace& workspace, const StepContext& context) {
    return workflow::export_outputs(workspace, out, context);
  });
}

StepSummary export_version(const Folder& folder, const Folder& out, std::int64_t version,
                           const std::optional<std::string>& as_of, py::object progress) {
  return run(folder, progress, [&](Workspace& workspace, const StepContext& context) -> Expected<StepSummary> {
    if (!as_of) return workflow::export_version(workspace, out, version, context);
    GRID_TRY(moment, workflow::parse_moment(*as_of));
    GRID_TRY(then, workflow::version_at(workspace, moment));
    return workflow::export_version(workspace, out, then, context);
  });
}

Folder write_html_report(const Folder& folder, const Folder& out, py::object progress) {
  return call<Folder>(progress, [&](const Progress&, const CancelToken&) -> Expected<Folder> {
    GRID_TRY(workspace, Workspace::open(folder));
    return workflow::write_html_report(workspace, out);
  });
}

void bind_step(py::module_& module, const char* name, Expected<StepSummary> (*step)(Workspace&, const StepContext&)) {
  module.def(
      name, [step](const Folder& folder, py::object progress) { return run(folder, progress, step); },
      py::arg("folder"), py::arg("progress"));
}

}  // namespace

void bind_steps(py::module_& module) {
  module.def("import_city", &import_city, py::arg("folder"), py::arg("districts"), py::arg("streets"),
             py::arg("reports"), py::arg("district_layer"), py::arg("district_name"), py::arg("street_layer"),
             py::arg("barriers"), py::arg("points"), py::arg("street_columns"), py::arg("progress"));
  module.def("moment", &moment, py::arg("text"), py::arg("argument"));
  bind_step(module, "draw_blocks", workflow::draw_blocks);
  module.def("draft_plan", &draft_plan, py::arg("folder"), py::arg("preset"), py::arg("least"), py::arg("least_of"),
             py::arg("locked"), py::arg("excluded"), py::arg("within_districts"), py::arg("progress"));
  module.def("publish_plan", &publish_plan, py::arg("folder"), py::arg("valid_from"), py::arg("again"),
             py::arg("uneven"), py::arg("progress"));
  module.def("cut_streets", &cut_streets, py::arg("folder"), py::arg("register"), py::arg("landmarks"),
             py::arg("progress"));
  bind_step(module, "assign_reports", workflow::assign_reports);
  bind_step(module, "find_hotspots", workflow::find_hotspots);
  bind_step(module, "measure_rebound", workflow::measure_rebound);
  module.def("export_outputs", &export_outputs, py::arg("folder"), py::arg("out"), py::arg("progress"));
  module.def("export_version", &export_version, py::arg("folder"), py::arg("out"), py::arg("version"), py::arg("as_of"),
             py::arg("progress"));
  module.def("import_reports", &import_reports, py::arg("folder"), py::arg("reports"), py::arg("encoding"),
             py::arg("layer"), py::arg("append"), py::arg("text"), py::arg("progress"));
  module.def("write_html_report", &write_html_report, py::arg("folder"), py::arg("out"), py::arg("progress"));
}

}  // namespace libgrid::bindings
