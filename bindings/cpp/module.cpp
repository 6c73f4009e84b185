#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "bindings.hpp"
#include "errors.hpp"

PYBIND11_MODULE(_core, module) {
  using namespace libgrid::bindings;
  module.doc() = "The compiled part of libgrid; use the package, not this module.";
  module.def(
      "refuse",
      [](const std::string& argument, const std::string& detail, std::optional<std::int64_t> row) {
        libgrid::Error error = bad_argument(argument, detail);
        error.row = row;
        throw_error(error);
      },
      pybind11::arg("argument"), pybind11::arg("detail"), pybind11::arg("row") = pybind11::none());
  module.def(
      "require_file",
      [](const std::filesystem::path& path) {
        std::error_code unknown;  // what cannot be looked at is told by whoever reads it
        if (!std::filesystem::exists(path, unknown) && !unknown)
          throw_error(libgrid::make_error(libgrid::ErrorCode::file_not_found).in_file(path.string()));
      },
      pybind11::arg("path"));
  bind_city(module);
  bind_analyses_of_places(module);
  bind_local_analysis(module);
  bind_analyses_over_time(module);
  bind_bias(module);
  bind_coverage(module);
  bind_datum(module);
  bind_hotspot(module);
  bind_hotspot_history(module);
  bind_hotspot_spacetime(module);
  bind_hotspot_streets(module);
  bind_edit(module);
  bind_locate(module);
  bind_locator(module);
  bind_partition(module);
  bind_regions(module);
  bind_places(module);
  bind_plan(module);
  bind_projection(module);
  bind_quality(module);
  bind_rebalance(module);
  bind_responsible(module);
  bind_roads(module);
  bind_statistics(module);
  bind_steps(module);
  bind_street_distances(module);
  bind_unit_codes(module);
  bind_workspace(module);
}
