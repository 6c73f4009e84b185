#include <libgrid/tile/feature.hpp>

#include <algorithm>
#include <utility>

namespace libgrid::tile {
namespace {

WorldLine projected(const LonLatLine& line, WorldBox& box) {
  WorldLine out;
  out.reserve(line.size());
  for (const LonLat& p : line) {
    out.push_back(to_world(p));
    box.extend(out.back());
  }
  return out;
}

}  // namespace

void WorldBox::extend(WorldXy p) {
  min = {std::min(min.x, p.x), std::min(min.y, p.y)};
  max = {std::max(max.x, p.x), std::max(max.y, p.y)};
}

Feature point_feature(std::uint64_t id, WorldXy place, std::vector<Tag> tags) {
  return {.id = id, .shape = place, .tags = std::move(tags), .box = {place, place}, .min_zoom = 0};
}

Feature point_feature(std::uint64_t id, LonLat place, std::vector<Tag> tags) {
  return point_feature(id, to_world(place), std::move(tags));
}

Feature line_feature(std::uint64_t id, const std::vector<LonLatLine>& lines, std::vector<Tag> tags) {
  Feature feature{.id = id, .shape = {}, .tags = std::move(tags), .box = {}, .min_zoom = 0};
  std::vector<WorldLine> shape;
  for (const LonLatLine& line : lines) shape.push_back(projected(line, feature.box));
  feature.shape = std::move(shape);
  return feature;
}

Feature polygon_feature(std::uint64_t id, const std::vector<LonLatPolygon>& polygons, std::vector<Tag> tags) {
  Feature feature{.id = id, .shape = {}, .tags = std::move(tags), .box = {}, .min_zoom = 0};
  std::vector<WorldPolygon> shape;
  for (const LonLatPolygon& polygon : polygons) {
    WorldPolygon& out = shape.emplace_back();
    out.outer = projected(polygon.outer, feature.box);
    for (const LonLatLine& hole : polygon.holes) out.holes.push_back(projected(hole, feature.box));
  }
  feature.shape = std::move(shape);
  return feature;
}

}  // namespace libgrid::tile
