#pragma once
/// The tables of a workspace as dicts of columns, named and ordered as in docs/outputs.md.

#include <pybind11/pybind11.h>

#include "reading.hpp"

namespace libgrid::bindings {

// Of the ground (ground_tables.cpp); geometry as ragged arrays (shapes.hpp).
[[nodiscard]] pybind11::dict district_table(const Folder& folder);
[[nodiscard]] pybind11::dict face_table(const Folder& folder);
[[nodiscard]] pybind11::dict block_table(const Folder& folder);
[[nodiscard]] pybind11::dict link_table(const Folder& folder);
[[nodiscard]] pybind11::dict road_piece_table(const Folder& folder);
[[nodiscard]] pybind11::dict cell_table(const Folder& folder);

// Of the reports (report_tables.cpp).
[[nodiscard]] pybind11::dict report_table(const Folder& folder);
[[nodiscard]] pybind11::dict rejected_table(const Folder& folder);
[[nodiscard]] pybind11::dict hotspot_table(const Folder& folder);
[[nodiscard]] pybind11::dict rebound_table(const Folder& folder);
[[nodiscard]] pybind11::dict worst_place_table(const Folder& folder);

}  // namespace libgrid::bindings
