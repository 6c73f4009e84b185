/// Where a text says something is, the street a report is about, and the strips of house fronts.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include <libgrid/model/words.hpp>
#include <libgrid/places/street_choice.hpp>
#include <libgrid/places/where_is.hpp>
#include <libgrid/roads/frontage.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "columns.hpp"
#include "errors.hpp"
#include "shapes.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

using places::Gazetteer;
using places::Whereabouts;
using places::WhereCandidate;

using Words = std::vector<std::string>;
/// name, class, x, y
using PlaceRow = std::tuple<std::string, std::string, double, double>;
/// street, way, left from, left to, right from, right to
using AddressRow = std::tuple<std::string, std::int64_t, int, int, int, int>;

constexpr std::array<std::string_view, 5> kClasses{"school", "hospital", "mall", "station", "landmark"};
/// A gazetteer with the ways it was filled from.
struct Atlas {
  std::vector<Street> streets;
  Gazetteer gazetteer{places::NameRules::common()};
};

Atlas make_atlas(py::object coords, py::object line_offsets, const Words& names,
                 const std::vector<std::pair<std::string, std::string>>& aliases, const std::vector<PlaceRow>& rows,
                 const std::vector<AddressRow>& addresses) {
  Atlas atlas;
  for (LineString& line : lines_of(coords, line_offsets))
    atlas.streets.push_back({StreetId{static_cast<std::int64_t>(atlas.streets.size())}, "", "", std::move(line)});
  require_length(names.size(), atlas.streets.size(), "names", "streets");
  for (std::size_t i = 0; i < names.size(); ++i) {
    atlas.streets[i].name = names[i];
    if (!names[i].empty() && atlas.streets[i].line.size() > 1)
      atlas.gazetteer.add_street(names[i], atlas.streets[i].line);
  }
  for (const auto& [alias, street] : aliases) atlas.gazetteer.add_alias(alias, street);
  for (const auto& [name, klass, x, y] : rows) {
    const auto* found = std::ranges::find(kClasses, klass);
    if (found == kClasses.end()) throw_error(bad_argument("places", klass + " is no class of places"));
    atlas.gazetteer.add_place({name, static_cast<places::PlaceClass>(found - kClasses.begin()), {x, y}});
  }
  for (const auto& [street, way, left_from, left_to, right_from, right_to] : addresses) {
    if (way < 0 || static_cast<std::size_t>(way) >= atlas.streets.size())
      throw_error(bad_argument("addresses", "a way is no row of the streets"));
    atlas.gazetteer.add_addresses(
        street, {atlas.streets[static_cast<std::size_t>(way)].line, left_from, left_to, right_from, right_to});
  }
  return atlas;
}

/// One line of the answer: a candidate, or a text without any.
struct Answer {
  std::int64_t text;
  std::int64_t part;
  std::int64_t number;  ///< of the candidate, from 1; 0: there is none
  Whereabouts found;    ///< without its candidates
  WhereCandidate candidate;
};

std::vector<Answer> answers_of(const Atlas& atlas, const Words& texts) {
  std::vector<Answer> answers;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    std::vector<Whereabouts> parts = places::where_are(texts[t], atlas.gazetteer);
    if (parts.empty()) parts.push_back(places::where_is(texts[t], atlas.gazetteer));
    for (std::size_t p = 0; p < parts.size(); ++p) {
      std::vector<WhereCandidate> candidates = std::exchange(parts[p].candidates, {});
      const Answer head{static_cast<std::int64_t>(t), static_cast<std::int64_t>(p) + 1, 0, parts[p], {}};
      if (candidates.empty()) answers.push_back(head);
      for (std::size_t c = 0; c < candidates.size(); ++c) {
        answers.push_back(head);
        answers.back().number = static_cast<std::int64_t>(c) + 1;
        answers.back().candidate = std::move(candidates[c]);
      }
    }
  }
  return answers;
}

