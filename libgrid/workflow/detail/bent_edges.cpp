#include <libgrid/workflow/detail/bent_edges.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/workflow/detail/report_text.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr double kShort = 0.0005;  // degrees

struct BentEdge {
  std::pair<LonLat, LonLat> ends;  ///< the lesser first
  double bend = 0.0;               ///< metres
  double length = 0.0;             ///< metres
};

void look(LonLat a, LonLat b, const crs::Projector& plane, std::vector<BentEdge>& bent) {
  if (std::abs(a.lon - b.lon) < kShort && std::abs(a.lat - b.lat) < kShort) return;
  const auto from = plane.to_plane(a), to = plane.to_plane(b);
  const auto middle = plane.to_plane(LonLat{(a.lon + b.lon) / 2.0, (a.lat + b.lat) / 2.0});
  if (!from || !to || !middle) return;
  const double length = distance(*from, *to).value;
  const double twice_area = (to->x - from->x) * (middle->y - from->y) - (to->y - from->y) * (middle->x - from->x);
  const double bend = std::abs(twice_area) / length;
  if (bend > kMostBend.value) bent.push_back({b < a ? std::pair(b, a) : std::pair(a, b), bend, length});
}

void look(const std::vector<LonLat>& ring, const crs::Projector& plane, std::vector<BentEdge>& bent) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LonLat a = ring[i], b = ring[(i + 1) % ring.size()];
    if (a != b) look(a, b, plane, bent);
  }
}

}  // namespace

std::optional<Finding> bent_edges(std::span<const io::LonLatZone> zones, const crs::Projector& plane) {
  std::vector<BentEdge> bent;
  for (const io::LonLatZone& zone : zones)
    for (const auto& polygon : zone.shape) {
      look(polygon.outer, plane, bent);
      for (const auto& hole : polygon.holes) look(hole, plane, bent);
    }
  if (bent.empty()) return std::nullopt;
  std::ranges::sort(bent, {}, &BentEdge::ends);
  const auto twice = std::ranges::unique(bent, {}, &BentEdge::ends);
  bent.erase(twice.begin(), twice.end());
  const BentEdge& worst = *std::ranges::max_element(bent, {}, &BentEdge::bend);
  const std::string count = report::thousands(static_cast<std::int64_t>(bent.size()));
  const std::string most = report::fixed(worst.bend * 1000.0, 1), length = report::fixed(worst.length, 0);
  const std::string frame = "EPSG:" + std::to_string(plane.frame().epsg);
  return Finding{
      "edges straight in degrees but not in the plane " + frame + ": " + count + ", the middle is off by up to " +
          most + " mm (an edge of " + length +
          " m); a vertex of a neighbour there becomes an overlap or a gap as wide: give the file in the plane that it "
          "was drawn in, or add vertices along long edges",
      "在经纬度中为直线、在平面 " + frame + " 中不为直线的边：" + count + " 条，中点最多偏 " + most + " 毫米（边长 " +
          length +
          " 米）；相邻网格若在该处有顶点，会出现同样宽的重叠或缝隙：请提供原平面坐标系的文件，或在长边上加密顶点"};
}

}  // namespace libgrid::workflow::detail
