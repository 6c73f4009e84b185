/// Local statistics of the zones or blocks of a workspace; writes its files.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/workflow/analyse_local.hpp>

#include "analysed.hpp"
#include "bindings.hpp"
#include "hotspot_arrays.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using workflow::StepContext;
using workflow::StepSummary;

namespace {

workflow::LocalNeighbours neighbours_of(const std::string& name) {
  using enum workflow::LocalNeighbours;
  static const std::map<std::string, workflow::LocalNeighbours> kNames{
      {"rook", rook}, {"queen", queen}, {"band", band}, {"nearest", nearest}, {"street", street}};
  require(kNames.contains(name), "neighbours", "rook, queen, band, nearest or street");
  return kNames.at(name);
}

StepSummary local(const Folder& folder, const Folder& out, const std::vector<std::string>& categories,
                  const py::dict& options, const std::optional<Folder>& exposure, const py::object& progress) {
  workflow::LocalRequest request;
  request.categories = categories;
  request.of = options["of"].cast<std::string>();
  request.plan.version = options["plan"].cast<std::optional<std::int64_t>>();
  if (const auto as_of = options["as_of"].cast<std::optional<std::string>>()) {
    const Expected<LocalTime> at = parse_local_time(*as_of);
    if (!at) throw_error(Error(at.error()).at_field("as_of"));
    request.plan.as_of = *at;
  }
  request.neighbours = neighbours_of(options["neighbours"].cast<std::string>());
  request.reach = Metres{options["reach"].cast<double>()};
  request.nearest = options["nearest"].cast<std::size_t>();
  if (exposure) request.exposure = *exposure;
  request.exposure_column = options["exposure_column"].cast<std::string>();
  request.permutations = options["permutations"].cast<std::size_t>();
  request.seed = options["seed"].cast<std::uint64_t>();
  request.level = options["level"].cast<double>();
  return analysed(folder, progress, [&](const Workspace& workspace, const StepContext& context) {
    return workflow::analyse_local(workspace, out, request, context);
  });
}

}  // namespace

void bind_local_analysis(py::module_& module) {
  module.def("analyse_local", &local, py::arg("folder"), py::arg("out"), py::arg("categories"), py::arg("options"),
             py::arg("exposure"), py::arg("progress"));
}

}  // namespace libgrid::bindings
