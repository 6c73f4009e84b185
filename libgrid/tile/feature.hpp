#pragma once
/// What a map layer is made of: a shape on the square world, an id, and a few tags.
///
///   Feature park = polygon_feature(17, {LonLatPolygon{.outer = ring, .holes = {}}}, {{"name", "Common"}, {"n", 3}});
///   Feature lane = line_feature(18, {lane_points}, {{"zone", "BOS-01-02"}});
///   Feature case_place = point_feature(19, LonLat{-71.06, 42.36}, {});
///
/// Degrees are projected once, here; a tile then costs only clipping. Rings need not be closed and their direction
/// carries no meaning.
/// @pre finite coordinates

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <libgrid/geom/xy.hpp>
#include <libgrid/tile/tile_id.hpp>

namespace libgrid::tile {

using LonLatLine = std::vector<LonLat>;

struct LonLatPolygon {
  LonLatLine outer;
  std::vector<LonLatLine> holes;
  friend bool operator==(const LonLatPolygon&, const LonLatPolygon&) = default;
};

using TagValue = std::variant<std::string, std::int64_t, double, bool>;

struct Tag {
  std::string key;
  TagValue value;
  friend bool operator==(const Tag&, const Tag&) = default;
};

using WorldLine = std::vector<WorldXy>;

struct WorldPolygon {
  WorldLine outer;
  std::vector<WorldLine> holes;
};

using WorldShape = std::variant<WorldXy, std::vector<WorldLine>, std::vector<WorldPolygon>>;

/// A closed box on the world; empty while min > max.
struct WorldBox {
  WorldXy min{2.0, 2.0};
  WorldXy max{-1.0, -1.0};
  void extend(WorldXy p);
};

struct Feature {
  std::uint64_t id = 0;  ///< 0: none is written
  WorldShape shape;
  std::vector<Tag> tags;
  WorldBox box;      ///< of the shape
  int min_zoom = 0;  ///< left out of tiles below this zoom
};

[[nodiscard]] Feature point_feature(std::uint64_t id, LonLat place, std::vector<Tag> tags);
[[nodiscard]] Feature point_feature(std::uint64_t id, WorldXy place, std::vector<Tag> tags);
[[nodiscard]] Feature line_feature(std::uint64_t id, const std::vector<LonLatLine>& lines, std::vector<Tag> tags);
[[nodiscard]] Feature polygon_feature(std::uint64_t id, const std::vector<LonLatPolygon>& polygons,
                                      std::vector<Tag> tags);

}  // namespace libgrid::tile
