#include <libgrid/coverage/detail/zone_faces.hpp>

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <numeric>
#include <optional>

#include <libgrid/coverage/detail/box_tree.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid::coverage::detail {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

/// Counter-clockwise from east: is the direction centre-a before centre-b?
bool before_by_angle(Xy centre, Xy a, Xy b) {
  const auto lower = [&](Xy p) { return p.y < centre.y || (p.y == centre.y && p.x < centre.x); };
  if (lower(a) != lower(b)) return lower(b);
  return orientation(centre, a, b) == Side::left;
}

/// Of two edges (low end first) that both cross one horizontal line and do not cross each other: is e right of f?
bool right_of(std::pair<Xy, Xy> e, std::pair<Xy, Xy> f) {
  if (e.first.y >= f.first.y) {
    const Side low = orientation(f.first, f.second, e.first);
    return (low != Side::on ? low : orientation(f.first, f.second, e.second)) == Side::right;
  }
  const Side low = orientation(e.first, e.second, f.first);
  return (low != Side::on ? low : orientation(e.first, e.second, f.second)) == Side::left;
}

/// Finds the nearest edge to the left of a point.
class LeftwardRay {
 public:
  explicit LeftwardRay(const ZoneGraph& graph) : graph_(graph), tree_(boxes(graph)) {}

  /// The directed edge whose left side faces p; none if p sees the outside.
  [[nodiscard]] std::optional<DirectedEdgeId> edge_before(Xy p) const {
    std::optional<DirectedEdgeId> best;
    std::pair<Xy, Xy> best_ends;
    tree_.visit({{-std::numeric_limits<double>::infinity(), p.y}, p}, [&](std::size_t e) {
      const Xy u = graph_.points[static_cast<std::size_t>(graph_.edges[e].first)];
      const Xy v = graph_.points[static_cast<std::size_t>(graph_.edges[e].second)];
      const bool upward = u.y < v.y;
      const std::pair ends = upward ? std::pair(u, v) : std::pair(v, u);
      if (ends.first.y > p.y || ends.second.y <= p.y) return;
      if (orientation(ends.first, ends.second, p) != Side::right) return;
      if (best && !right_of(ends, best_ends)) return;
      best = 2 * e + (upward ? 1 : 0);  // walked downward, the right side of the plane is on its left
      best_ends = ends;
    });
    return best;
  }

 private:
  static std::vector<Box> boxes(const ZoneGraph& graph) {
    std::vector<Box> boxes;
    for (const auto& [u, v] : graph.edges)
      boxes.push_back(
          segment_box(graph.points[static_cast<std::size_t>(u)], graph.points[static_cast<std::size_t>(v)]));
    return boxes;
  }
  const ZoneGraph& graph_;
  BoxTree tree_;
};

void toggle_all(std::vector<int>& set, std::span<const BorderUse> uses) {
  for (const BorderUse& use : uses) {
    const auto it = std::lower_bound(set.begin(), set.end(), use.zone);
    if (it != set.end() && *it == use.zone)
      set.erase(it);
    else
      set.insert(it, use.zone);
  }
}

}  // namespace

ZoneFaces::ZoneFaces(const ZoneGraph& graph) : graph_(graph) {
  link();
  trace();
  spread_cover();
}

/// next(h): at the end of h, the first edge clockwise from the way back.
void ZoneFaces::link() {
  const std::size_t n = 2 * graph_.edges.size();
  std::vector<DirectedEdgeId> out(n);
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::sort(out.begin(), out.end(), [&](DirectedEdgeId a, DirectedEdgeId b) {
    if (from(a) != from(b)) return from(a) < from(b);
    return before_by_angle(at(from(a)), at(to(a)), at(to(b)));
  });
  next_.resize(n);
  for (std::size_t first = 0; first < n;) {
    std::size_t last = first;
    while (last < n && from(out[last]) == from(out[first])) ++last;
    for (std::size_t i = first; i < last; ++i) next_[twin(out[i])] = out[i == first ? last - 1 : i - 1];
    first = last;
  }
}

/// Walks are faces when they turn counter-clockwise; the others are the outsides of components, placed afterwards.
void ZoneFaces::trace() {
  face_.assign(next_.size(), kNone);
  walks_.assign(1, {});
  std::vector<DirectedEdgeId> outsides;
  for (DirectedEdgeId start = 0; start < next_.size(); ++start) {
    if (face_[start] != kNone) continue;
    DirectedEdgeId lowest = start;
    for (DirectedEdgeId h = next_[start]; h != start; h = next_[h])
      if (at(from(h)) < at(from(lowest))) lowest = h;
    double twice = 0.0;
    const Xy origin = at(from(lowest));
    for (DirectedEdgeId h = next_[lowest]; h != lowest; h = next_[h]) {
      const Xy a = at(from(h)), b = at(to(h));
      twice += (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);
    }
    const bool inner = twice > 0.0;
    const std::size_t mark = inner ? walks_.size() : kNone - 1;
    for (DirectedEdgeId h = lowest; face_[h] == kNone; h = next_[h]) face_[h] = mark;
    if (inner)
      walks_.push_back({lowest});
    else
      outsides.push_back(lowest);
  }
  place_components(outsides);
}

/// From left to right, so that the component to the left of another is placed before it.
void ZoneFaces::place_components(std::vector<DirectedEdgeId>& outsides) {
  std::sort(outsides.begin(), outsides.end(),
            [&](DirectedEdgeId a, DirectedEdgeId b) { return at(from(a)) < at(from(b)); });
  const LeftwardRay ray(graph_);
  for (const DirectedEdgeId lowest : outsides) {
    const auto beside = ray.edge_before(at(from(lowest)));
    const std::size_t face = beside ? face_[*beside] : 0;
    walks_[face].push_back(lowest);
    face_[lowest] = face;
    for (DirectedEdgeId h = next_[lowest]; h != lowest; h = next_[h]) face_[h] = face;
  }
}

void ZoneFaces::spread_cover() {
  cover_.assign(walks_.size(), {});
  std::vector<char> known(walks_.size(), 0);
  known[0] = 1;
  std::deque<std::size_t> queue{0};
  while (!queue.empty()) {
    const std::size_t face = queue.front();
    queue.pop_front();
    each_edge(face, [&](DirectedEdgeId h) {
      const std::size_t other = face_[twin(h)];
      if (known[other] != 0) return;
      cover_[other] = cover_[face];
      toggle_all(cover_[other], graph_.uses_of(h / 2));
      known[other] = 1;
      queue.push_back(other);
    });
  }
}

ZoneFaces::Outline ZoneFaces::outline(std::size_t face) const {
  Outline outline;
  for (const DirectedEdgeId start : walks_[face]) {
    LineString ring{at(from(start))};
    DirectedEdgeId h = start;
    do {
      ring.push_back(at(to(h)));
      h = next_[h];
    } while (h != start);
    outline.area += signed_area(ring);
    outline.length += length(ring);
    outline.rings.push_back(std::move(ring));
  }
  return outline;
}

}  // namespace libgrid::coverage::detail
