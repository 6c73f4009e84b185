#pragma once
/// A point layer of a GeoPackage, feature by feature (point_table.hpp says what of it comes out).

#include <filesystem>
#include <optional>
#include <string>

#include <libgrid/base/error.hpp>
#include <libgrid/io/point_table.hpp>

namespace libgrid::io::detail {

[[nodiscard]] Expected<void> read_geopackage_points(const std::filesystem::path& path, const std::string& layer,
                                                    const PointHandler& handler);
[[nodiscard]] Expected<std::optional<Frame>> geopackage_frame(const std::filesystem::path& path,
                                                              const std::string& layer);

}  // namespace libgrid::io::detail
