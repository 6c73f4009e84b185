#include <libgrid/workflow/detail/bent_edges.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include <libgrid/workflow/detail/report_text.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr double kShort = 0.0005;  // degrees
constexpr int kDeepest = 24;       // divisions of an edge
/// Where an edge is divided: not in the middle, where a neighbour's vertex may well be. A T-junction that met a vertex
/// put in here would be told by nobody.
constexpr double kShare = 0.4731;

using Ring = io::LonLatLine;

/// A position and where it lies in the plane.
struct Place {
  LonLat at;
  Xy on;
};

/// How far `p` is off the straight line.
double off(const Place& a, const Place& b, Xy p) {
  const double length = distance(a.on, b.on).value;
  const double twice_area = (b.on.x - a.on.x) * (p.y - a.on.y) - (b.on.y - a.on.y) * (p.x - a.on.x);
  return length > 0.0 ? std::abs(twice_area) / length : distance(a.on, p).value;
}

class Straightener {
 public:
  explicit Straightener(const crs::Projector& plane) : plane_(plane) {}

  Ring ring(const Ring& drawn) {
    Ring out;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      out.push_back(drawn[i]);
      if (i + 1 < drawn.size()) add_between(drawn[i], drawn[i + 1], out);
    }
    return out;
  }

  [[nodiscard]] std::size_t edges() const { return bent_.size(); }
  [[nodiscard]] std::size_t vertices() const {
    std::size_t all = 0;
    for (const auto& [ends, edge] : bent_) all += edge.vertices;
    return all;
  }
  [[nodiscard]] std::optional<Finding> told() const;

 private:
  struct BentEdge {
    std::size_t vertices = 0;
    double bend = 0.0;    ///< metres
    double length = 0.0;  ///< metres
  };

  /// In the order from a to b; they are found from the lesser end, so that either direction has the same.
  void add_between(LonLat a, LonLat b, Ring& out) {
    if (std::abs(a.lon - b.lon) < kShort && std::abs(a.lat - b.lat) < kShort) return;
    const auto [low, high] = std::minmax(a, b);
    const auto from = plane_.to_plane(low), to = plane_.to_plane(high);
    if (!from || !to) return;
    const Place first{low, *from}, last{high, *to};
    Ring between;
    const double bend = divide(first, last, 0, between);
    if (between.empty()) return;
    bent_[{low, high}] = {between.size(), bend, distance(*from, *to).value};
    if (b < a) std::ranges::reverse(between);
    out.insert(out.end(), between.begin(), between.end());
  }

  /// Vertices that the edge needs; returns how far it is off without them.
  double divide(const Place& a, const Place& b, int depth, Ring& between) {
    double bend = 0.0;
    for (const double share : {0.25, 0.5, 0.75})
      if (const auto here = along(a, b, share)) bend = std::max(bend, off(a, b, here->on));
    const auto split = along(a, b, kShare);
    if (!(bend > kMostBend.value) || !split || depth == kDeepest) return bend;
    divide(a, *split, depth + 1, between);
    between.push_back(split->at);
    divide(*split, b, depth + 1, between);
    return bend;
  }

  [[nodiscard]] std::optional<Place> along(const Place& a, const Place& b, double share) const {
    const LonLat at{a.at.lon + share * (b.at.lon - a.at.lon), a.at.lat + share * (b.at.lat - a.at.lat)};
    const auto on = plane_.to_plane(at);
    if (!on) return std::nullopt;
    return Place{at, *on};
  }

  const crs::Projector& plane_;
  std::map<std::pair<LonLat, LonLat>, BentEdge> bent_;  ///< by the lesser end, then the other
};

std::optional<Finding> Straightener::told() const {
  if (bent_.empty()) return std::nullopt;
  const BentEdge& worst =
      std::ranges::max_element(bent_, {}, [](const auto& edge) { return edge.second.bend; })->second;
  const std::string frame = "EPSG:" + std::to_string(plane_.frame().epsg);
  const std::string count = report::thousands(static_cast<std::int64_t>(edges())),
                    added = report::thousands(static_cast<std::int64_t>(vertices()));
  const std::string most = report::fixed(worst.bend * 1000.0, 1), length = report::fixed(worst.length, 0);
  const std::string left = report::fixed(kMostBend.value * 1000.0, 2);
  return Finding{
      "edges straight in degrees but not in the plane " + frame + ": " + count + ", off by up to " + most +
          " mm (an edge of " + length + " m); " + added +
          " vertices were put into them, the same for both zones at a border, so that none is off by more than " +
          left + " mm",
      "在经纬度中为直线、在平面 " + frame + " 中不为直线的边：" + count + " 条，最多偏 " + most + " 毫米（边长 " +
          length + " 米）；已在其上加密 " + added + " 个顶点（共用边界两侧相同），加密后偏差不超过 " + left + " 毫米"};
}

}  // namespace

Straightened straightened(std::span<const io::LonLatZone> zones, const crs::Projector& plane) {
  Straightener straightener(plane);
  Straightened out;
  for (io::LonLatZone zone : zones) {
    for (io::LonLatPolygon& polygon : zone.shape) {
      polygon.outer = straightener.ring(polygon.outer);
      for (Ring& hole : polygon.holes) hole = straightener.ring(hole);
    }
    out.zones.push_back(std::move(zone));
  }
  out.edges = straightener.edges();
  out.vertices = straightener.vertices();
  out.told = straightener.told();
  return out;
}

}  // namespace libgrid::workflow::detail
