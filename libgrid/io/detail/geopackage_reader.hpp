#pragma once
/// One layer of a GeoPackage as features in longitude and latitude, in the order of fid.
///
/// Columns come in the order asked for, those of `if_there` that the layer has behind them; a feature that is wrong is
/// in `rejected` with its place in the layer. A layer that is a view is refused: its query is a program of a stranger,
/// and may never end.
/// @errors file_not_found, file_unreadable, not_found (layer), format_unknown (view), column_missing, crs_missing,
///         crs_unknown; of a feature: as geojson.hpp, and wkb_malformed

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/io/feature.hpp>

namespace libgrid::io::detail {

[[nodiscard]] Expected<FeatureCollection> read_geopackage(const std::filesystem::path& path, std::string_view layer,
                                                          std::span<const std::string> columns,
                                                          std::span<const std::string> if_there = {});

}  // namespace libgrid::io::detail
