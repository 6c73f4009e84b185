/// Distances along the streets: between places, everything within a distance of one, equal parts (lixels).
#include <cmath>
#include <limits>
#include <vector>

#include <libgrid/hotspot/street_cases.hpp>
#include <libgrid/roads/network.hpp>
#include <libgrid/roads/street_graph.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "columns.hpp"
#include "errors.hpp"
#include "hotspot_arrays.hpp"
#include "shapes.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

/// The streets cut where they meet; each part remembers its street and where on it it begins.
struct StreetWays {
  std::vector<roads::RoadSegment> segments;
  std::vector<LineString> lines;
  hotspot::StreetGround ground;
};

StreetWays build_ways(const py::object& coords, const py::object& line_offsets, double reach) {
  std::vector<LineString> lines = lines_of(coords, line_offsets);
  require(reach > 0.0 && !lines.empty(), "streets", "some streets, and a reach above 0, are needed");
  return unwrap(without_gil([&]() -> Expected<StreetWays> {
    std::vector<RoadLine> roads;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      RoadLine road{.id = StreetId{static_cast<std::int64_t>(i)}, .line = std::move(lines[i])};
      roads.push_back(std::move(road));
    }
    GRID_TRY(network, roads::RoadNetwork::node(roads));
    std::vector<LineString> parts = network.lines();
    hotspot::StreetGround ground = hotspot::street_ground(parts, Metres{reach});
    return StreetWays{{network.segments().begin(), network.segments().end()}, std::move(parts), std::move(ground)};
  }));
}

py::array_t<double> distance(const StreetWays& self, const py::object& x, const py::object& y, const py::object& to_x,
                             const py::object& to_y, double limit) {
  const std::vector<Xy> from = places_of(x, y), to = places_of(to_x, to_y);
  require_length(to.size(), from.size(), "to_x", "x");
  require(limit > 0.0, "limit", "must be above 0");
  return array_of(without_gil([&] {
    std::vector<double> metres(from.size(), std::numeric_limits<double>::quiet_NaN());
    const auto a = hotspot::on_streets(self.ground, from), b = hotspot::on_streets(self.ground, to);
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (!a.place[i] || !b.place[i]) continue;
      const auto found = self.ground.graph.distance(*a.place[i], *b.place[i], Metres{limit});
      if (found) metres[i] = found->value;
    }
    return metres;
  }));
}

/// Parts of segments as columns: street, measures on it, length, geometry.
py::dict part_columns(const std::vector<roads::StreetPart>& parts, const std::vector<LineString>& lines,
                      const std::vector<roads::RoadSegment>* segments) {
  using roads::StreetPart;
  std::vector<LineString> drawn;
  for (const StreetPart& p : parts)
    drawn.push_back(substring(lines[static_cast<std::size_t>(p.segment)], p.from, p.to));
  const auto start = [&](const StreetPart& p) {
    return segments ? (*segments)[static_cast<std::size_t>(p.segment)].from.value : 0.0;
  };
  Table table(parts);
  table.column("street", [&](const StreetPart& p) {
    return segments ? (*segments)[static_cast<std::size_t>(p.segment)].source : p.segment;
  });
  table.column("from_m", [&](const StreetPart& p) { return start(p) + p.from.value; });
  table.column("to_m", [&](const StreetPart& p) { return start(p) + p.to.value; });
  table.column("length_m", [](const StreetPart& p) { return p.to - p.from; });
  table.add("geometry", ragged(std::span<const LineString>(drawn)));
  return table.done();
}

py::dict ball(const StreetWays& self, double x, double y, double radius) {
  require(std::isfinite(x) && std::isfinite(y), "x", "a place is needed");
  require(radius >= 0.0, "radius", "must be 0 or more");
  const std::vector<Xy> centre{{x, y}};
  const hotspot::StreetPlaces on = hotspot::on_streets(self.ground, centre);
  if (!on.place.front()) return part_columns({}, self.lines, &self.segments);
  return part_columns(self.ground.graph.ball(*on.place.front(), Metres{radius}), self.lines, &self.segments);
}

py::dict street_parts(const py::object& coords, const py::object& line_offsets, double longest) {
  require(longest > 0.0, "longest", "must be above 0");
  const std::vector<LineString> lines = lines_of(coords, line_offsets);
  return part_columns(without_gil([&] { return roads::lixels(lines, Metres{longest}); }), lines, nullptr);
}

}  // namespace

void bind_street_distances(py::module_& module) {
  py::class_<StreetWays>(module, "StreetWays", py::is_final())
      .def(py::init(&build_ways), py::arg("coords"), py::arg("line_offsets"), py::arg("reach"))
      .def("distance", &distance, py::arg("x"), py::arg("y"), py::arg("to_x"), py::arg("to_y"), py::arg("limit"))
      .def("ball", &ball, py::arg("x"), py::arg("y"), py::arg("radius"));
  module.def("street_parts", &street_parts, py::arg("coords"), py::arg("line_offsets"), py::arg("longest"));
}

}  // namespace libgrid::bindings