/// Stretches have several ways: the third are the offsets of the lines of each answer, the last the rings of areas.
py::tuple where(const Atlas& atlas, const Words& texts) {
  const std::vector<Answer> answers = without_gil([&] { return answers_of(atlas, texts); });
  Table table(answers);
  const auto place = [](double Xy::* axis) {
    return [axis](const Answer& a) {
      return a.number > 0 ? a.candidate.at.*axis : std::numeric_limits<double>::quiet_NaN();
    };
  };
  table.column("text", [](const Answer& a) { return a.text; });
  table.column("part", [](const Answer& a) { return a.part; });
  table.column("kind", [](const Answer& a) { return places::word(a.found.said.kind); });
  table.column("compass", [](const Answer& a) { return places::word(a.found.said.side); });
  table.column("status", [](const Answer& a) { return places::word(a.found.status); });
  table.column("candidate", [](const Answer& a) { return a.number; });
  table.column("x", place(&Xy::x));
  table.column("y", place(&Xy::y));
  table.column("confidence", [](const Answer& a) { return a.candidate.confidence; });
  table.column("side", [](const Answer& a) { return places::word(a.candidate.side); });
  table.column("street", [](const Answer& a) { return std::string_view(a.candidate.street); });
  table.column("place", [](const Answer& a) { return std::string_view(a.candidate.place); });
  table.column("missing", [](const Answer& a) { return std::string_view(a.found.missing); });
  table.column("miss", [](const Answer& a) { return places::word(a.found.miss); });
  table.column("doubt", [](const Answer& a) { return places::word(a.found.doubt); });
  table.column("from", [](const Answer& a) { return std::string_view(a.found.said.from); });
  table.column("to", [](const Answer& a) { return std::string_view(a.found.said.to); });
  std::vector<LineString> areas;  // one ring per answer, empty where it is no area
  for (const Answer& a : answers) areas.push_back(a.candidate.area);
  std::vector<LineString> lines;
  std::vector<std::int64_t> ends;
  for (const Answer& a : answers) {
    lines.insert(lines.end(), a.candidate.stretch.begin(), a.candidate.stretch.end());
    ends.push_back(static_cast<std::int64_t>(lines.size()));
  }
  return py::make_tuple(table.done(), ragged(std::span<const LineString>(lines)), ends,
                        ragged(std::span<const LineString>(areas)));
}

py::dict streets_of_reports(const Atlas& atlas, py::object x_argument, py::object y_argument, const Words& texts,
                            double absurd, double reach,
                            const std::vector<std::tuple<double, double, std::string>>& precedents) {
  const Doubles x = doubles(x_argument, "x"), y = doubles(y_argument, "y");
  require_length(y.size(), x.size(), "y", "x");
  require_length(texts.size(), x.size(), "texts", "x");
  if (!(absurd >= 0.0) || !(reach >= 0.0)) throw_error(bad_argument("absurd, reach", "0 or more is wanted"));
  std::vector<places::Precedent> before;
  for (const auto& [px, py_, street] : precedents) before.push_back({{px, py_}, street});
  std::vector<places::StreetChoice> choices(x.size());
  without_gil([&] {
    const auto chooser = places::StreetChooser::build(atlas.streets, atlas.gazetteer, before,
                                                      {.absurd = Metres{absurd}, .reach = Metres{reach}});
    for (std::size_t i = 0; i < x.size(); ++i)
      if (std::isfinite(x[i]) && std::isfinite(y[i]))
        choices[i] = chooser.choose({x[i], y[i]}, texts[i]);
      else
        choices[i].ask = true;
  });
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const auto known = [&](const places::StreetChoice& c, double value) { return c.snap.line < 0 ? kNone : value; };
  Table table(choices);
  table.column("street", [](const auto& c) { return std::int64_t{c.snap.line}; });
  table.column("measure_m", [&](const auto& c) { return known(c, c.snap.measure.value); });
  table.column("distance_m", [&](const auto& c) { return known(c, c.snap.distance.value); });
  table.column("side", [](const auto& c) { return static_cast<std::int64_t>(c.snap.side); });
  table.column("rule", [](const auto& c) { return places::word(c.rule); });
  table.column("named_m", [](const auto& c) { return c.named_away; });
  table.column("ask", [](const auto& c) { return c.ask; });
  return table.done();
}

