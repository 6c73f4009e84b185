/// Space and time: scan, space-time clusters, trends, heat along streets and in hexagons.
#include <cmath>
#include <string>
#include <vector>

#include <libgrid/hotspot/clusters.hpp>
#include <libgrid/hotspot/density.hpp>
#include <libgrid/hotspot/emerging.hpp>
#include <libgrid/hotspot/knox.hpp>
#include <libgrid/hotspot/scan.hpp>
#include <libgrid/hotspot/street_density.hpp>

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "columns.hpp"
#include "hotspot_arrays.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

/// What the Python side hands over as one dict; every key is there.
template <class T>
T option(const py::dict& options, const char* name) {
  return options[name].cast<T>();
}

hotspot::ScanOptions scan_options(const py::dict& given) {
  hotspot::ScanOptions options;
  options.model = option<bool>(given, "permutation") ? hotspot::ScanModel::permutation : hotspot::ScanModel::poisson;
  options.max_share = option<double>(given, "max_share");
  options.max_radius = Metres{option<double>(given, "max_radius")};
  options.ties =
      option<bool>(given, "one_by_one") ? hotspot::EqualDistances::one_by_one : hotspot::EqualDistances::together;
  options.max_days = option<std::size_t>(given, "max_days");
  options.prospective = option<bool>(given, "prospective");
  options.least_cases = option<std::int64_t>(given, "least_cases");
  options.replicates = option<std::size_t>(given, "replicates");
  options.seed = option<std::uint64_t>(given, "seed");
  options.most_clusters = option<std::size_t>(given, "most");
  require(options.max_share > 0.0 && options.max_share <= 1.0, "max_share", "must be above 0, at most 1");
  require(options.max_radius.value >= 0.0 && options.max_days > 0, "max_days", "must be above 0");
  return options;
}

py::dict scan_columns(const hotspot::ScanResult& found) {
  Table table(found.clusters);
  table.column("centre", [](const hotspot::ScanCluster& c) { return c.centre; })
      .column("radius", [](const hotspot::ScanCluster& c) { return c.radius; })
      .column("places", [](const hotspot::ScanCluster& c) { return c.members.size(); })
      .column("first_bin", [](const hotspot::ScanCluster& c) { return c.first_day; })
      .column("last_bin", [](const hotspot::ScanCluster& c) { return c.last_day; })
      .column("cases", [](const hotspot::ScanCluster& c) { return c.cases; })
      .column("expectation", [](const hotspot::ScanCluster& c) { return c.expected; })
      .column("llr", [](const hotspot::ScanCluster& c) { return c.llr; })
      .column("p", [](const hotspot::ScanCluster& c) { return c.p; })
      .column("p_gumbel", [](const hotspot::ScanCluster& c) { return c.p_gumbel; })
      .column("recurrence_days", [](const hotspot::ScanCluster& c) { return c.recurrence; });
  py::list members;
  for (const hotspot::ScanCluster& c : found.clusters)
    members.append(array_of(std::vector<std::int64_t>(c.members.begin(), c.members.end())));
  py::dict out = table.done();
  out["members"] = members;
  out["maxima"] = array_of(found.maxima);
  return out;
}

py::dict scan(const py::object& x, const py::object& y, const py::object& population, const py::object& counts,
              std::int64_t bins, const py::dict& given) {
  const std::vector<Xy> places = places_of(x, y);
  const std::vector<hotspot::ScanNeighbours> around = around_of(given["around"], places.size());
  const Integers cases = integers(counts, "counts");
  const Doubles people = doubles(population, "population");
  const hotspot::ScanOptions options = scan_options(given);
  require(bins > 0 && cases.size() == places.size() * static_cast<std::size_t>(bins), "counts",
          "places x bins numbers are needed");
  std::int64_t sum = 0;
  for (const std::int64_t c : cases.values()) {
    require(c >= 0 && c < std::int64_t{1} << 40, "counts", "must be between 0 and 2^40");
    sum += c;
  }
  require(sum >= 2, "counts", "two cases at least");
  if (options.model == hotspot::ScanModel::poisson) {
    require_length(people.size(), places.size(), "population", "x");
    double all = 0.0;
    for (const double p : people.values()) {
      require(p >= 0.0 && std::isfinite(p), "population", "must be 0 or more");
      all += p;
    }
    require(all > 0.0, "population", "is zero everywhere");
  }
  return scan_columns(without_gil([&] {
    return hotspot::scan({places, people.values(), cases.values(), static_cast<std::size_t>(bins), around}, options);
  }));
}

py::array_t<std::int64_t> space_time_clusters(const py::object& x, const py::object& y, const py::object& times,
                                              double reach, std::int64_t span, std::int64_t least) {
  const std::vector<Xy> points = places_of(x, y);
  const Integers seconds = integers(times, "times");
  require_length(seconds.size(), points.size(), "times", "x");
  require(reach > 0.0 && least > 0 && span >= 0, "reach", "reach and least must be above 0, the span 0 or more");
  std::vector<LocalTime> when;
  for (const std::int64_t t : seconds.values()) {
    require(std::abs(t) < std::int64_t{1} << 50, "times", "must be within 2^50 seconds of 1970");
    when.push_back(LocalTime{t});
  }
  return array_of(without_gil(
      [&] { return hotspot::dbscan(points, when, {Metres{reach}, static_cast<std::size_t>(least)}, Seconds{span}); }));
}

