#include <libgrid/coverage/detail/ring_checks.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>

#include <libgrid/coverage/detail/box_tree.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid::coverage::detail {
namespace {

struct Segment {
  Xy a, b;
  int ring;
  std::size_t place;  ///< in its ring, without zero steps
  std::size_t count;  ///< segments of its ring
};

void add_ring(const Ring& ring, int number, std::vector<Segment>& segments) {
  const std::size_t first = segments.size();
  for (std::size_t i = 1; i < ring.size(); ++i)
    if (ring[i - 1] != ring[i]) segments.push_back({ring[i - 1], ring[i], number, segments.size() - first, 0});
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

/// Where a ring lies relative to another ring by its first point that is not on it.
std::optional<Xy> point_at(const Ring& ring, const Polygon& other, Location where) {
  for (const Xy p : ring)
    if (const Location at = locate(other, p); at != Location::border)
      return at == where ? std::optional(p) : std::nullopt;
  return std::nullopt;
}

void check_nesting(const MultiPolygon& shape, std::vector<Xy>& found) {
  const auto add = [&](std::optional<Xy> p) {
    if (p) found.push_back(*p);
  };
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const Polygon shell{shape[i].outer, {}};
    for (std::size_t h = 0; h < shape[i].holes.size(); ++h) {
      add(point_at(shape[i].holes[h], shell, Location::outside));
      for (std::size_t k = 0; k < shape[i].holes.size(); ++k)
        if (k != h) add(point_at(shape[i].holes[h], Polygon{shape[i].holes[k], {}}, Location::inside));
    }
    for (std::size_t k = 0; k < shape.size(); ++k)
      if (k != i && bounds(shape[k]).meets(bounds(shape[i]))) add(point_at(shape[k].outer, shape[i], Location::inside));
  }
}

}  // namespace

std::vector<Xy> self_contacts(const MultiPolygon& shape) {
  std::vector<Segment> segments;
  int ring = 0;
  for (const Polygon& polygon : shape) {
    add_ring(polygon.outer, ring++, segments);
    for (const Ring& hole : polygon.holes) add_ring(hole, ring++, segments);
  }
  std::vector<Box> boxes;
  boxes.reserve(segments.size());
  for (const Segment& s : segments) boxes.push_back(segment_box(s.a, s.b));
  const BoxTree tree(boxes);
  std::vector<Xy> found;
  for (std::size_t i = 0; i < segments.size(); ++i)
    tree.visit(boxes[i], [&](std::size_t j) {
      if (j <= i) return;
      if (const auto p = bad_contact(segments[i], segments[j])) found.push_back(*p);
    });
  if (found.empty()) check_nesting(shape, found);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace libgrid::coverage::detail