/// Kerb, setback, pavement by kind of road; a kind that is not given keeps its default.
using SectionRows = std::map<std::string, std::tuple<double, double, bool>>;

FrontagePolicy frontage_policy(const SectionRows& sections, double reach, double gap, double step) {
  FrontagePolicy policy;
  for (const auto& [name, row] : sections) {
    const auto kind = from_word<RoadKind>(name);
    if (!kind) throw_error(bad_argument("sections", name + " is no kind of road"));
    const auto& [kerb, setback, pavement] = row;
    if (!(kerb > 0.0) || !(setback > 0.0)) throw_error(bad_argument("sections", name + ": metres above 0 are wanted"));
    policy.sections.at(static_cast<std::size_t>(*kind)) = {Metres{kerb}, Metres{setback}, pavement};
  }
  if (!(reach > 0.0) || !(gap >= 0.0) || !(step >= 0.1))
    throw_error(bad_argument("reach, gap, step", "above 0, 0 or more, 0.1 or more are wanted"));
  policy.reach = Metres{reach}, policy.gap = Metres{gap}, policy.step = Metres{step};
  return policy;
}

py::tuple frontage(py::object coords, py::object line_offsets, const Words& kinds, py::object buildings,
                   const SectionRows& sections, double reach, double gap, double step) {
  const FrontagePolicy policy = frontage_policy(sections, reach, gap, step);
  std::vector<Street> streets;
  std::vector<RoadPiece> pieces;
  for (LineString& line : lines_of(coords, line_offsets)) {
    const StreetId id{static_cast<std::int64_t>(streets.size())};
    pieces.push_back({RoadPieceId{id.value}, id, Metres{}, length(line), {}, "", RoadSide::whole, {}, ""});
    streets.push_back({id, "", "", std::move(line)});
  }
  require_length(kinds.size(), streets.size(), "kinds", "streets");
  std::vector<RoadKind> road_kinds;
  for (const std::string& kind : kinds) {
    const auto value = from_word<RoadKind>(kind);
    if (!value) throw_error(bad_argument("kinds", kind + " is no kind of road"));
    road_kinds.push_back(*value);
  }
  std::vector<MultiPolygon> shapes;
  roads::FrontageInput input{.pieces = pieces, .streets = streets, .kinds = road_kinds};
  if (!buildings.is_none()) {
    const auto parts = buildings.cast<py::tuple>();
    shapes = shapes_of({parts[0], parts[1], parts[2], parts[3]});
    input.buildings = shapes;
  }
  const roads::Frontage found = without_gil([&] { return roads::frontage_strips(input, policy); });
  Table table(found.strips);
  table.column("street", [](const auto& s) { return s.street; });
  table.column("side", [](const auto& s) { return word(s.side); });
  table.column("from_m", [](const auto& s) { return s.from; });
  table.column("to_m", [](const auto& s) { return s.to; });
  table.column("building", [](const auto& s) { return std::int64_t{s.building}; });
  table.column("edge", [](const auto& s) { return roads::word(s.edge); });
  table.column("area_m2", [](const auto& s) { return s.area; });
  std::vector<LineString> rings;
  for (const roads::FrontageStrip& s : found.strips) rings.push_back(s.shape.outer);
  return py::make_tuple(table.done(), ragged(std::span<const LineString>(rings)), found.open.value);
}

}  // namespace

void bind_places(py::module_& module) {
  py::class_<Atlas>(module, "Atlas", py::is_final())
      .def(py::init(&make_atlas), py::arg("coords"), py::arg("line_offsets"), py::arg("names"), py::arg("aliases"),
           py::arg("places"), py::arg("addresses"))
      .def("where", &where, py::arg("texts"))
      .def("streets", &streets_of_reports, py::arg("x"), py::arg("y"), py::arg("texts"), py::arg("absurd"),
           py::arg("reach"), py::arg("precedents"));
  module.def("frontage", &frontage, py::arg("coords"), py::arg("line_offsets"), py::arg("kinds"), py::arg("buildings"),
             py::arg("sections"), py::arg("reach"), py::arg("gap"), py::arg("step"));
}

}  // namespace libgrid::bindings
