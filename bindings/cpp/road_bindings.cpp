/// Streets: noding with findings, duties under a city's own zones, snapping. Lines come as ragged arrays.
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/model/words.hpp>
#include <libgrid/roads/duties.hpp>
#include <libgrid/roads/network.hpp>
#include <libgrid/roads/register.hpp>
#include <libgrid/roads/snapper.hpp>
#include <libgrid/roads/zone_cut.hpp>
#include <libgrid/workflow/inspect_roads.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "columns.hpp"
#include "errors.hpp"
#include "reading.hpp"
#include "shapes.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

using Words = std::vector<std::string>;

void require_words(const Words& words, std::size_t wanted, const char* argument) {
  if (!words.empty()) require_length(words.size(), wanted, argument, "streets");
}

/// class, kind
using ClassTable = std::vector<std::pair<std::string, std::string>>;

struct NetworkArguments {
  Words names, classes, access;
  std::vector<double> widths;  ///< NaN: not known
  std::vector<int> layers, one_way;
};

std::vector<RoadLine> road_lines(std::vector<LineString> lines, const NetworkArguments& arguments) {
  std::vector<RoadLine> roads;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    RoadLine road{.id = StreetId{static_cast<std::int64_t>(i) + 1}, .line = std::move(lines[i])};
    if (!arguments.names.empty() && !arguments.names[i].empty()) road.names = {arguments.names[i]};
    if (!arguments.classes.empty()) road.road_class = arguments.classes[i];
    if (!arguments.access.empty()) road.access = arguments.access[i];
    if (!arguments.widths.empty() && arguments.widths[i] > 0.0) road.width = Metres{arguments.widths[i]};
    if (!arguments.layers.empty()) road.layer = arguments.layers[i];
    if (!arguments.one_way.empty())
      road.one_way = arguments.one_way[i] > 0   ? OneWay::forward
                     : arguments.one_way[i] < 0 ? OneWay::backward
                                                : OneWay::no;
    roads.push_back(std::move(road));
  }
  return roads;
}

template <class Enum>
Enum enum_of(const std::string& text, const char* argument) {
  const auto value = from_word<Enum>(text);
  if (!value) throw_error(bad_argument(argument, text + " is none of " + all_words<Enum>()));
  return *value;
}

roads::RoadKindTable kind_table(const ClassTable& classes) {
  if (classes.empty()) return roads::RoadKindTable(roads::osm_road_kinds());
  std::vector<RoadKindRow> rows;
  for (const auto& [road_class, kind] : classes) rows.push_back({road_class, enum_of<RoadKind>(kind, "kinds")});
  return roads::RoadKindTable(rows);
}

/// Segments, and what was found, as two dicts of columns.
py::tuple road_network(py::object coords, py::object line_offsets, const Words& names, const Words& classes,
                       const std::vector<int>& layers, const std::vector<int>& one_way,
                       const std::vector<double>& widths, const Words& access, const ClassTable& kinds_of_classes) {
  std::vector<LineString> lines = lines_of(coords, line_offsets);
  require_words(names, lines.size(), "names");
  require_words(classes, lines.size(), "classes");
  require_words(access, lines.size(), "access");
  if (!layers.empty()) require_length(layers.size(), lines.size(), "layers", "streets");
  if (!one_way.empty()) require_length(one_way.size(), lines.size(), "one_way", "streets");
  if (!widths.empty()) require_length(widths.size(), lines.size(), "widths", "streets");
  const roads::RoadKindTable table = kind_table(kinds_of_classes);
  const std::vector<RoadLine> roads = road_lines(std::move(lines), {names, classes, access, widths, layers, one_way});
  const auto network = unwrap(without_gil([&] { return roads::RoadNetwork::node(roads); }));
  const auto kinds = roads::segment_kinds(network, roads, table);
  const std::vector<roads::RoadSegment> rows(network.segments().begin(), network.segments().end());
  Table segments(rows);
  segments.column("street", [](const auto& s) { return s.source; });
  segments.column("from_m", [](const auto& s) { return s.from; });
  segments.column("to_m", [](const auto& s) { return s.to; });
  segments.column("from_node", [](const auto& s) { return s.from_node; });
  segments.column("to_node", [](const auto& s) { return s.to_node; });
  segments.column_at("kind", [&](std::size_t i) { return word(kinds[i].kind); });
  segments.column_at("kind_reason", [&](std::size_t i) { return roads::word(kinds[i].reason); });
  const std::vector<LineString> shapes = network.lines();
  segments.add("geometry", ragged(std::span<const LineString>(shapes)));
  const std::vector<roads::RoadFinding> found(network.findings().begin(), network.findings().end());
  Table findings(found);
  findings.column("problem", [](const auto& f) { return roads::word(f.problem); });
  findings.column("street", [](const auto& f) { return f.source; });
  findings.column("other", [](const auto& f) { return f.other; });
  findings.column("x", [](const auto& f) { return f.at.x; });
  findings.column("y", [](const auto& f) { return f.at.y; });
  findings.column("length_m", [](const auto& f) { return f.length; });
  return py::make_tuple(segments.done(), findings.done());
}

