#include <libgrid/tile/tile_id.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <string>

namespace libgrid::tile {
namespace {

using std::numbers::pi;

constexpr double kMaxLatitude = 85.05112877980659;  // where the mercator square ends

Expected<std::int64_t> whole_number(std::string_view text, std::string_view field) {
  std::int64_t number = -1;
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, number);  // NOLINT: a range, not a C string
  const bool plain = problem == std::errc{} && stop == end && number >= 0;
  if (!plain) return fail(make_error(ErrorCode::parameter_invalid, std::string(text)).at_field(std::string(field)));
  return number;
}

}  // namespace

Expected<TileId> parse_tile_id(std::string_view z, std::string_view x, std::string_view y) {
  GRID_TRY(zoom, whole_number(z, "z"));
  GRID_TRY(column, whole_number(x, "x"));
  GRID_TRY(row, whole_number(y, "y"));
  if (zoom > kMaxZoom) return fail(make_error(ErrorCode::parameter_invalid, std::string(z)).at_field("z"));
  const std::int64_t side = std::int64_t{1} << zoom;
  if (column >= side) return fail(make_error(ErrorCode::parameter_invalid, std::string(x)).at_field("x"));
  if (row >= side) return fail(make_error(ErrorCode::parameter_invalid, std::string(y)).at_field("y"));
  return TileId{static_cast<int>(zoom), column, row};
}

WorldXy to_world(LonLat p) {
  const double lat = std::clamp(p.lat, -kMaxLatitude, kMaxLatitude) * pi / 180.0;
  return {p.lon / 360.0 + 0.5, 0.5 - std::asinh(std::tan(lat)) / (2.0 * pi)};
}

LonLat to_lonlat(WorldXy p) { return {(p.x - 0.5) * 360.0, std::atan(std::sinh((0.5 - p.y) * 2.0 * pi)) * 180.0 / pi}; }

TileId tile_of(WorldXy p, int zoom) {
  const double side = std::ldexp(1.0, zoom);
  return {zoom, static_cast<std::int64_t>(std::floor(p.x * side)), static_cast<std::int64_t>(std::floor(p.y * side))};
}

}  // namespace libgrid::tile
