/// Reporting bias: incidents and their later reports, finds per visit, bins; and the analyses of a workspace.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/hotspot/density.hpp>
#include <libgrid/hotspot/rebound_curves.hpp>
#include <libgrid/hotspot/reporting_rate.hpp>
#include <libgrid/hotspot/visit_effect.hpp>
#include <libgrid/workflow/analyse.hpp>
#include <libgrid/workflow/bias.hpp>
#include <libgrid/workflow/exact_hotspots.hpp>
#include <libgrid/workflow/plan_archive.hpp>

#include "analysed.hpp"
#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "columns.hpp"
#include "hotspot_arrays.hpp"
#include "reading.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using workflow::StepContext;
using workflow::StepSummary;

namespace {

py::dict incidents(const py::dict& columns, const py::object& counted, double radius, std::int64_t watch) {
  require(radius > 0.0 && watch > 0, "radius", "radius and watch must be above 0");
  const std::vector<hotspot::ForestCase> cases = cases_of(columns);
  const Integers marks = integers(counted, "counted");
  require_length(marks.size(), cases.size(), "counted", "cases");
  std::vector<char> counts;
  for (const std::int64_t mark : marks.values()) counts.push_back(mark != 0 ? 1 : 0);
  const hotspot::IncidentList list =
      without_gil([&] { return hotspot::incidents(cases, {Metres{radius}, Seconds{watch}}, counts); });
  using Incident = hotspot::Incident;
  Table table(list.incidents);
  table.column("first", [](const Incident& i) { return i.first; })
      .column("watched_s", [](const Incident& i) { return i.watched.value; })
      .column("later", [](const Incident& i) { return i.later; })
      .column("nearby", [](const Incident& i) { return i.nearby; });
  std::vector<std::int64_t> of_case;
  for (const std::size_t k : list.of_case)
    of_case.push_back(k == hotspot::kNoGroup ? -1 : static_cast<std::int64_t>(k));
  py::dict out = table.done();
  out["of_case"] = array_of(std::move(of_case));
  return out;
}

py::dict reporting(const py::object& later, const py::object& nearby, const py::object& watched,
                   const py::object& groups) {
  const Integers m = integers(later, "later"), near = integers(nearby, "nearby"),
                 seconds = integers(watched, "watched");
  const Integers of = integers(groups, "groups");
  for (const Integers* column : {&near, &seconds, &of}) require_length(column->size(), m.size(), "later", "groups");
  std::vector<hotspot::Incident> list;
  std::vector<std::size_t> group;
  std::size_t count = 0;
  for (std::size_t i = 0; i < m.size(); ++i) {
    const std::int64_t g = of.values()[i];
    require(g >= -1 && g < 10'000'000, "groups", "must be -1 (none) or a number below 10^7");
    require(m.values()[i] >= 0 && near.values()[i] >= 0 && seconds.values()[i] >= 0, "later",
            "counts and times below 0");
    list.push_back({i, Seconds{seconds.values()[i]}, m.values()[i], near.values()[i]});
    group.push_back(g < 0 ? hotspot::kNoGroup : static_cast<std::size_t>(g));
    count = std::max(count, static_cast<std::size_t>(g + 1));
  }
  using Rate = hotspot::ReportingRate;
  const std::vector<Rate> rates = hotspot::reporting_rates(list, group, count);
  Table table(rates);
  table.column("incidents", [](const Rate& r) { return r.incidents; })
      .column("later", [](const Rate& r) { return r.later; })
      .column("nearby", [](const Rate& r) { return r.nearby; })
      .column("days", [](const Rate& r) { return r.days; })
      .column("per_day", [](const Rate& r) { return r.per_day; })
      .column("lower", [](const Rate& r) { return r.lower; })
      .column("upper", [](const Rate& r) { return r.upper; })
      .column("excess_per_day", [](const Rate& r) { return r.excess_per_day; })
      .column("excess_lower", [](const Rate& r) { return r.excess_lower; })
      .column("excess_upper", [](const Rate& r) { return r.excess_upper; });
  return table.done();
}

py::dict visits(const py::object& found, const py::object& visited, const py::object& exposure) {
  const Doubles y = doubles(found, "found"), v = doubles(visited, "visits"), e = doubles(exposure, "exposure");
  require_length(v.size(), y.size(), "visits", "found");
  require_length(e.size(), y.size(), "exposure", "found");
  for (const Doubles* column : {&y, &v, &e})
    require(std::ranges::all_of(column->values(), [](double x) { return x >= 0.0 && std::isfinite(x); }), "found",
            "finite numbers of 0 or more");
  const hotspot::VisitEffect effect = hotspot::visit_effect({y.values(), v.values(), e.values()});
  std::vector<double> factor;
  for (const double n : v.values()) factor.push_back(hotspot::visit_factor(n, effect.mean_visits, effect.exponent));
  py::dict out;
  out["defined"] = effect.defined, out["exponent"] = effect.exponent, out["error"] = effect.error;
  out["lower"] = effect.lower, out["upper"] = effect.upper, out["dispersion"] = effect.dispersion;
  out["mean_visits"] = effect.mean_visits, out["places"] = effect.places;
  out["factor"] = array_of(std::move(factor));
  return out;
}

py::dict squares(const py::object& x, const py::object& y, double side) {
  require(side > 0.0, "side", "must be above 0");
  const std::vector<hotspot::SquareCount> cells = hotspot::square_counts(places_of(x, y), Metres{side});
  using Square = hotspot::SquareCount;
  Table table(cells);
  table.column("column", [](const Square& c) { return c.cell.column; })
      .column("row", [](const Square& c) { return c.cell.row; })
      .column("x", [&](const Square& c) { return (static_cast<double>(c.cell.column) + 0.5) * side; })
      .column("y", [&](const Square& c) { return (static_cast<double>(c.cell.row) + 0.5) * side; })
      .column("count", [](const Square& c) { return c.count; });
  return table.done();
}

workflow::PlanChoice choice_of(const std::optional<std::int64_t>& version, const std::optional<std::string>& as_of) {
  workflow::PlanChoice choice{.version = version, .as_of = {}};
  if (!as_of) return choice;
  const Expected<LocalTime> at = workflow::parse_date_or_time(*as_of);
  if (!at) throw_error(Error(at.error()).at_field("as_of"));
  choice.as_of = *at;
  return choice;
}

using Plan = std::optional<std::int64_t>;
using Moment = std::optional<std::string>;

StepSummary analyse_imbalance(const Folder& folder, const Folder& out, const Plan& version, const Moment& as_of,
                              py::object progress) {
  const workflow::PlanChoice plan = choice_of(version, as_of);
  return analysed(folder, progress, [&](const Workspace& workspace, const StepContext& context) {
    return workflow::analyse_imbalance(workspace, out, plan, context);
  });
}

StepSummary analyse_hotspots(const Folder& folder, const Folder& out, std::int64_t maps, std::uint64_t seed,
                             py::object progress) {
  return analysed(folder, progress, [&](const Workspace& workspace, const StepContext& context) {
    return workflow::analyse_hotspots(workspace, out, {.maps = maps, .seed = seed}, context);
  });
}

/// files: sources, source_classes, visits, zones; an empty path where there is none. rules: radius, watch, soon.
StepSummary analyse_bias(const Folder& folder, const Folder& out, const std::vector<std::string>& files,
                         const std::string& source_column, const Plan& version, const Moment& as_of,
                         const std::vector<double>& rules, py::object progress) {
  workflow::BiasRequest request;
  request.sources = files.at(0), request.source_classes = files.at(1);
  request.visits = files.at(2), request.zones = files.at(3);
  request.source_column = source_column;
  request.plan = choice_of(version, as_of);
  request.rules = {Metres{rules.at(0)}, Seconds{std::llround(rules.at(1))}};
  request.soon = Seconds{std::llround(rules.at(2))};
  return analysed(folder, progress, [&](const Workspace& workspace, const StepContext& context) {
    return workflow::export_bias(workspace, out, request, context);
  });
}

}  // namespace

void bind_bias(py::module_& module) {
  module.def("hotspot_incidents", &incidents, py::arg("cases"), py::arg("counted"), py::arg("radius"),
             py::arg("watch"));
  module.def("hotspot_reporting", &reporting, py::arg("later"), py::arg("nearby"), py::arg("watched"),
             py::arg("groups"));
  module.def("hotspot_visit_effect", &visits, py::arg("found"), py::arg("visits"), py::arg("exposure"));
  module.def("hotspot_squares", &squares, py::arg("x"), py::arg("y"), py::arg("side"));
  module.def("analyse_imbalance", &analyse_imbalance, py::arg("folder"), py::arg("out"), py::arg("version"),
             py::arg("as_of"), py::arg("progress"));
  module.def("analyse_hotspots", &analyse_hotspots, py::arg("folder"), py::arg("out"), py::arg("maps"), py::arg("seed"),
             py::arg("progress"));
  module.def("analyse_bias", &analyse_bias, py::arg("folder"), py::arg("out"), py::arg("files"),
             py::arg("source_column"), py::arg("version"), py::arg("as_of"), py::arg("rules"), py::arg("progress"));
}

}  // namespace libgrid::bindings
