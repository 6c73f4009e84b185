#include <libgrid/places/detail/street_path.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <utility>

#include <libgrid/places/detail/meeting.hpp>

namespace libgrid::places::detail {
namespace {

/// Vertices of all ways, equal points once, and the segments between them.
class PathGraph {
 public:
  std::size_t vertex(Xy at) {
    const auto [found, fresh] = number_.emplace(at, points_.size());
    if (fresh) {
      points_.push_back(at);
      edges_.emplace_back();
    }
    return found->second;
  }

  void join(std::size_t a, std::size_t b) {
    if (a == b) return;
    edges_[a].push_back(b);
    edges_[b].push_back(a);
  }

  [[nodiscard]] std::size_t size() const { return points_.size(); }
  [[nodiscard]] Xy point(std::size_t i) const { return points_[i]; }

  [[nodiscard]] LineString shortest(std::size_t from, std::size_t to) const {
    std::vector<double> best(size(), std::numeric_limits<double>::infinity());
    std::vector<std::size_t> before(size(), size());
    using Item = std::pair<double, std::size_t>;
    std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
    best[from] = 0.0;
    queue.emplace(0.0, from);
    while (!queue.empty()) {
      const auto [so_far, at] = queue.top();
      queue.pop();
      if (so_far > best[at]) continue;
      if (at == to) break;
      for (const std::size_t next : edges_[at]) {
        const double length = so_far + distance(points_[at], points_[next]).value;
        if (length >= best[next]) continue;
        best[next] = length;
        before[next] = at;
        queue.emplace(length, next);
      }
    }
    if (best[to] == std::numeric_limits<double>::infinity()) return {};
    LineString path;
    for (std::size_t at = to; at != size(); at = before[at]) path.push_back(points_[at]);
    std::ranges::reverse(path);
    return path;
  }

 private:
  std::map<Xy, std::size_t> number_;
  std::vector<Xy> points_;
  std::vector<std::vector<std::size_t>> edges_;
};

/// The ways with a vertex at each of the two places, so that the path can begin and end there.
void add_way(PathGraph& graph, const LineString& way, std::span<const Xy> stops) {
  for (std::size_t i = 0; i + 1 < way.size(); ++i) {
    std::vector<Xy> on_segment;
    for (const Xy stop : stops)
      if (distance_to_segment(stop, way[i], way[i + 1]).value < 1e-6) on_segment.push_back(stop);
    std::ranges::sort(on_segment, {}, [&](Xy p) { return distance(way[i], p).value; });
    std::size_t last = graph.vertex(way[i]);
    on_segment.push_back(way[i + 1]);
    for (const Xy p : on_segment) {
      const std::size_t next = graph.vertex(p);
      graph.join(last, next);
      last = next;
    }
  }
}

void jump_gaps(PathGraph& graph, std::span<const LineString> ways, Metres jump) {
  for (const LineString& way : ways) {
    if (way.size() < 2) continue;
    for (const Xy end : {way.front(), way.back()}) {
      const std::size_t from = graph.vertex(end);
      for (std::size_t i = 0; i < graph.size(); ++i)
        if (distance(graph.point(i), end).value <= jump.value) graph.join(from, i);
    }
  }
}

/// The pieces of a line where low <= axis <= high.
void clip(const LineString& line, double Xy::* axis, double low, double high, std::vector<LineString>& out) {
  LineString piece;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const double a = line[i].*axis;
    const double b = line[i + 1].*axis;
    double enter = 0.0;
    double leave = 1.0;
    if (a == b) {
      if (a < low || a > high) leave = -1.0;
    } else {
      const double at_low = (low - a) / (b - a);
      const double at_high = (high - a) / (b - a);
      enter = std::max(0.0, std::min(at_low, at_high));
      leave = std::min(1.0, std::max(at_low, at_high));
    }
    if (enter < leave) {
      const auto at = [&](double t) {
        return Xy{line[i].x + t * (line[i + 1].x - line[i].x), line[i].y + t * (line[i + 1].y - line[i].y)};
      };
      if (piece.empty()) piece.push_back(enter == 0.0 ? line[i] : at(enter));
      piece.push_back(leave == 1.0 ? line[i + 1] : at(leave));
    }
    if ((enter >= leave || leave < 1.0) && !piece.empty()) out.push_back(std::exchange(piece, {}));
  }
  if (!piece.empty()) out.push_back(std::move(piece));
}

}  // namespace

LineString street_path(std::span<const LineString> ways, Xy from, Xy to, Metres jump) {
  const std::array<Xy, 2> stops{nearest_on(ways, from).at, nearest_on(ways, to).at};
  PathGraph graph;
  for (const LineString& way : ways) add_way(graph, way, stops);
  jump_gaps(graph, ways, jump);
  return graph.shortest(graph.vertex(stops[0]), graph.vertex(stops[1]));
}

std::vector<LineString> street_section(std::span<const LineString> ways, Compass part) {
  Box box;
  for (const LineString& way : ways) box.extend(bounds(way));
  const double width = box.max.x - box.min.x;
  const double height = box.max.y - box.min.y;
  const bool upright = part == Compass::north || part == Compass::south || (part == Compass::middle && height > width);
  double Xy::* const axis = upright ? &Xy::y : &Xy::x;
  const double low = box.min.*axis;
  const double extent = box.max.*axis - low;
  double from = part == Compass::north || part == Compass::east ? 0.5 : 0.0;
  double to = part == Compass::south || part == Compass::west ? 0.5 : 1.0;
  if (part == Compass::middle) {
    from = 0.25;
    to = 0.75;
  }
  std::vector<LineString> pieces;
  for (const LineString& way : ways) clip(way, axis, low + from * extent, low + to * extent, pieces);
  return pieces;
}

}  // namespace libgrid::places::detail
