/// Along the streets: rebounds linked by street distance, windows of a scan as street balls or connected sets.
#include <string>
#include <vector>

#include <libgrid/hotspot/scan_neighbours.hpp>
#include <libgrid/hotspot/street_cases.hpp>
#include <libgrid/roads/network.hpp>

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "errors.hpp"
#include "hotspot_arrays.hpp"
#include "shapes.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

/// Streets as drawn, cut where they meet.
std::vector<LineString> noded(std::vector<LineString> lines) {
  std::vector<RoadLine> roads;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    RoadLine road{.id = StreetId{static_cast<std::int64_t>(i) + 1}, .line = std::move(lines[i])};
    roads.push_back(std::move(road));
  }
  return unwrap(without_gil([&] { return roads::RoadNetwork::node(roads); })).lines();
}

py::dict street_forest(const py::dict& columns, const py::tuple& streets, double reach, double radius,
                       std::int64_t window, std::int64_t grace) {
  const std::vector<hotspot::ForestCase> cases = cases_of(columns);
  const std::vector<LineString> lines = noded(lines_of(streets[0], streets[1]));
  require(radius > 0.0 && grace >= 0 && grace <= window, "radius", "radius > 0 and 0 <= grace <= window");
  require(reach > 0.0 && !lines.empty(), "streets", "some streets, and a reach above 0, are needed");
  const hotspot::ForestRules rules{Metres{radius}, Seconds{window}, Seconds{grace}};
  std::vector<std::int64_t> by_street;
  hotspot::ForestShape shape;
  const hotspot::Forest found = without_gil([&] {
    const hotspot::StreetGround ground = hotspot::street_ground(lines, Metres{reach});
    std::vector<Xy> at;
    for (const hotspot::ForestCase& c : cases) at.push_back(c.at);
    const hotspot::StreetPlaces places = hotspot::on_streets(ground, at);
    hotspot::Forest forest = hotspot::rebound_forest(cases, hotspot::near_pairs(cases, ground, places, rules), rules);
    shape = hotspot::shape_of(cases, forest);
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const auto parent = forest.links[i].parent;
      by_street.push_back(
          parent && hotspot::measured(places, i, *parent) == hotspot::DistanceKind::street ? std::int64_t{1} : 0);
    }
    return forest;
  });
  py::dict out = forest_columns(found, std::move(shape));
  out["by_street"] = array_of(std::move(by_street));
  return out;
}

py::tuple street_balls(const py::tuple& streets, const py::object& x, const py::object& y, double reach, double limit) {
  const std::vector<Xy> at = places_of(x, y);
  const std::vector<LineString> lines = noded(lines_of(streets[0], streets[1]));
  require(reach > 0.0 && limit > 0.0 && !lines.empty(), "streets", "some streets, a reach and a radius are needed");
  return parts_of(without_gil([&] {
    const hotspot::StreetGround ground = hotspot::street_ground(lines, Metres{reach});
    return hotspot::street_neighbours(ground, hotspot::on_streets(ground, at), Metres{limit});
  }));
}

py::tuple connected_sets(const py::tuple& weights, std::int64_t steps) {
  const hotspot::Weights links = weights_of(weights);
  require(steps > 0 && steps < 1'000'000, "steps", "must be above 0");
  return parts_of(without_gil([&] { return hotspot::connected_neighbours(links, static_cast<std::size_t>(steps)); }));
}

}  // namespace

void bind_hotspot_streets(py::module_& module) {
  module.def("hotspot_street_forest", &street_forest, py::arg("cases"), py::arg("streets"), py::arg("reach"),
             py::arg("radius"), py::arg("window"), py::arg("grace"));
  module.def("hotspot_street_balls", &street_balls, py::arg("streets"), py::arg("x"), py::arg("y"), py::arg("reach"),
             py::arg("limit"));
  module.def("hotspot_connected_sets", &connected_sets, py::arg("weights"), py::arg("steps"));
}

}  // namespace libgrid::bindings