/// street, from, to, side, unit
using RegisterWords = std::array<std::string, 5>;

std::vector<RegisterRow> register_rows(const std::vector<RegisterWords>& words) {
  std::vector<RegisterRow> rows;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& [street, from, to, side, unit] = words[i];
    rows.push_back({static_cast<std::int64_t>(i) + 1, street, from, to, side, unit, ""});
  }
  return rows;
}

py::list finding_tuples(const std::vector<roads::RegisterFinding>& findings) {
  py::list out;
  for (const roads::RegisterFinding& f : findings)
    out.append(py::make_tuple(f.row - 1, f.street, roads::word(f.problem), f.text));
  return out;
}

/// The pieces, and what is wrong with the rows of the register (position, street, problem, text).
/// @pre codes ascending (the package sorts)
py::tuple road_duties(py::object coords, py::object line_offsets, const Words& kinds, py::tuple zones,
                      const Words& codes, const std::string& main, const std::string& lane,
                      const std::string& authority, double nearest_within, double tolerance, double shortest,
                      const std::string& sector, const Words& names, const std::vector<RegisterWords>& rows) {
  std::vector<LineString> lines = lines_of(coords, line_offsets);
  require_words(kinds, lines.size(), "kinds");
  require_words(names, lines.size(), "names");
  const std::vector<MultiPolygon> shapes = shapes_of({zones[0], zones[1], zones[2], zones[3]});
  require_length(codes.size(), shapes.size(), "codes", "zones");
  for (const double metres : {nearest_within, tolerance, shortest})
    if (!(metres >= 0.0)) throw_error(bad_argument("nearest_within, tolerance, shortest", "0 or more is wanted"));
  const DutyPolicy policy{.main = enum_of<BorderRule>(main, "main"),
                          .lane = enum_of<BorderRule>(lane, "lane"),
                          .authority = authority,
                          .nearest_within = Metres{nearest_within}};
  std::vector<RoadKind> road_kinds;
  for (const std::string& kind : kinds) road_kinds.push_back(enum_of<RoadKind>(kind, "kinds"));
  std::vector<Street> streets;
  for (LineString& line : lines)
    streets.push_back({StreetId{static_cast<std::int64_t>(streets.size())}, names.empty() ? "" : names[streets.size()],
                       "", std::move(line)});
  roads::RegisterMatch match;
  const auto pieces = without_gil([&] {
    const ZoneMap map = roads::plain_zone_map(shapes, codes);
    const auto cut =
        roads::ZoneCutter::build(shapes).cut(streets, {.tolerance = Metres{tolerance}, .shortest = Metres{shortest}});
    if (!rows.empty()) match = roads::match_register(register_rows(rows), streets, map);
    return roads::assign_duties(
        {.stretches = cut, .map = &map, .streets = streets, .kinds = road_kinds, .named = match.intervals}, policy,
        sector);
  });
  std::vector<LineString> drawn;
  for (const RoadPiece& piece : pieces)
    drawn.push_back(substring(streets[static_cast<std::size_t>(piece.street.value)].line, piece.from, piece.to));
  Table table(pieces);
  table.column("street", [](const RoadPiece& p) { return p.street; });
  table.column("from_m", [](const RoadPiece& p) { return p.from; });
  table.column("to_m", [](const RoadPiece& p) { return p.to; });
  table.column("length_m", [](const RoadPiece& p) { return p.to - p.from; });
  table.column("side", [](const RoadPiece& p) { return word(p.side); });
  table.column("zone", [&](const RoadPiece& p) {
    return p.zone ? std::string_view(codes[static_cast<std::size_t>(p.zone->value - 1)]) : std::string_view{};
  });
  table.column("unit", [](const RoadPiece& p) { return std::string_view(p.unit); });
  table.column("rule", [](const RoadPiece& p) { return word(p.rule); });
  table.column("sector", [](const RoadPiece& p) { return std::string_view(p.sector); });
  table.add("geometry", ragged(std::span<const LineString>(drawn)));
  return py::make_tuple(table.done(), finding_tuples(match.findings));
}

