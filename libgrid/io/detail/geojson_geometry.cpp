#include <libgrid/io/detail/geojson_geometry.hpp>

#include <cmath>
#include <string>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io::detail {
namespace {

Expected<const Json::Items*> list(const Json& json, std::string_view what) {
  if (const Json::Items* items = json.items()) return items;
  return fail(ErrorCode::json_malformed, std::string(what) + " is no list");
}

Expected<LonLat> position(const Json& json) {
  GRID_TRY(numbers, list(json, "a position"));
  if (numbers->size() < 2 || numbers->size() > 3) {
    return fail(ErrorCode::json_malformed, "a position of " + std::to_string(numbers->size()) + " numbers");
  }
  for (const Json& number : *numbers) {
    if (!number.is_number()) return fail(ErrorCode::number_malformed, "a coordinate is no number");
  }
  const LonLat p{(*numbers)[0].number(), (*numbers)[1].number()};
  GRID_CHECK(check_on_earth(p));
  return p;
}

Expected<LonLatLine> positions(const Json& json) {
  GRID_TRY(items, list(json, "a list of positions"));
  LonLatLine line;
  line.reserve(items->size());
  for (const Json& item : *items) {
    GRID_TRY(p, position(item));
    line.push_back(p);
  }
  return line;
}

Expected<LonLatLine> line_string(const Json& json) {
  GRID_TRY(line, positions(json));
  if (line.size() < 2)
    return fail(ErrorCode::geometry_empty, "a line of " + std::to_string(line.size()) + " positions");
  return std::move(line);
}

Expected<LonLatLine> ring(const Json& json) {
  GRID_TRY(line, positions(json));
  if (line.size() < 4) return fail(ErrorCode::ring_too_short, std::to_string(line.size()) + " positions");
  if (line.front() != line.back()) return fail(ErrorCode::ring_not_closed);
  return std::move(line);
}

Expected<LonLatPolygon> polygon(const Json& json) {
  GRID_TRY(rings, list(json, "a polygon"));
  if (rings->empty()) return fail(ErrorCode::geometry_empty, "a polygon without rings");
  LonLatPolygon polygon;
  for (std::size_t i = 0; i < rings->size(); ++i) {
    GRID_TRY(line, ring((*rings)[i]));
    if (i == 0) {
      polygon.outer = std::move(line);
    } else {
      polygon.holes.push_back(std::move(line));
    }
  }
  return polygon;
}

/// A list of parts, at least one, each read by `read`.
template <class Part>
Expected<std::vector<Part>> parts(const Json& json, Expected<Part> (*read)(const Json&)) {
  GRID_TRY(items, list(json, "a list of parts"));
  if (items->empty()) return fail(ErrorCode::geometry_empty, "no parts");
  std::vector<Part> all;
  for (const Json& item : *items) {
    GRID_TRY(part, read(item));
    all.push_back(std::move(part));
  }
  return all;
}

}  // namespace

Expected<void> check_on_earth(LonLat p) {
  if (std::abs(p.lon) <= 180.0 && std::abs(p.lat) <= 90.0) return {};
  const std::string shown = "lon " + shortest_text(p.lon) + ", lat " + shortest_text(p.lat);
  if (!std::isfinite(p.lon) || !std::isfinite(p.lat)) return fail(ErrorCode::number_not_finite, shown);
  const bool swapped = std::abs(p.lat) <= 180.0 && std::abs(p.lon) <= 90.0;
  return fail(swapped ? ErrorCode::axes_swapped : ErrorCode::coordinate_out_of_range, shown);
}

Expected<LonLatGeometry> geometry_from_json(const Json& geometry) {
  if (geometry.is_null()) return LonLatGeometry{};
  const Json* type = geometry.find("type");
  const Json* coordinates = geometry.find("coordinates");
  if (type == nullptr || type->text() == nullptr) return fail(ErrorCode::json_malformed, "a geometry without type");
  if (geometry.find("crs") != nullptr) return fail(ErrorCode::crs_unknown, "a crs inside a geometry");
  const std::string& name = *type->text();
  const bool known = name == "Point" || name == "LineString" || name == "MultiLineString" || name == "Polygon" ||
                     name == "MultiPolygon";
  if (!known) return fail(ErrorCode::geometry_type, std::string(beginning_of(name)));
  if (coordinates == nullptr) return fail(ErrorCode::json_malformed, "a geometry without coordinates");
  if (name == "Point") return position(*coordinates);
  if (name == "LineString") {
    return line_string(*coordinates).map([](LonLatLine line) {
      return LonLatGeometry(LonLatMultiLine{std::move(line)});
    });
  }
  if (name == "Polygon") {
    return polygon(*coordinates).map([](LonLatPolygon one) {
      return LonLatGeometry(LonLatMultiPolygon{std::move(one)});
    });
  }
  if (name == "MultiLineString") return parts<LonLatLine>(*coordinates, line_string);
  return parts<LonLatPolygon>(*coordinates, polygon);
}

}  // namespace libgrid::io::detail
