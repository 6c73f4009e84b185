#pragma once
/// Well-known binary, the bytes in which geometry travels between rooms, files and other programs.
///
///   std::vector<std::byte> bytes = to_wkb(polygon);
///   Expected<MultiPolygon> again = polygons_from_wkb(bytes);     // again == MultiPolygon{polygon}
///
/// Written little-endian, two-dimensional. Read from untrusted sources: counts are checked against the bytes that are
/// left before anything is allocated; trailing bytes, Z/M, SRID flags, non-finite numbers and open rings are refused.
/// @errors wkb_malformed, geometry_type, geometry_empty, geometry_invalid (a line of one position), number_not_finite,
///         ring_too_short, ring_not_closed
/// @source OGC 06-103r4 (Simple Feature Access 1.2.1), section 8

#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid {
inline namespace geom {

using Bytes = std::vector<std::byte>;

[[nodiscard]] Bytes to_wkb(Xy point);
[[nodiscard]] Bytes to_wkb(std::span<const Xy> line);
[[nodiscard]] Bytes to_wkb(const Polygon& polygon);
[[nodiscard]] Bytes to_wkb(const MultiPolygon& polygons);

[[nodiscard]] Expected<Xy> point_from_wkb(std::span<const std::byte> bytes);
[[nodiscard]] Expected<LineString> line_from_wkb(std::span<const std::byte> bytes);
/// A Polygon or a MultiPolygon.
[[nodiscard]] Expected<MultiPolygon> polygons_from_wkb(std::span<const std::byte> bytes);

}  // namespace geom
}  // namespace libgrid
