#pragma once
/// Everything that is checked about layers before the first byte of a GeoPackage is written.
/// @errors parameter_invalid, encoding_not_utf8 (field "layer" or "layer.column", row where one is meant)

#include <span>

#include <libgrid/base/error.hpp>
#include <libgrid/io/geopackage_writer.hpp>

namespace libgrid::io::detail {

[[nodiscard]] Expected<void> check_layers(std::span<const Layer> layers);

}  // namespace libgrid::io::detail
