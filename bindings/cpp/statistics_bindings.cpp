/// gi_star and benjamini_hochberg on arrays.
#include <algorithm>
#include <cmath>
#include <string>

#include <libgrid/hotspot/gi_star.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "errors.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

/// The first position (from 1) at which `bad` holds is named in the error.
template <class Values, class Bad>
void refuse_if(const Values& values, const std::string& argument, const char* wanted, Bad bad) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!bad(values[i])) continue;
    throw_error(bad_argument(argument, wanted).at_row(static_cast<std::int64_t>(i) + 1));
  }
}

std::vector<Cell> cells_of(const Integers& ix, const Integers& iy) {
  std::vector<Cell> cells(ix.size());
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = {ix[i], iy[i]};
  std::vector<Cell> sorted = cells;
  std::ranges::sort(sorted);
  const auto twice = std::ranges::adjacent_find(sorted);
  if (twice != sorted.end()) {
    const std::string cell = "(" + std::to_string(twice->ix) + ", " + std::to_string(twice->iy) + ")";
    throw_error(bad_argument("ix", "cell " + cell + " is listed twice"));
  }
  return cells;
}

py::tuple gi_star(py::object ix, py::object iy, py::object counts) {
  constexpr std::int64_t kMost = std::int64_t{1} << 31;
  const Integers column = integers(ix, "ix"), row = integers(iy, "iy"), count = integers(counts, "counts");
  require_length(row.size(), column.size(), "iy", "ix");
  require_length(count.size(), column.size(), "counts", "ix");
  const auto far_away = [](std::int64_t at) { return at < -kMost || at >= kMost; };
  refuse_if(column, "ix", "must be between -2^31 and 2^31", far_away);
  refuse_if(row, "iy", "must be between -2^31 and 2^31", far_away);
  refuse_if(count, "counts", "must be 0 or more and under 2^31", [](std::int64_t n) { return n < 0 || n >= kMost; });
  const std::vector<Cell> cells = cells_of(column, row);

  NewArray<double> z(cells.size()), p(cells.size()), q(cells.size());
  without_gil([&] {
    const std::vector<hotspot::GiStar> all = hotspot::gi_star_counts(cells, count.values());
    for (std::size_t i = 0; i < all.size(); ++i) z.data[i] = all[i].z, p.data[i] = all[i].p, q.data[i] = all[i].q;
  });
  return py::make_tuple(z.array, p.array, q.array);
}

py::array_t<double> benjamini_hochberg(py::object p) {
  const Doubles values = doubles(p, "p");
  refuse_if(values, "p", "must be between 0 and 1", [](double value) { return !(value >= 0.0 && value <= 1.0); });
  return array_of(without_gil([&] { return hotspot::benjamini_hochberg(values.values()); }));
}

}  // namespace

void bind_statistics(py::module_& module) {
  module.def("gi_star", &gi_star, py::arg("ix"), py::arg("iy"), py::arg("counts"));
  module.def("benjamini_hochberg", &benjamini_hochberg, py::arg("p"));
}

}  // namespace libgrid::bindings