roads::Snapper build_snapper(py::object coords, py::object line_offsets) {
  const std::vector<LineString> lines = lines_of(coords, line_offsets);
  return without_gil([&] { return roads::Snapper::build(lines); });
}

py::tuple snap(const roads::Snapper& self, py::object x_argument, py::object y_argument, double limit, int threads) {
  const Doubles x = doubles(x_argument, "x"), y = doubles(y_argument, "y");
  require_length(y.size(), x.size(), "y", "x");
  if (!(limit >= 0.0)) throw_error(bad_argument("limit", "0 or more is wanted"));
  NewArray<std::int32_t> line(x.size());
  NewArray<double> measure(x.size()), distance(x.size());
  NewArray<std::int8_t> side(x.size());
  without_gil([&] {
    parallel_for(x.size(), {.threads = threads}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const bool finite = std::isfinite(x[i]) && std::isfinite(y[i]);
        const roads::Snap found = finite ? self.nearest({x[i], y[i]}, Metres{limit}) : roads::Snap{};
        constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
        line.data[i] = found.line;
        measure.data[i] = found.line < 0 ? kNone : found.measure.value;
        distance.data[i] = found.line < 0 ? kNone : found.distance.value;
        side.data[i] = static_cast<std::int8_t>(found.side);
      }
    });
  });
  return py::make_tuple(line.array, measure.array, distance.array, side.array);
}

/// Columns by the names of io::RoadColumns: id, name, class, one_way, lanes, width, access, bridge, tunnel, layer.
io::RoadColumns columns_of(const std::map<std::string, std::string>& given) {
  io::RoadColumns columns;
  const std::map<std::string_view, std::string*> known{
      {"id", &columns.id},         {"class", &columns.road_class}, {"one_way", &columns.one_way},
      {"lanes", &columns.lanes},   {"width", &columns.width},      {"access", &columns.access},
      {"bridge", &columns.bridge}, {"tunnel", &columns.tunnel},    {"layer", &columns.layer}};
  for (const auto& [what, column] : given) {
    if (what == "name") {
      columns.names = {column};
      continue;
    }
    const auto found = known.find(what);
    if (found == known.end())
      throw_error(bad_argument(
          "columns", what + " is none of id, name, class, one_way, lanes, width, access, bridge, tunnel, layer"));
    *found->second = column;
  }
  return columns;
}

workflow::StepSummary inspect_roads(const Folder& file, int epsg, const std::optional<Folder>& city,
                                    const std::string& layer, const std::string& encoding,
                                    const std::map<std::string, std::string>& columns,
                                    const std::optional<Folder>& class_table, const std::optional<Folder>& out) {
  workflow::InspectRoadsOptions options;
  if (city) options = unwrap(workflow::inspect_options_of(*city));
  if (epsg != 0) options.frame = Frame{epsg};
  options.layer = layer, options.encoding = encoding, options.columns = columns_of(columns);
  options.class_table = class_table.value_or(Folder{}), options.out = out.value_or(Folder{});
  return unwrap(without_gil([&] { return workflow::inspect_roads(file, options); }));
}

}  // namespace

void bind_roads(py::module_& module) {
  module.def("inspect_roads", &inspect_roads, py::arg("file"), py::arg("epsg"), py::arg("city"), py::arg("layer"),
             py::arg("encoding"), py::arg("columns"), py::arg("class_table"), py::arg("out"));
  module.def("road_network", &road_network, py::arg("coords"), py::arg("line_offsets"), py::arg("names"),
             py::arg("classes"), py::arg("layers"), py::arg("one_way"), py::arg("widths"), py::arg("access"),
             py::arg("kinds"));
  module.def("road_duties", &road_duties, py::arg("coords"), py::arg("line_offsets"), py::arg("kinds"),
             py::arg("zones"), py::arg("codes"), py::arg("main"), py::arg("lane"), py::arg("authority"),
             py::arg("nearest_within"), py::arg("tolerance"), py::arg("shortest"), py::arg("sector"), py::arg("names"),
             py::arg("register"));
  py::class_<roads::Snapper>(module, "Snapper", py::is_final())
      .def(py::init(&build_snapper), py::arg("coords"), py::arg("line_offsets"))
      .def("snap", &snap, py::arg("x"), py::arg("y"), py::kw_only(), py::arg("limit"), py::arg("threads") = 0);
}

}  // namespace libgrid::bindings
