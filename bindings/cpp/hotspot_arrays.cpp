#include "hotspot_arrays.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "arrays.hpp"
#include "errors.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {
constexpr std::int64_t kNotClosed = std::numeric_limits<std::int64_t>::min();  // NaT
}  // namespace

void require(bool holds, const char* argument, const char* wanted) {
  if (!holds) throw_error(bad_argument(argument, wanted));
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

}  // namespace libgrid::bindings
