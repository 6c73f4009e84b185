/// Tables of points through layers of polygons, file to file.
#include <chrono>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/workflow/layer_text.hpp>
#include <libgrid/workflow/locate_points.hpp>
#include <libgrid/workflow/polygon_index.hpp>

#include "bindings.hpp"
#include "calls.hpp"
#include "reading.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

using LayerText = std::string;  ///< as on the command line: NAME=FILE[,code=COLUMN] ... (parse_polygon_layer)

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Expected<workflow::StepSummary> located(workflow::LocateRequest request, const std::vector<LayerText>& layers,
                                        const std::string& tie, const workflow::StepContext& context) {
  GRID_TRY(rule, workflow::locate_tie(tie));
  request.tie = rule;
  GRID_TRY(read, workflow::parse_polygon_layers(layers));
  request.layers = std::move(read);
  return workflow::locate_points(request, context);
}

workflow::StepSummary locate_table(const Folder& points, const Folder& output, const std::vector<LayerText>& layers,
                                   const Folder& index, const std::string& crs,
                                   const std::tuple<std::string, std::string>& columns, bool authority_order,
                                   const std::string& encoding, const std::string& separator, const std::string& tie,
                                   int threads, const py::dict& further, py::object progress) {
  workflow::LocateRequest request;
  request.points = points;
  request.output = output;
  request.index = index;
  request.crs = crs;
  request.columns.first = std::get<0>(columns);
  request.columns.second = std::get<1>(columns);
  request.order = authority_order ? crs::AxisOrder::authority : crs::AxisOrder::east_first;
  request.encoding = encoding;
  request.separator = separator;
  request.parallel.threads = threads;
  request.columns.layer = further["points_layer"].cast<std::string>();
  request.frame = Frame{further["frame"].cast<int>()};
  request.margin = further["margin"].cast<double>();
  request.check = further["check"].cast<bool>();
  request.rejects = further["rejects"].cast<Folder>();
  return call<workflow::StepSummary>(progress, [&](const Progress& report, const CancelToken& cancel) {
    return located(request, layers, tie, {.progress = report, .cancel = cancel, .stopwatch = seconds_now});
  });
}

Expected<workflow::StepSummary> indexed(const Folder& output, const std::vector<LayerText>& texts,
                                        const workflow::PolygonIndexOptions& options,
                                        const workflow::StepContext& context) {
  GRID_TRY(layers, workflow::parse_polygon_layers(texts));
  return workflow::index_polygons(layers, output, options, context);
}

workflow::StepSummary build_index(const Folder& output, const std::vector<LayerText>& layers, int frame,
                                  std::uint64_t budget, int threads, py::object progress) {
  workflow::PolygonIndexOptions options;
  options.frame = Frame{frame};
  options.budget = budget;
  options.parallel.threads = threads;
  return call<workflow::StepSummary>(progress, [&](const Progress& report, const CancelToken& cancel) {
    return indexed(output, layers, options, {.progress = report, .cancel = cancel, .stopwatch = seconds_now});
  });
}

}  // namespace

void bind_locate(py::module_& module) {
  module.def("locate_table", &locate_table, py::arg("points"), py::arg("output"), py::arg("layers"), py::arg("index"),
             py::arg("crs"), py::arg("columns"), py::arg("authority_order"), py::arg("encoding"), py::arg("separator"),
             py::arg("tie"), py::arg("threads"), py::arg("further"), py::arg("progress"));
  module.def("build_index", &build_index, py::arg("output"), py::arg("layers"), py::arg("frame"), py::arg("budget"),
             py::arg("threads"), py::arg("progress"));
}

}  // namespace libgrid::bindings
