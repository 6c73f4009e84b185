#pragma once
/// One function per file <type>_bindings.cpp: it adds its types and functions to the module libgrid._core.
///
/// _core is private: the package in src/libgrid gives it its public face. Here live what must be C++: loops, and the
/// reading of a workspace into NumPy columns.

#include <pybind11/pybind11.h>

namespace libgrid::bindings {

void bind_analyses_of_places(pybind11::module_& module);
void bind_local_analysis(pybind11::module_& module);
void bind_analyses_over_time(pybind11::module_& module);
void bind_bias(pybind11::module_& module);
void bind_city(pybind11::module_& module);
void bind_coverage(pybind11::module_& module);
void bind_datum(pybind11::module_& module);
void bind_hotspot(pybind11::module_& module);
void bind_hotspot_history(pybind11::module_& module);
void bind_hotspot_spacetime(pybind11::module_& module);
void bind_hotspot_streets(pybind11::module_& module);
void bind_edit(pybind11::module_& module);
void bind_locate(pybind11::module_& module);
void bind_locator(pybind11::module_& module);
void bind_partition(pybind11::module_& module);
void bind_regions(pybind11::module_& module);
void bind_places(pybind11::module_& module);
void bind_plan(pybind11::module_& module);
void bind_projection(pybind11::module_& module);
void bind_quality(pybind11::module_& module);
void bind_rebalance(pybind11::module_& module);
void bind_responsible(pybind11::module_& module);
void bind_roads(pybind11::module_& module);
void bind_statistics(pybind11::module_& module);
void bind_steps(pybind11::module_& module);
void bind_street_distances(pybind11::module_& module);
void bind_unit_codes(pybind11::module_& module);
void bind_workspace(pybind11::module_& module);

}  // namespace libgrid::bindings
