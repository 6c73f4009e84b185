#include <libgrid/geom/wkb.hpp>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <utility>

namespace libgrid {
inline namespace geom {
namespace {

static_assert(std::endian::native == std::endian::little, "WKB is written by copying little-endian values");

enum class Kind : std::uint32_t { point = 1, line = 2, polygon = 3, multipolygon = 6 };

class Writer {
 public:
  template <class T>
  void put(T value) {
    const std::size_t at = bytes_.size();
    bytes_.resize(at + sizeof value);
    std::memcpy(bytes_.data() + at, &value, sizeof value);
  }
  void header(Kind kind) {
    put(std::uint8_t{1});
    put(static_cast<std::uint32_t>(kind));
  }
  void count(std::size_t n) { put(static_cast<std::uint32_t>(n)); }
  void points(std::span<const Xy> line) {
    count(line.size());
    for (const Xy p : line) point(p);
  }
  void point(Xy p) {
    put(p.x);
    put(p.y);
  }
  void polygon(const Polygon& polygon) {
    header(Kind::polygon);
    count(1 + polygon.holes.size());
    points(polygon.outer);
    for (const Ring& hole : polygon.holes) points(hole);
  }
  [[nodiscard]] Bytes take() { return std::move(bytes_); }

 private:
  Bytes bytes_;
};

class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : left_(bytes) {}

  [[nodiscard]] bool at_end() const { return left_.empty(); }

  Expected<Kind> header() {
    GRID_TRY(order, take<std::uint8_t>(false));
    if (order > 1) return fail(ErrorCode::wkb_malformed, "byte order " + std::to_string(order));
    swap_ = order == 0;
    GRID_TRY(type, take<std::uint32_t>(swap_));
    switch (type) {
      case 1:
      case 2:
      case 3:
      case 6:
        return static_cast<Kind>(type);
      default:
        return fail(ErrorCode::geometry_type, "WKB type " + std::to_string(type));
    }
  }

  /// A count of things that take at least `each` bytes.
  Expected<std::uint32_t> count(std::size_t each) {
    GRID_TRY(n, take<std::uint32_t>(swap_));
    if (n > left_.size() / each)
      return fail(ErrorCode::wkb_malformed, "count " + std::to_string(n) + " exceeds the bytes left");
    return n;
  }

  Expected<Xy> point() {
    GRID_TRY(x, take<double>(swap_));
    GRID_TRY(y, take<double>(swap_));
    if (!std::isfinite(x) || !std::isfinite(y)) return fail(ErrorCode::number_not_finite);
    return Xy{x, y};
  }

  Expected<LineString> points() {
    GRID_TRY(n, count(16));
    LineString line;
    line.reserve(n);
    for (std::uint32_t i = 0; i < n; ++i) {
      GRID_TRY(p, point());
      line.push_back(p);
    }
    return line;
  }

  Expected<Ring> ring() {
    GRID_TRY(line, points());
    if (line.size() < 4) return fail(ErrorCode::ring_too_short, std::to_string(line.size()) + " positions");
    if (line.front() != line.back()) return fail(ErrorCode::ring_not_closed);
    return std::move(line);
  }

  Expected<Polygon> polygon() {
    GRID_TRY(rings, count(4));
    if (rings == 0) return fail(ErrorCode::geometry_empty);
    Polygon polygon;
    GRID_TRY(outer, ring());
    polygon.outer = std::move(outer);
    for (std::uint32_t i = 1; i < rings; ++i) {
      GRID_TRY(hole, ring());
      polygon.holes.push_back(std::move(hole));
    }
    return polygon;
  }

 private:
  template <class T>
  Expected<T> take(bool swap) {
    if (left_.size() < sizeof(T)) return fail(ErrorCode::wkb_malformed, "ends too early");
    std::array<std::byte, sizeof(T)> raw;
    for (std::size_t i = 0; i < sizeof(T); ++i) raw[swap ? sizeof(T) - 1 - i : i] = left_[i];
    left_ = left_.subspan(sizeof(T));
    return std::bit_cast<T>(raw);
  }

  std::span<const std::byte> left_;
  bool swap_ = false;
};

template <class T>
Expected<T> whole(const Reader& reader, T value) {
  if (!reader.at_end()) return fail(ErrorCode::wkb_malformed, "bytes after the end");
  return value;
}

}  // namespace

Bytes to_wkb(Xy point) {
  Writer writer;
  writer.header(Kind::point);
  writer.point(point);
  return writer.take();
}

Bytes to_wkb(std::span<const Xy> line) {
  Writer writer;
  writer.header(Kind::line);
  writer.points(line);
  return writer.take();
}

Bytes to_wkb(const Polygon& polygon) {
  Writer writer;
  writer.polygon(polygon);
  return writer.take();
}

Bytes to_wkb(const MultiPolygon& polygons) {
  Writer writer;
  writer.header(Kind::multipolygon);
  writer.count(polygons.size());
  for (const Polygon& polygon : polygons) writer.polygon(polygon);
  return writer.take();
}

Expected<Xy> point_from_wkb(std::span<const std::byte> bytes) {
  Reader reader(bytes);
  GRID_TRY(kind, reader.header());
  if (kind != Kind::point) return fail(ErrorCode::geometry_type, "a point is needed");
  GRID_TRY(p, reader.point());
  return whole(reader, p);
}

Expected<LineString> line_from_wkb(std::span<const std::byte> bytes) {
  Reader reader(bytes);
  GRID_TRY(kind, reader.header());
  if (kind != Kind::line) return fail(ErrorCode::geometry_type, "a line is needed");
  GRID_TRY(line, reader.points());
  if (line.empty()) return fail(ErrorCode::geometry_empty);
  if (line.size() == 1) return fail(ErrorCode::geometry_invalid, "a line of one position");
  return whole(reader, std::move(line));
}

Expected<MultiPolygon> polygons_from_wkb(std::span<const std::byte> bytes) {
  Reader reader(bytes);
  GRID_TRY(kind, reader.header());
  if (kind == Kind::polygon) {
    GRID_TRY(polygon, reader.polygon());
    return whole(reader, MultiPolygon{std::move(polygon)});
  }
  if (kind != Kind::multipolygon) return fail(ErrorCode::geometry_type, "a polygon is needed");
  GRID_TRY(n, reader.count(9));
  MultiPolygon polygons;
  for (std::uint32_t i = 0; i < n; ++i) {
    GRID_TRY(part, reader.header());
    if (part != Kind::polygon) return fail(ErrorCode::geometry_type, "a multipolygon holds polygons only");
    GRID_TRY(polygon, reader.polygon());
    polygons.push_back(std::move(polygon));
  }
  if (polygons.empty()) return fail(ErrorCode::geometry_empty);
  return whole(reader, std::move(polygons));
}

}  // namespace geom
}  // namespace libgrid
