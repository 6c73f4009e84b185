#pragma once
/// Lon/lat geometry as GeoJSON, seven decimals (about one centimetre).
///
///   Json feature = feature_of(17, polygons_json(view.shape), {{"code", "BOS-01-02"}});
///   std::string body = collection({feature}).dump();
///
/// @source RFC 7946: lon/lat order, outer rings counter-clockwise (as the plan has them)

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include <libgrid/workflow/city_view.hpp>

namespace libgrid::service {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json position_json(LonLat p);
[[nodiscard]] Json line_json(std::span<const LonLat> line);
[[nodiscard]] Json polygons_json(const workflow::LonLatShape& shape);
[[nodiscard]] Json polygon_json(std::span<const LonLat> ring);
[[nodiscard]] Json feature_of(std::int64_t id, Json geometry, Json properties);
[[nodiscard]] Json collection(Json features);

/// A number with at most `decimals` decimals; null where it is not finite.
[[nodiscard]] Json rounded(double value, int decimals);

}  // namespace libgrid::service
