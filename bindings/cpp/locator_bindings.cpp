/// Locator: which shape holds a point, over columns of coordinates.
#include <cmath>
#include <limits>

#include <libgrid/index/locator.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "shapes.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using index::Hit;
using index::Locator;

namespace {

/// A Locator and how many shapes it has.
struct ShapeLocator {
  Locator locator;
  std::size_t shapes;
};

ShapeLocator build(py::object coords, py::object ring_offsets, py::object polygon_offsets, py::object shape_offsets) {
  const std::vector<MultiPolygon> shapes = shapes_of({coords, ring_offsets, polygon_offsets, shape_offsets});
  return without_gil([&] { return ShapeLocator{Locator::build(shapes), shapes.size()}; });
}

struct Points {
  Points(py::handle x_argument, py::handle y_argument) : x(doubles(x_argument, "x")), y(doubles(y_argument, "y")) {
    require_length(y.size(), x.size(), "y", "x");
  }
  [[nodiscard]] std::size_t size() const { return x.size(); }
  [[nodiscard]] Xy operator[](std::size_t i) const { return {x[i], y[i]}; }
  Doubles x, y;
};

py::tuple locate(const ShapeLocator& self, py::object x, py::object y, int threads) {
  const Points points(x, y);
  NewArray<std::int32_t> index(points.size());
  NewArray<bool> border(points.size());
  without_gil([&] {
    parallel_for(points.size(), {.threads = threads}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const Hit hit = self.locator.locate(points[i]);
        index.data[i] = hit.shape;
        border.data[i] = hit.where == Location::border;
      }
    });
  });
  return py::make_tuple(index.array, border.array);
}

py::tuple covering(const ShapeLocator& self, py::object x, py::object y) {
  const Points points(x, y);
  std::vector<std::int64_t> at;
  std::vector<std::int32_t> shapes;
  without_gil([&] {
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (const std::int32_t shape : self.locator.covering(points[i])) {
        at.push_back(static_cast<std::int64_t>(i));
        shapes.push_back(shape);
      }
    }
  });
  return py::make_tuple(array_of(std::move(at)), array_of(std::move(shapes)));
}

py::tuple nearest(const ShapeLocator& self, py::object x, py::object y, int threads) {
  const Points points(x, y);
  NewArray<std::int32_t> index(points.size());
  NewArray<double> distance(points.size());
  without_gil([&] {
    parallel_for(points.size(), {.threads = threads}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const bool finite = std::isfinite(points[i].x) && std::isfinite(points[i].y);
        const index::Nearest found = finite ? self.locator.nearest(points[i]) : index::Nearest{};
        index.data[i] = found.shape;
        distance.data[i] = found.shape < 0 ? std::numeric_limits<double>::quiet_NaN() : found.distance.value;
      }
    });
  });
  return py::make_tuple(index.array, distance.array);
}

}  // namespace

void bind_locator(py::module_& module) {
  py::class_<ShapeLocator>(module, "Locator", py::is_final())
      .def(py::init(&build), py::arg("coords"), py::arg("ring_offsets"), py::arg("polygon_offsets"),
           py::arg("shape_offsets"))
      .def("locate", &locate, py::arg("x"), py::arg("y"), py::kw_only(), py::arg("threads") = 0)
      .def("covering", &covering, py::arg("x"), py::arg("y"))
      .def("nearest", &nearest, py::arg("x"), py::arg("y"), py::kw_only(), py::arg("threads") = 0)
      .def("__len__", [](const ShapeLocator& self) { return self.shapes; });
}

}  // namespace libgrid::bindings
