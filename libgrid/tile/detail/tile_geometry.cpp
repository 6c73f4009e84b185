#include <libgrid/tile/detail/tile_geometry.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <libgrid/tile/detail/clip.hpp>

namespace libgrid::tile::detail {
namespace {

/// From the world to the units of one tile.
class ToTile {
 public:
  ToTile(TileId tile, const MvtOptions& options)
      : side_(std::ldexp(1.0, tile.z)),
        column_(static_cast<double>(tile.x)),
        row_(static_cast<double>(tile.y)),
        extent_(options.extent),
        square_{-static_cast<double>(options.buffer), static_cast<double>(options.extent + options.buffer)} {}

  [[nodiscard]] TilePoint operator()(WorldXy p) const {
    return {(p.x * side_ - column_) * extent_, (p.y * side_ - row_) * extent_};
  }
  [[nodiscard]] TilePath operator()(const WorldLine& line) const {
    TilePath path;
    path.reserve(line.size());
    for (const WorldXy& p : line) path.push_back((*this)(p));
    return path;
  }
  [[nodiscard]] Square square() const { return square_; }
  [[nodiscard]] double extent() const { return extent_; }

 private:
  double side_, column_, row_, extent_;
  Square square_;
};

enum class Overlap { none, part, all };

Overlap overlap(const WorldBox& box, const ToTile& to_tile) {
  const TilePoint min = to_tile(box.min);
  const TilePoint max = to_tile(box.max);
  const auto [low, high] = to_tile.square();
  if (!(min.x <= high && max.x >= low && min.y <= high && max.y >= low)) return Overlap::none;
  return min.x >= low && max.x <= high && min.y >= low && max.y <= high ? Overlap::all : Overlap::part;
}

CursorPath rounded(const TilePath& path) {
  CursorPath out;
  out.reserve(path.size());
  for (const TilePoint& p : path) {
    const Cursor c{static_cast<std::int32_t>(std::lround(p.x)), static_cast<std::int32_t>(std::lround(p.y))};
    if (out.empty() || out.back() != c) out.push_back(c);
  }
  return out;
}

void add_point(const WorldXy& place, const ToTile& to_tile, TileGeometry& out) {
  const TilePoint p = to_tile(place);
  const bool here = p.x >= 0.0 && p.x < to_tile.extent() && p.y >= 0.0 && p.y < to_tile.extent();
  // Floor, not round: a point of this tile must not land on the next tile's first column.
  if (here) out.paths.push_back({{static_cast<std::int32_t>(p.x), static_cast<std::int32_t>(p.y)}});
}

void add_line(const WorldLine& line, Overlap how, const ToTile& to_tile, TileGeometry& out) {
  const TilePath path = to_tile(line);
  const auto parts = how == Overlap::all ? std::vector<TilePath>{path} : clip_line(path, to_tile.square());
  for (const TilePath& part : parts) {
    if (CursorPath kept = rounded(part); kept.size() >= 2) out.paths.push_back(std::move(kept));
  }
}

/// Rounded ring of the wanted direction; empty if it has no area.
CursorPath wound_ring(const WorldLine& ring, Overlap how, const ToTile& to_tile, bool outer) {
  TilePath path = to_tile(ring);
  if (how != Overlap::all) path = clip_ring(path, to_tile.square());
  CursorPath kept = rounded(path);
  while (kept.size() > 1 && kept.front() == kept.back()) kept.pop_back();
  const std::int64_t area = doubled_area(kept);
  if (area == 0) return {};
  if ((area > 0) != outer) std::reverse(kept.begin(), kept.end());
  return kept;
}

void add_polygon(const WorldPolygon& polygon, Overlap how, const ToTile& to_tile, TileGeometry& out) {
  const std::size_t before = out.paths.size();
  CursorPath outer = wound_ring(polygon.outer, how, to_tile, true);
  if (outer.empty()) return;
  std::int64_t area = doubled_area(outer);
  out.paths.push_back(std::move(outer));
  for (const WorldLine& hole : polygon.holes) {
    CursorPath ring = wound_ring(hole, how, to_tile, false);
    if (ring.empty()) continue;
    area += doubled_area(ring);
    out.paths.push_back(std::move(ring));
  }
  // The tile lies in a hole: outer ring and hole are both the whole square.
  if (area <= 0) out.paths.resize(before);
}

}  // namespace

std::int64_t doubled_area(const CursorPath& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Cursor a = ring[i];
    const Cursor b = ring[i + 1 == ring.size() ? 0 : i + 1];
    sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
  }
  return sum;
}

TileGeometry tile_geometry(const Feature& feature, TileId tile, const MvtOptions& options) {
  const ToTile to_tile(tile, options);
  TileGeometry out;
  const Overlap how = overlap(feature.box, to_tile);
  if (how == Overlap::none) return out;
  if (const auto* place = std::get_if<WorldXy>(&feature.shape)) {
    out.type = GeomType::point;
    add_point(*place, to_tile, out);
  } else if (const auto* lines = std::get_if<std::vector<WorldLine>>(&feature.shape)) {
    out.type = GeomType::line;
    for (const WorldLine& line : *lines) add_line(line, how, to_tile, out);
  } else if (const auto* polygons = std::get_if<std::vector<WorldPolygon>>(&feature.shape)) {
    out.type = GeomType::polygon;
    for (const WorldPolygon& polygon : *polygons) add_polygon(polygon, how, to_tile, out);
  }
  return out;
}

}  // namespace libgrid::tile::detail
