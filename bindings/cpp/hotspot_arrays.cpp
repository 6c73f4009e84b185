#include "hotspot_arrays.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "arrays.hpp"
#include "block_pairs.hpp"
#include "errors.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {
constexpr std::int64_t kNotClosed = std::numeric_limits<std::int64_t>::min();  // NaT
}  // namespace

void require(bool holds, const char* argument, const char* wanted) {
  if (!holds) throw_error(bad_argument(argument, wanted));
}

void require_finite(const Doubles& values, const char* argument) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values[i])) refuse(argument, "must be a finite number", i);
}

/// first, of, weight as three arrays, checked: nothing below may read past them.
hotspot::Weights weights_of(const py::tuple& parts) {
  require(parts.size() == 3, "weights", "three arrays are needed");
  const Integers first = integers(parts[0], "weights"), of = integers(parts[1], "weights");
  const Doubles weight = doubles(parts[2], "weights");
  const auto links = static_cast<std::int64_t>(of.size());
  require(first.size() > 0 && first[0] == 0 && first[first.size() - 1] == links && weight.size() == of.size(),
          "weights", "offsets do not fit the neighbours");
  const auto places = static_cast<std::int64_t>(first.size()) - 1;
  require(std::is_sorted(first.values().begin(), first.values().end()), "weights", "offsets must ascend");
  require(std::ranges::all_of(of.values(), [&](std::int64_t j) { return j >= 0 && j < places; }), "weights",
          "a neighbour is no place");
  hotspot::Weights weights;
  weights.first.assign(first.values().begin(), first.values().end());
  weights.of.reserve(of.size());
  for (const std::int64_t j : of.values()) weights.of.push_back(static_cast<std::uint32_t>(j));
  weights.weight.assign(weight.values().begin(), weight.values().end());
  return weights;
}

py::tuple parts_of(const hotspot::Weights& weights) {
  return py::make_tuple(array_of(std::vector<std::int64_t>(weights.first.begin(), weights.first.end())),
                        array_of(std::vector<std::int64_t>(weights.of.begin(), weights.of.end())),
                        array_of(weights.weight));
}

std::vector<Xy> places_of(const py::object& x, const py::object& y) {
  const Doubles xs = doubles(x, "x"), ys = doubles(y, "y");
  require_length(ys.size(), xs.size(), "y", "x");
  std::vector<Xy> places;
  places.reserve(xs.size());
  for (std::size_t i = 0; i < xs.size(); ++i) {
    require(std::abs(xs[i]) < 1e9 && std::abs(ys[i]) < 1e9, "x", "plane metres below 10^9 are needed");
    places.push_back({xs[i], ys[i]});
  }
  return places;
}

std::vector<hotspot::ForestCase> cases_of(const py::dict& columns) {
  const auto whole = [&](const char* name) { return integers(columns[name], name); };
  const Integers id = whole("id"), category = whole("category"), opened = whole("opened"), closed = whole("closed"),
                 placed = whole("has_place");
  const std::vector<Xy> at = places_of(columns["x"], columns["y"]);
  for (const Integers* column : {&category, &opened, &closed, &placed})
    require_length(column->size(), id.size(), "cases", "id");
  require_length(at.size(), id.size(), "x", "id");
  std::vector<hotspot::ForestCase> cases(id.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    require(category[i] >= 0 && category[i] < 1'000'000, "category", "must be between 0 and 999,999");
    cases[i].id = id[i], cases[i].category = static_cast<std::size_t>(category[i]);
    cases[i].opened = LocalTime{opened[i]}, cases[i].at = at[i], cases[i].has_place = placed[i] != 0;
    if (closed[i] != kNotClosed) cases[i].closed = LocalTime{closed[i]};
  }
  return cases;
}

py::dict forest_columns(const hotspot::Forest& found, hotspot::ForestShape shape) {
  std::vector<std::int64_t> kind, parent, gap, root, first;
  std::vector<double> distance;
  for (std::size_t i = 0; i < found.links.size(); ++i) {
    const hotspot::ForestLink& link = found.links[i];
    kind.push_back(static_cast<std::int64_t>(link.kind));
    parent.push_back(link.parent ? static_cast<std::int64_t>(*link.parent) : -1);
    gap.push_back(link.gap.value);
    distance.push_back(link.distance.value);
    root.push_back(static_cast<std::int64_t>(shape.root[i]));
    first.push_back(shape.first[i] ? shape.first[i]->value : -1);
  }
  py::dict out;
  out["kind"] = array_of(std::move(kind)), out["parent"] = array_of(std::move(parent));
  out["gap_s"] = array_of(std::move(gap)), out["distance_m"] = array_of(std::move(distance));
  out["root"] = array_of(std::move(root)), out["generation"] = array_of(std::move(shape.generation));
  out["rebounds"] = array_of(std::move(shape.rebounds)), out["first_rebound_s"] = array_of(std::move(first));
  return out;
}

std::vector<hotspot::ScanNeighbours> around_of(const py::object& parts, std::size_t places) {
  std::vector<hotspot::ScanNeighbours> around;
  const py::tuple three = parts.cast<py::tuple>();
  if (three.empty()) return around;
  require(three.size() == 3, "around", "first, of and distance are needed");
  const Integers first = integers(three[0], "around"), of = integers(three[1], "around");
  const Doubles distance = doubles(three[2], "around");
  require_length(first.size(), places + 1, "around", "places and one more");
  require_length(distance.size(), of.size(), "around", "around");
  require(first[0] == 0 && first[places] == static_cast<std::int64_t>(of.size()), "around",
          "rows do not cover the links");
  for (std::size_t i = 0; i < places; ++i) {
    require(first[i] <= first[i + 1] && first[i + 1] <= static_cast<std::int64_t>(of.size()), "around",
            "rows must ascend");
    hotspot::ScanNeighbours row;
    for (auto k = static_cast<std::size_t>(first[i]); k < static_cast<std::size_t>(first[i + 1]); ++k) {
      require(of[k] >= 0 && of[k] < static_cast<std::int64_t>(places), "around", "names a place that is none");
      require(distance[k] >= 0.0, "around", "distances must be 0 or more");
      row.push_back({distance[k], static_cast<std::uint32_t>(of[k])});
    }
    std::ranges::sort(row);
    around.push_back(std::move(row));
  }
  return around;
}

py::tuple parts_of(const std::vector<hotspot::ScanNeighbours>& around) {
  std::vector<std::int64_t> first{0}, of;
  std::vector<double> distance;
  for (const hotspot::ScanNeighbours& row : around) {
    for (const hotspot::ScanNeighbour& n : row) of.push_back(n.place), distance.push_back(n.distance);
    first.push_back(static_cast<std::int64_t>(of.size()));
  }
  return py::make_tuple(array_of(std::move(first)), array_of(std::move(of)), array_of(std::move(distance)));
}

}  // namespace libgrid::bindings
