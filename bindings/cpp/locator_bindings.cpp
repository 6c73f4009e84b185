/// Locator: which shape holds a point, over columns of coordinates.
#include <cmath>
#include <limits>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/index/layer_locator.hpp>
#include <libgrid/index/line_overlay.hpp>
#include <libgrid/index/locator.hpp>
#include <libgrid/workflow/open_locator.hpp>

#include "arrays.hpp"
#include "arrow.hpp"
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

using index::LayerLocator;
using index::LayerShapes;

/// Layers that own their shapes; all() looks at them.
struct OwnedLayers {
  std::vector<std::vector<MultiPolygon>> shapes;
  std::vector<std::vector<std::int32_t>> ranks;

  [[nodiscard]] std::vector<LayerShapes> all() const {
    std::vector<LayerShapes> views;
    for (std::size_t l = 0; l < shapes.size(); ++l) views.push_back({shapes[l], ranks[l]});
    return views;
  }
};

OwnedLayers owned_layers(const py::list& layers) {
  OwnedLayers owned;
  for (const py::handle layer : layers) {
    const auto arrays = layer.cast<py::tuple>();
    owned.shapes.push_back(shapes_of({arrays[0], arrays[1], arrays[2], arrays[3]}));
    auto& own = owned.ranks.emplace_back();
    if (arrays[4].is_none()) continue;
    for (const std::int64_t rank : integers(arrays[4], "ranks").values())
      own.push_back(static_cast<std::int32_t>(rank));
    require_length(own.size(), owned.shapes.back().size(), "ranks", "shapes");
  }
  if (owned.shapes.empty() || owned.shapes.size() > 8) throw_error(bad_argument("layers", "from 1 to 8 layers"));
  return owned;
}

LayerLocator build_layers(const py::list& layers, int threads) {
  const OwnedLayers owned = owned_layers(layers);
  return without_gil([&] { return LayerLocator::build(owned.all(), {.parallel = {threads}}); });
}

/// The same layers with some shapes drawn anew; changed: positions per layer. What the file carries along stays.
LayerLocator rebuilt_layers(const LayerLocator& self, const py::list& layers, const py::list& changed) {
  const OwnedLayers owned = owned_layers(layers);
  if (owned.shapes.size() != self.layers() || py::len(changed) != self.layers())
    throw_error(bad_argument("layers", "as many as the locator has, and as many columns of changed positions"));
  std::vector<index::LayerShape> drawn_anew;
  for (std::size_t l = 0; l < self.layers(); ++l) {
    require_length(owned.shapes[l].size(), self.size(l), "layers", "shapes of the locator");
    for (const std::int64_t at : integers(changed[l], "changed").values()) {
      if (at < 0 || static_cast<std::size_t>(at) >= self.size(l))
        throw_error(bad_argument("changed", "must be positions of shapes of the layer"));
      drawn_anew.push_back({static_cast<std::uint32_t>(l), static_cast<std::uint32_t>(at)});
    }
  }
  return without_gil([&] {
    const LayerLocator drawn = self.rebuilt(owned.all(), drawn_anew);
    return self.note().empty() ? drawn : drawn.with_note(self.note());
  });
}

/// Three columns: every shape of every layer that holds a point or has it on its border, in the order of the points.
py::tuple covering_layers(const LayerLocator& self, py::object x, py::object y) {
  const Points points(x, y);
  std::vector<std::int64_t> at;
  std::vector<std::int32_t> layers, shapes;
  without_gil([&] {
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (const index::LayerShape& hit : self.covering(points[i])) {
        at.push_back(static_cast<std::int64_t>(i));
        layers.push_back(static_cast<std::int32_t>(hit.layer));
        shapes.push_back(static_cast<std::int32_t>(hit.shape));
      }
    }
  });
  return py::make_tuple(array_of(std::move(at)), array_of(std::move(layers)), array_of(std::move(shapes)));
}

