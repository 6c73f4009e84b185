#include <string>

#include "bindings.hpp"
#include "errors.hpp"

PYBIND11_MODULE(_core, module) {
  using namespace libgrid::bindings;
  module.doc() = "The compiled part of libgrid; use the package, not this module.";
  module.def(
      "refuse",
      [](const std::string& argument, const std::string& detail) { throw_error(bad_argument(argument, detail)); },
      pybind11::arg("argument"), pybind11::arg("detail"));
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
