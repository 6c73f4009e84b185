#include <libgrid/coverage/detail/ring_checks.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include <libgrid/coverage/detail/box_tree.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid::coverage::detail {
namespace {

struct Segment {
  Xy a, b;
  int ring;
  std::size_t part;   ///< polygon of the shape
  std::size_t place;  ///< in its ring, without zero steps
  std::size_t count;  ///< segments of its ring
};

void add_ring(const Ring& ring, int number, std::size_t part, std::vector<Segment>& segments) {
  const std::size_t first = segments.size();
  for (std::size_t i = 1; i < ring.size(); ++i)
    if (ring[i - 1] != ring[i]) segments.push_back({ring[i - 1], ring[i], number, part, segments.size() - first, 0});
  if (segments.size() == first && !ring.empty()) segments.push_back({ring[0], ring[0], number, part, 0, 0});
  for (std::size_t i = first; i < segments.size(); ++i) segments[i].count = segments.size() - first;
}

bool strictly_crosses(const Segment& s, const Segment& t) {
  const int first = static_cast<int>(orientation(s.a, s.b, t.a)) * static_cast<int>(orientation(s.a, s.b, t.b));
  return first < 0 && static_cast<int>(orientation(t.a, t.b, s.a)) * static_cast<int>(orientation(t.a, t.b, s.b)) < 0;
}

Xy crossing(const Segment& s, const Segment& t) {
  const double ux = s.b.x - s.a.x, uy = s.b.y - s.a.y, vx = t.b.x - t.a.x, vy = t.b.y - t.a.y;
  const double share = ((t.a.x - s.a.x) * vy - (t.a.y - s.a.y) * vx) / (ux * vy - uy * vx);
  return {s.a.x + share * ux, s.a.y + share * uy};
}

/// Two different ends of one segment or of both on the other: they share a stretch.
bool shares_stretch(const Segment& s, const Segment& t, const std::vector<Xy>& touching) {
  return touching.size() > 1 && orientation(s.a, s.b, t.a) == Side::on && orientation(s.a, s.b, t.b) == Side::on;
}

std::vector<Xy> touching_ends(const Segment& s, const Segment& t) {
  std::vector<Xy> ends;
  for (const Xy p : {t.a, t.b})
    if (on_segment(s.a, s.b, p)) ends.push_back(p);
  for (const Xy p : {s.a, s.b})
    if (on_segment(t.a, t.b, p)) ends.push_back(p);
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

bool neighbours(const Segment& s, const Segment& t) {
  const std::size_t gap = s.place > t.place ? s.place - t.place : t.place - s.place;
  return s.ring == t.ring && (gap == 1 || gap + 1 == s.count);
}

std::optional<Xy> bad_contact(const Segment& s, const Segment& t) {
  if (strictly_crosses(s, t)) return crossing(s, t);
  const std::vector<Xy> ends = touching_ends(s, t);
  if (ends.empty()) return std::nullopt;
  if (shares_stretch(s, t, ends)) return ends.front();
  const bool allowed = s.ring != t.ring || (neighbours(s, t) && ends.size() == 1);
  return allowed ? std::nullopt : std::optional(ends.front());
}

/// A point of the ring on the given side of the other: of a ring that touches none the first point tells for all, else
/// any point or middle of an edge may (rings may pass through each other in a common vertex).
std::optional<Xy> point_at(const Ring& ring, const Polygon& other, Location where, bool touches) {
  if (!touches) return locate(other, ring.front()) == where ? std::optional(ring.front()) : std::nullopt;
  std::vector<Xy> probes = ring;
  for (std::size_t i = 1; i < ring.size(); ++i)
    probes.push_back({(ring[i - 1].x + ring[i].x) / 2.0, (ring[i - 1].y + ring[i].y) / 2.0});
  for (const Xy p : probes)
    if (locate(other, p) == where) return p;
  return std::nullopt;
}

/// touching[r]: ring r meets another ring in a point; rings are counted through all parts, shells before their holes.
void check_nesting(const MultiPolygon& shape, const std::vector<char>& touching, std::vector<Xy>& found) {
  const auto add = [&](std::optional<Xy> p) {
    if (p) found.push_back(*p);
  };
  std::vector<std::size_t> shell_number;
  for (std::size_t i = 0, ring = 0; i < shape.size(); ring += 1 + shape[i].holes.size(), ++i)
    shell_number.push_back(ring);
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const Polygon shell{shape[i].outer, {}};
    for (std::size_t h = 0; h < shape[i].holes.size(); ++h) {
      const bool touches = touching[shell_number[i] + 1 + h] != 0;
      add(point_at(shape[i].holes[h], shell, Location::outside, touches));
      for (std::size_t k = 0; k < shape[i].holes.size(); ++k)
        if (k != h) add(point_at(shape[i].holes[h], Polygon{shape[i].holes[k], {}}, Location::inside, touches));
    }
    for (std::size_t k = 0; k < shape.size(); ++k)
      if (k != i && bounds(shape[k]).meets(bounds(shape[i])))
        add(point_at(shape[k].outer, shape[i], Location::inside, touching[shell_number[k]] != 0));
  }
}

/// Rings of one polygon touch in points; if rings and points form a cycle, the interior falls into parts.
void check_connected(std::vector<std::pair<Xy, int>> touches, std::vector<Xy>& found) {
  std::sort(touches.begin(), touches.end());
  touches.erase(std::unique(touches.begin(), touches.end()), touches.end());
  std::map<int, int> above;  // rings are numbered from 0 up, points from -1 down
  const std::function<int(int)> root = [&](int node) {
    const auto it = above.find(node);
    return it == above.end() ? node : it->second = root(it->second);
  };
  int point = 0;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    if (i == 0 || touches[i].first != touches[i - 1].first) --point;
    const int a = root(point), b = root(touches[i].second);
    if (a == b)
      found.push_back(touches[i].first);
    else
      above[a] = b;
  }
}

}  // namespace

std::vector<Xy> self_contacts(const MultiPolygon& shape) {
  std::vector<Segment> segments;
  int ring = 0;
  for (std::size_t part = 0; part < shape.size(); ++part) {
    add_ring(shape[part].outer, ring++, part, segments);
    for (const Ring& hole : shape[part].holes) add_ring(hole, ring++, part, segments);
  }
  std::vector<Box> boxes;
  boxes.reserve(segments.size());
  for (const Segment& s : segments) boxes.push_back(segment_box(s.a, s.b));
  const BoxTree tree(boxes);
  std::vector<Xy> found;
  for (const Segment& s : segments)
    if (s.count < 3) found.push_back(s.a);
  std::vector<std::pair<Xy, int>> touches;
  std::vector<char> touching(static_cast<std::size_t>(ring), 0);
  for (std::size_t i = 0; i < segments.size(); ++i)
    tree.visit(boxes[i], [&](std::size_t j) {
      if (j <= i) return;
      const Segment &s = segments[i], &t = segments[j];
      if (const auto p = bad_contact(s, t)) return found.push_back(*p);
      if (s.ring == t.ring) return;
      for (const Xy p : touching_ends(s, t)) {
        touching[static_cast<std::size_t>(s.ring)] = touching[static_cast<std::size_t>(t.ring)] = 1;
        if (s.part == t.part) touches.insert(touches.end(), {{p, s.ring}, {p, t.ring}});
      }
    });
  if (found.empty()) check_nesting(shape, touching, found);
  if (found.empty()) check_connected(std::move(touches), found);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace libgrid::coverage::detail
