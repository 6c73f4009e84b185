#include <libgrid/coverage/detail/ring_tracer.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include <libgrid/geom/predicates.hpp>

namespace libgrid::coverage::detail {
namespace {

/// Is direction a met before direction b when turning clockwise from `back` about v? Exact.
/// Half-planes first: 0 strictly right of v->back, 1 opposite, 2 strictly left, 3 along back itself.
class ClockwiseFrom {
 public:
  ClockwiseFrom(Xy v, Xy back) : v_(v), back_(back) {}

  [[nodiscard]] bool operator()(Xy a, Xy b) const {
    const int half_a = half(a), half_b = half(b);
    if (half_a != half_b) return half_a < half_b;
    return orientation(v_, a, b) == Side::right;
  }

 private:
  [[nodiscard]] int half(Xy p) const {
    switch (orientation(v_, back_, p)) {
      case Side::right:
        return 0;
      case Side::left:
        return 2;
      case Side::on:
        break;
    }
    const double dot = (p.x - v_.x) * (back_.x - v_.x) + (p.y - v_.y) * (back_.y - v_.y);
    return dot < 0.0 ? 1 : 3;
  }

  Xy v_;
  Xy back_;
};

/// Edges sorted by start; takes each once.
class EdgePool {
 public:
  explicit EdgePool(std::vector<DirectedEdge> edges) : edges_(std::move(edges)), used_(edges_.size(), false) {
    std::sort(edges_.begin(), edges_.end());
  }

  [[nodiscard]] std::optional<DirectedEdge> first_unused() {
    while (cursor_ < edges_.size() && used_[cursor_]) ++cursor_;
    if (cursor_ == edges_.size()) return std::nullopt;
    return take(cursor_);
  }

  /// The boundary edge that bounds the same wedge of interior: first clockwise from the edge just walked.
  [[nodiscard]] DirectedEdge next(const DirectedEdge& walked) {
    const auto starts_before = [](const DirectedEdge& edge, Xy p) { return edge.from < p; };
    auto it = std::lower_bound(edges_.begin(), edges_.end(), walked.to, starts_before);
    const ClockwiseFrom before(walked.to, walked.from);
    std::size_t best = edges_.size();
    for (; it != edges_.end() && it->from == walked.to; ++it) {
      const auto i = static_cast<std::size_t>(it - edges_.begin());
      if (!used_[i] && (best == edges_.size() || before(edges_[i].to, edges_[best].to))) best = i;
    }
    return take(best);
  }

 private:
  DirectedEdge take(std::size_t i) {
    used_.at(i) = true;
    return edges_[i];
  }

  std::vector<DirectedEdge> edges_;
  std::vector<bool> used_;
  std::size_t cursor_ = 0;
};

/// One closed walk, cut into simple rings wherever it meets a vertex again.
void split_walk(const std::vector<Xy>& walk, std::vector<Ring>& rings) {
  std::map<Xy, std::size_t> position;
  std::vector<Xy> open;
  for (const Xy p : walk) {
    const auto [it, fresh] = position.try_emplace(p, open.size());
    if (fresh) {
      open.push_back(p);
      continue;
    }
    Ring ring(open.begin() + static_cast<std::ptrdiff_t>(it->second), open.end());
    ring.push_back(p);
    for (std::size_t i = it->second + 1; i < open.size(); ++i) position.erase(open[i]);
    open.resize(it->second + 1);
    rings.push_back(std::move(ring));
  }
}

/// Inside by the first vertex of the inner ring that is not on the outer one; rings never cross.
bool lies_in(const Ring& inner, const Ring& outer) {
  const Polygon shell{outer, {}};
  for (const Xy p : inner)
    if (const Location at = locate(shell, p); at != Location::border) return at == Location::inside;
  const Xy middle{(inner[0].x + inner[1].x) / 2.0, (inner[0].y + inner[1].y) / 2.0};
  return locate(shell, middle) == Location::inside;
}

/// The smallest outer ring around the hole, or polygons.size().
std::size_t owner_of(const Ring& hole, const MultiPolygon& polygons, const std::vector<Box>& boxes) {
  const Box box = bounds(hole);
  std::size_t owner = polygons.size();
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    if (!boxes[i].contains(box.min) || !boxes[i].contains(box.max) || !lies_in(hole, polygons[i].outer)) continue;
    if (owner == polygons.size() || signed_area(polygons[i].outer) < signed_area(polygons[owner].outer)) owner = i;
  }
  return owner;
}

}  // namespace

void rotate_to_lowest(Ring& ring) {
  ring.pop_back();
  std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end());
  ring.push_back(ring.front());
}

std::vector<Ring> trace_rings(std::vector<DirectedEdge> edges) {
  EdgePool pool(std::move(edges));
  std::vector<Ring> rings;
  while (const auto start = pool.first_unused()) {
    std::vector<Xy> walk{start->from, start->to};
    DirectedEdge edge = *start;
    while (edge.to != start->from) {
      edge = pool.next(edge);
      walk.push_back(edge.to);
    }
    split_walk(walk, rings);
  }
  for (Ring& ring : rings) rotate_to_lowest(ring);
  return rings;
}

MultiPolygon assemble(std::vector<Ring> rings) {
  std::sort(rings.begin(), rings.end());
  MultiPolygon polygons;
  std::vector<Ring> holes;
  for (Ring& ring : rings) {
    if (signed_area(ring).value > 0.0)
      polygons.push_back({std::move(ring), {}});
    else
      holes.push_back(std::move(ring));
  }
  std::vector<Box> boxes;
  for (const Polygon& polygon : polygons) boxes.push_back(bounds(polygon));
  for (Ring& hole : holes)
    if (const std::size_t owner = owner_of(hole, polygons, boxes); owner < polygons.size())
      polygons[owner].holes.push_back(std::move(hole));
  return polygons;
}

}  // namespace libgrid::coverage::detail
