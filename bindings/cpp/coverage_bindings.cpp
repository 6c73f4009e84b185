/// check_zones, tessellate, number_units: coverages on ragged arrays instead of files.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include <libgrid/coverage/repair.hpp>
#include <libgrid/coverage/tessellate.hpp>
#include <libgrid/coverage/unit_codes.hpp>
#include <libgrid/coverage/validate.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "code_profile.hpp"
#include "errors.hpp"
#include "hotspot_arrays.hpp"
#include "shapes.hpp"
#include "to_python.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

std::vector<ImportedZone> zones_of(const RaggedArguments& shapes, const std::vector<std::string>& codes,
                                   const std::vector<std::string>& parents) {
  std::vector<MultiPolygon> all = shapes_of(shapes);
  require_length(codes.size(), all.size(), "code", "shapes");
  require_length(parents.size(), all.size(), "parent", "shapes");
  std::vector<ImportedZone> zones;
  for (std::size_t i = 0; i < all.size(); ++i)
    zones.push_back({static_cast<std::int64_t>(i) + 1, codes[i], parents[i], std::move(all[i])});
  return zones;
}

py::list lines_of(const std::vector<LineString>& lines) {
  py::list out;
  for (const LineString& line : lines) {
    std::vector<double> numbers;
    for (const Xy p : line) numbers.insert(numbers.end(), {p.x, p.y});
    out.append(array_of(std::move(numbers)).reshape({static_cast<py::ssize_t>(line.size()), py::ssize_t{2}}));
  }
  return out;
}

/// A tuple (kind, zones, area_m2, length_m, lines) per finding or action.
template <class Row>
py::list rows_of(const std::vector<Row>& rows) {
  py::list out;
  for (const Row& row : rows)
    out.append(py::make_tuple(std::string(name_of(row.kind)), row.zones, row.area.value, row.length.value,
                              lines_of(row.lines)));
  return out;
}

/// (findings, area, covered, overlap, gap)
py::tuple check_of(const coverage::ZoneCheck& check) {
  return py::make_tuple(rows_of(check.findings), check.area.value, check.covered.value, check.overlap.value,
                        check.gap.value);
}

coverage::ValidateOptions options_of(double sliver_width_m, double largest_gap_m2,
                                     const std::vector<std::string>& known_parents, bool needs_parent) {
  coverage::ValidateOptions options;
  options.sliver_width = Metres{sliver_width_m};
  options.largest_gap = SquareMetres{largest_gap_m2};
  options.parents = known_parents;
  options.needs_parent = needs_parent;
  return options;
}

py::tuple check_zones(py::object coords, py::object ring_offsets, py::object polygon_offsets, py::object shape_offsets,
                      const std::vector<std::string>& code, const std::vector<std::string>& parent,
                      double sliver_width_m, double largest_gap_m2, const std::vector<std::string>& known_parents,
                      bool needs_parent) {
  const auto zones = zones_of({coords, ring_offsets, polygon_offsets, shape_offsets}, code, parent);
  const auto options = options_of(sliver_width_m, largest_gap_m2, known_parents, needs_parent);
  return check_of(unwrap(without_gil([&] { return coverage::validate(zones, options); })));
}

/// (shapes, actions, changed, snapped, before, after)
py::tuple repair_zones(py::object coords, py::object ring_offsets, py::object polygon_offsets, py::object shape_offsets,
                       const std::vector<std::string>& code, double gap_width_m, double overlap_width_m,
                       double largest_gap_m2) {
  const auto zones =
      zones_of({coords, ring_offsets, polygon_offsets, shape_offsets}, code, std::vector<std::string>(code.size()));
  coverage::RepairOptions options;
  options.gap_width = Metres{gap_width_m};
  options.overlap_width = Metres{overlap_width_m};
  options.validate = options_of(std::max(gap_width_m, overlap_width_m), largest_gap_m2, {}, false);
  const auto repair = unwrap(without_gil([&] { return coverage::repair_zones(zones, options); }));
  return py::make_tuple(ragged(repair.zones, &ImportedZone::shape), rows_of(repair.actions), repair.changed,
                        repair.snapped, check_of(repair.before), check_of(repair.after));
}

/// (shapes, district, area_m2, pieces, cells, whole, merged_small, merged_thin, districts_m2, snapped_m2)
py::tuple tessellate(py::object coords, py::object ring_offsets, py::object polygon_offsets, py::object shape_offsets,
                     const std::string& cell, double area_m2) {
  const auto districts = shapes_of({coords, ring_offsets, polygon_offsets, shape_offsets});
  if (cell != "square" && cell != "hexagon") throw_error(bad_argument("cell", "square or hexagon"));
  coverage::TessellationRules rules;
  rules.cell = cell == "square" ? coverage::CellShape::square : coverage::CellShape::hexagon;
  rules.area = SquareMetres{area_m2};
  const auto made = unwrap(without_gil([&] { return coverage::tessellate(districts, rules); }));
  std::vector<std::int64_t> district, pieces;
  std::vector<double> areas;
  for (const coverage::Unit& unit : made.units) {
    district.push_back(static_cast<std::int64_t>(unit.district));
    pieces.push_back(unit.pieces);
    areas.push_back(unit.area.value);
  }
  const coverage::TessellationStatistics& s = made.statistics;
  return py::make_tuple(ragged(made.units, &coverage::Unit::shape), array_of(std::move(district)),
                        array_of(std::move(areas)), array_of(std::move(pieces)), s.cells, s.whole, s.merged_small,
                        s.merged_thin, s.district.value, s.snapped.value);
}

std::vector<std::string> number_units(py::object x, py::object y, const std::string& community,
                                      const CodeDigits& digits, int first, double row_m,
                                      const std::vector<std::string>& taken) {
  const Doubles east = doubles(x, "x"), north = doubles(y, "y");
  require_length(north.size(), east.size(), "y", "x");
  require_finite(east, "x");
  require_finite(north, "y");
  if (!(row_m > 0.0)) throw_error(bad_argument("row_m", "must be positive"));
  std::vector<Xy> places;
  for (std::size_t i = 0; i < east.size(); ++i) places.push_back({east[i], north[i]});
  const CodeProfile profile = code_profile(digits, first);
  return unwrap(coverage::number_units(places, community, profile, Metres{row_m}, taken));
}

}  // namespace

void bind_coverage(py::module_& module) {
  module.def("check_zones", &check_zones, py::arg("coords"), py::arg("ring_offsets"), py::arg("polygon_offsets"),
             py::arg("shape_offsets"), py::arg("code"), py::arg("parent"), py::arg("sliver_width_m"),
             py::arg("largest_gap_m2"), py::arg("known_parents"), py::arg("needs_parent"));
  module.def("repair_zones", &repair_zones, py::arg("coords"), py::arg("ring_offsets"), py::arg("polygon_offsets"),
             py::arg("shape_offsets"), py::arg("code"), py::arg("gap_width_m"), py::arg("overlap_width_m"),
             py::arg("largest_gap_m2"));
  module.def("tessellate", &tessellate, py::arg("coords"), py::arg("ring_offsets"), py::arg("polygon_offsets"),
             py::arg("shape_offsets"), py::arg("cell"), py::arg("area_m2"));
  module.def("number_units", &number_units, py::arg("x"), py::arg("y"), py::arg("community"), py::arg("digits"),
             py::arg("first"), py::arg("row_m"), py::arg("taken"));
}

}  // namespace libgrid::bindings
