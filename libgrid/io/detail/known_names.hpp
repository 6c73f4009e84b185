#pragma once
/// What a file has, for the error about what it has not.
///
///   return fail(missing_column("WARD", names));   // column_missing: "WARD; the file has ward, name, area"
///
/// They are listed as base/known_names.hpp lists names.

#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/io/feature.hpp>

namespace libgrid::io::detail {

/// In the order in which they first occur.
[[nodiscard]] std::vector<std::string> property_names(std::span<const Feature> features);

[[nodiscard]] Error missing_column(const std::string& column, std::span<const std::string> names);
[[nodiscard]] Error missing_layer(const std::string& layer, std::span<const std::string> names);

}  // namespace libgrid::io::detail