py::dict trend(const py::object& series) {
  const Doubles x = doubles(series, "series");
  for (const double v : x.values()) require(std::isfinite(v), "series", "must be finite numbers");
  const hotspot::Trend t = hotspot::mann_kendall(x.values());
  py::dict out;
  out["statistic"] = t.s, out["expectation"] = 0.0, out["variance"] = t.variance, out["z"] = t.z;
  out["p_two_sided"] = t.p, out["tau_b"] = t.tau_b, out["sen_slope"] = t.sen_slope;
  return out;
}

std::vector<hotspot::NetworkEdge> edges_of(const py::object& from, const py::object& to, const Doubles& length,
                                           std::int64_t nodes) {
  const Integers a = integers(from, "origin"), b = integers(to, "target");
  require_length(b.size(), a.size(), "target", "origin");
  require_length(length.size(), a.size(), "length", "origin");
  std::vector<hotspot::NetworkEdge> edges;
  for (std::size_t k = 0; k < a.size(); ++k) {
    require(a[k] >= 0 && a[k] < nodes && b[k] >= 0 && b[k] < nodes, "origin", "an edge names no node");
    require(length[k] > 0.0 && length[k] < 1e7, "length", "must be above 0, below 10^7");
    edges.push_back({static_cast<std::uint32_t>(a[k]), static_cast<std::uint32_t>(b[k]), Metres{length[k]}});
  }
  return edges;
}

std::vector<hotspot::NetworkEvent> events_of(const py::object& edge, const py::object& offset, const Doubles& length) {
  const Integers on = integers(edge, "edge");
  const Doubles at = doubles(offset, "offset");
  require_length(at.size(), on.size(), "offset", "edge");
  std::vector<hotspot::NetworkEvent> events;
  for (std::size_t k = 0; k < on.size(); ++k) {
    require(on[k] >= 0 && on[k] < std::ssize(length.values()), "edge", "an event is on no edge");
    require(at[k] >= 0.0 && at[k] <= length[static_cast<std::size_t>(on[k])], "offset", "lies beyond its edge");
    events.push_back({static_cast<std::uint32_t>(on[k]), Metres{at[k]}});
  }
  return events;
}

py::dict street_density(const py::tuple& network, const py::tuple& at, const std::string& kernel, double bandwidth,
                        double stretch) {
  const std::vector<std::string> names{"simple", "discontinuous", "continuous"};
  const auto known = std::ranges::find(names, kernel);
  require(known != names.end(), "kernel", "simple, discontinuous or continuous");
  require(bandwidth > 0.0 && stretch > 0.0, "bandwidth", "bandwidth and stretch must be above 0");
  const auto nodes = network[3].cast<std::int64_t>();
  require(nodes > 0 && nodes < std::int64_t{1} << 31, "nodes", "must be between 1 and 2^31");
  const Doubles length = doubles(network[2], "length");
  const std::vector<hotspot::NetworkEdge> edges = edges_of(network[0], network[1], length, nodes);
  const std::vector<hotspot::NetworkEvent> events = events_of(at[0], at[1], length);
  const hotspot::StreetDensityOptions options{static_cast<hotspot::NetworkKernel>(known - names.begin()),
                                              Metres{bandwidth}, Metres{stretch}};
  const hotspot::StreetDensity heat =
      without_gil([&] { return hotspot::street_density(edges, static_cast<std::size_t>(nodes), events, options); });
  Table table(heat.value);
  table.column_at("edge", [&](std::size_t i) { return heat.edge[i]; })
      .column_at("from_m", [&](std::size_t i) { return heat.from[i]; })
      .column_at("to_m", [&](std::size_t i) { return heat.to[i]; })
      .column("density", [](double value) { return value; });
  py::dict out = table.done();
  out["lost"] = heat.lost;
  return out;
}

py::dict hexagons(const py::object& x, const py::object& y, double side) {
  require(side > 0.0, "side", "must be above 0");
  const std::vector<hotspot::HexCount> cells = hotspot::hex_counts(places_of(x, y), Metres{side});
  Table table(cells);
  table.column("q", [](const hotspot::HexCount& c) { return c.cell.q; })
      .column("r", [](const hotspot::HexCount& c) { return c.cell.r; })
      .column("x", [&](const hotspot::HexCount& c) { return hotspot::hex_centre(c.cell, Metres{side}).x; })
      .column("y", [&](const hotspot::HexCount& c) { return hotspot::hex_centre(c.cell, Metres{side}).y; })
      .column("count", [](const hotspot::HexCount& c) { return c.count; });
  return table.done();
}

}  // namespace

void bind_hotspot_spacetime(py::module_& module) {
  module.def("hotspot_scan", &scan, py::arg("x"), py::arg("y"), py::arg("population"), py::arg("counts"),
             py::arg("bins"), py::arg("options"));
  module.def("hotspot_st_dbscan", &space_time_clusters, py::arg("x"), py::arg("y"), py::arg("times"), py::arg("reach"),
             py::arg("span"), py::arg("least"));
  module.def("hotspot_trend", &trend, py::arg("series"));
  module.def("hotspot_street_density", &street_density, py::arg("network"), py::arg("events"), py::arg("kernel"),
             py::arg("bandwidth"), py::arg("stretch"));
  module.def("hotspot_hexagons", &hexagons, py::arg("x"), py::arg("y"), py::arg("side"));
}

}  // namespace libgrid::bindings
