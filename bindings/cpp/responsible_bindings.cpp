/// Who answers at any place by the whole order of rules, and the decisions that come first.
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/workflow/decide.hpp>
#include <libgrid/workflow/plan_archive.hpp>
#include <libgrid/workflow/responsible.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "columns.hpp"
#include "reading.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

using Words = std::vector<std::string>;
using workflow::AskedPlace;
using workflow::ResponsibleRow;

std::vector<AskedPlace> asked(py::object lon, py::object lat, const Words& streets, const Words& categories,
                              py::object accuracy) {
  const Doubles east = doubles(lon, "lon"), north = doubles(lat, "lat"), metres = doubles(accuracy, "accuracy");
  require_length(north.size(), east.size(), "lat", "lon");
  require_length(streets.size(), east.size(), "street", "lon");
  require_length(categories.size(), east.size(), "category", "lon");
  require_length(metres.size(), east.size(), "accuracy", "lon");
  std::vector<AskedPlace> places;
  for (std::size_t i = 0; i < east.size(); ++i)
    places.push_back({{east[i], north[i]}, streets[i], categories[i], Metres{metres[i]}});
  return places;
}

py::dict responsible(const Folder& folder, py::object lon, py::object lat, const Words& streets,
                     const Words& categories, py::object accuracy, const std::optional<std::string>& moment) {
  const std::vector<AskedPlace> places = asked(lon, lat, streets, categories, accuracy);
  const auto rows = read(folder, [&](const Workspace& w) -> Expected<std::vector<ResponsibleRow>> {
    std::optional<LocalTime> at;
    if (moment) {
      GRID_TRY(time, workflow::parse_date_or_time(*moment));
      at = time;
    }
    return workflow::responsible_at(w, places, at, {});
  });
  Table table(rows);
  table.column("plan_version", [](const ResponsibleRow& r) { return r.plan_version; });
  table.column("sector", [](const ResponsibleRow& r) { return std::string_view(r.sector); });
  table.column("zone", [](const ResponsibleRow& r) { return std::string_view(r.zone); });
  table.column("method", [](const ResponsibleRow& r) { return attribution::word(r.method); });
  table.column("rule", [](const ResponsibleRow& r) { return std::string_view(r.rule); });
  table.column("distance_m", [](const ResponsibleRow& r) { return r.distance; });
  table.column("district", [](const ResponsibleRow& r) { return std::string_view(r.district); });
  table.column("to_verify", [](const ResponsibleRow& r) { return r.to_verify; });
  std::vector<std::string> candidates;
  for (const ResponsibleRow& r : rows) candidates.push_back(workflow::candidates_text(r.candidates));
  table.column_at("candidates", [&](std::size_t i) { return std::string_view(candidates[i]); });
  return table.done();
}

using DecisionRow = std::tuple<std::string, double, double, std::string, std::string, std::string>;

/// (id, lon, lat, category, zone, sector) of each.
std::vector<DecisionRow> decisions(const Folder& folder) {
  std::vector<DecisionRow> rows;
  for (const workflow::Decision& d : read(folder, workflow::decisions_of))
    rows.emplace_back(d.id, d.at.lon, d.at.lat, d.category, d.zone, d.sector);
  return rows;
}

workflow::StepSummary decide(const Folder& folder, double lon, double lat, const std::string& category,
                             const std::string& zone, const std::string& id) {
  return read(folder, [&](const Workspace& w) {
    return workflow::record_decision(w, {.at = {lon, lat}, .category = category, .zone = zone, .id = id});
  });
}

workflow::StepSummary withdraw_decision(const Folder& folder, const std::string& id) {
  return read(folder, [&](const Workspace& w) { return workflow::withdraw_decision(w, id); });
}

}  // namespace

void bind_responsible(py::module_& module) {
  module.def("responsible", &responsible, py::arg("folder"), py::arg("lon"), py::arg("lat"), py::arg("street"),
             py::arg("category"), py::arg("accuracy"), py::arg("moment"));
  module.def("decisions", &decisions, py::arg("folder"));
  module.def("decide", &decide, py::arg("folder"), py::arg("lon"), py::arg("lat"), py::arg("category"), py::arg("zone"),
             py::arg("id"));
  module.def("withdraw_decision", &withdraw_decision, py::arg("folder"), py::arg("id"));
}

}  // namespace libgrid::bindings