/// Columns of doubles are read where they lie; the answers are one column of int32 per layer and the touch bits.
py::tuple locate_layers(const LayerLocator& self, py::object x, py::object y, bool south_east, int threads) {
  const Points points(x, y);
  NewArray<std::int32_t> answers(self.layers() * points.size());
  NewArray<std::uint8_t> touch(points.size());
  without_gil([&] {
    self.locate_all(points.x.values(), points.y.values(), answers.data,
                    {.touch = touch.data,
                     .rule = south_east ? index::TieRule::south_east : index::TieRule::lowest,
                     .parallel = {threads, 65'536}});
  });
  const auto rows = static_cast<py::ssize_t>(self.layers()), columns = static_cast<py::ssize_t>(points.size());
  return py::make_tuple(answers.array.reshape({rows, columns}), touch.array);
}

py::bytes layers_to_bytes(const LayerLocator& self) {
  const Bytes bytes = without_gil([&] { return self.to_bytes(); });
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

py::bytes note_of(const LayerLocator& self) {
  const auto note = self.note();
  return {reinterpret_cast<const char*>(note.data()), note.size()};
}

/// Any object with a buffer (bytes, mmap, memoryview); it stays alive as long as the locator.
LayerLocator layers_from_buffer(const py::buffer& buffer) {
  auto view = std::make_shared<py::buffer_info>(buffer.request());
  const std::span<const std::byte> bytes(static_cast<const std::byte*>(view->ptr),
                                         static_cast<std::size_t>(view->size * view->itemsize));
  const std::shared_ptr<const void> owner(view.get(), [view](const void*) mutable {
    const py::gil_scoped_acquire gil;  // the last copy may go on any thread
    view.reset();
  });
  return unwrap(LayerLocator::from_bytes(bytes, owner));
}

LayerLocator open_layers(const std::filesystem::path& path) {
  return unwrap(without_gil([&] { return workflow::open_locator(path); }));
}

index::BorderRun border_run(const std::string& word) {
  if (word == "half") return index::BorderRun::half;
  if (word == "both") return index::BorderRun::both;
  if (word == "south_east") return index::BorderRun::south_east;
  throw_error(bad_argument("border", "half, both or south_east, not " + word));
}

/// Four columns, a row for each line and shape that share some length.
py::tuple overlay_layers(const LayerLocator& self, py::object coords, py::object line_offsets,
                         const std::string& border, int threads) {
  const std::vector<LineString> lines = lines_of(coords, line_offsets);
  const index::BorderRun run = border_run(border);
  const auto pieces =
      without_gil([&] { return index::overlay_lines(self, lines, {.border = run, .parallel = {threads, 1024}}); });
  NewArray<std::int64_t> line(pieces.size());
  NewArray<std::int32_t> layer(pieces.size()), shape(pieces.size());
  NewArray<double> metres(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    line.data[i] = pieces[i].line;
    layer.data[i] = static_cast<std::int32_t>(pieces[i].shape.layer);
    shape.data[i] = static_cast<std::int32_t>(pieces[i].shape.shape);
    metres.data[i] = pieces[i].metres;
  }
  return py::make_tuple(line.array, layer.array, shape.array, metres.array);
}

}  // namespace

void bind_locator(py::module_& module) {
  module.def("arrow_batch", &arrow_batch, py::arg("names"), py::arg("columns"));
  py::class_<ShapeLocator>(module, "Locator", py::is_final())
      .def(py::init(&build), py::arg("coords"), py::arg("ring_offsets"), py::arg("polygon_offsets"),
           py::arg("shape_offsets"))
      .def("locate", &locate, py::arg("x"), py::arg("y"), py::kw_only(), py::arg("threads") = 0)
      .def("covering", &covering, py::arg("x"), py::arg("y"))
      .def("nearest", &nearest, py::arg("x"), py::arg("y"), py::kw_only(), py::arg("threads") = 0)
      .def("__len__", [](const ShapeLocator& self) { return self.shapes; });
  py::class_<LayerLocator>(module, "LayerLocator", py::is_final())
      .def(py::init(&build_layers), py::arg("layers"), py::kw_only(), py::arg("threads") = 0)
      .def_static("from_buffer", &layers_from_buffer, py::arg("buffer"))
      .def_static("open", &open_layers, py::arg("path"))
      .def("to_bytes", &layers_to_bytes)
      .def("rebuilt", &rebuilt_layers, py::arg("layers"), py::arg("changed"))
      .def("covering", &covering_layers, py::arg("x"), py::arg("y"))
      .def("size", &LayerLocator::size, py::arg("layer"))
      .def("note", &note_of)
      .def("locate", &locate_layers, py::arg("x"), py::arg("y"), py::kw_only(), py::arg("south_east") = false,
           py::arg("threads") = 0)
      .def("overlay", &overlay_layers, py::arg("coords"), py::arg("line_offsets"), py::kw_only(),
           py::arg("border") = "half", py::arg("threads") = 0)
      .def("__len__", [](const LayerLocator& self) { return self.layers(); });
}

}  // namespace libgrid::bindings
