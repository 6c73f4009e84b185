#include <libgrid/workflow/detail/report_borders.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace libgrid::workflow::detail::report {
namespace {

/// The different neighbours of a vertex along all borders; the third makes it a node.
struct Neighbours {
  std::array<Xy, 2> first{};
  int count = 0;

  void add(Xy p) {
    for (int i = 0; i < std::min(count, 2); ++i)
      if (first[static_cast<std::size_t>(i)] == p) return;
    if (count < 2) first[static_cast<std::size_t>(count)] = p;
    ++count;
  }
};

using NeighbourMap = std::unordered_map<Xy, Neighbours, XyHash>;

void add_ring(NeighbourMap& neighbours, const Ring& ring) {
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    neighbours[ring[i]].add(ring[i + 1]);
    neighbours[ring[i + 1]].add(ring[i]);
  }
}

/// The vertex farthest from the first one; of equally far ones the smallest, so that direction does not matter.
std::size_t farthest(std::span<const Xy> arc) {
  std::size_t best = 0;
  Metres most;
  for (std::size_t i = 1; i < arc.size(); ++i) {
    const Metres away = distance(arc.front(), arc[i]);
    if (away > most || (away == most && arc[i] < arc[best])) best = i, most = away;
  }
  return best;
}

LineString simplified_open(std::span<const Xy> arc, Metres tolerance) {
  if (!(arc.back() < arc.front())) return simplified_line(arc, tolerance);
  LineString reversed(arc.rbegin(), arc.rend());
  reversed = simplified_line(reversed, tolerance);
  return {reversed.rbegin(), reversed.rend()};
}

/// An arc between nodes; a closed one is cut at the vertex farthest from its start.
LineString simplified_arc(std::span<const Xy> arc, Metres tolerance) {
  if (arc.front() != arc.back()) return simplified_open(arc, tolerance);
  const std::size_t middle = farthest(arc);
  if (middle == 0) return {arc.front()};
  LineString out = simplified_open(arc.first(middle + 1), tolerance);
  const LineString rest = simplified_open(arc.subspan(middle), tolerance);
  out.insert(out.end(), rest.begin() + 1, rest.end());
  return out;
}

std::size_t different_vertices(const Ring& ring) {
  return std::unordered_set<Xy, XyHash>(ring.begin(), ring.end()).size();
}

}  // namespace

std::size_t XyHash::operator()(Xy p) const noexcept {
  // 0.0 and -0.0 are equal and must hash alike.
  const auto bits = [](double v) { return std::bit_cast<std::uint64_t>(v == 0.0 ? 0.0 : v); };
  const std::uint64_t mixed = bits(p.x) * 0x9E3779B97F4A7C15U ^ (bits(p.y) + 0x7F4A7C15U) * 0xC2B2AE3D27D4EB4FU;
  return static_cast<std::size_t>(mixed ^ (mixed >> 29U));
}

BorderSimplifier::BorderSimplifier(std::span<const MultiPolygon* const> shapes, Metres tolerance)
    : tolerance_(tolerance) {
  NeighbourMap neighbours;
  for (const MultiPolygon* shape : shapes)
    for (const Polygon& polygon : *shape) {
      add_ring(neighbours, polygon.outer);
      for (const Ring& hole : polygon.holes) add_ring(neighbours, hole);
    }
  for (const auto& [vertex, around] : neighbours)
    if (around.count > 2) nodes_.insert(vertex);
}

Ring BorderSimplifier::simplified(const Ring& ring) const {
  if (ring.size() < 4) return {};
  // Start at a node, else at the lowest vertex, so that every zone along the ring starts alike.
  Ring turned(ring.begin(), ring.end() - 1);
  auto start = std::ranges::find_if(turned, [&](Xy p) { return nodes_.contains(p); });
  if (start == turned.end()) start = std::ranges::min_element(turned);
  std::ranges::rotate(turned, start);
  turned.push_back(turned.front());

  Ring out{turned.front()};
  for (std::size_t from = 0, to = 1; to < turned.size(); ++to) {
    if (to + 1 < turned.size() && !nodes_.contains(turned[to])) continue;
    const LineString arc = simplified_arc(std::span(turned).subspan(from, to - from + 1), tolerance_);
    out.insert(out.end(), arc.begin() + 1, arc.end());
    from = to;
  }
  return different_vertices(out) >= 3 ? out : Ring{};
}

MultiPolygon BorderSimplifier::simplified(const MultiPolygon& shape) const {
  MultiPolygon out;
  for (const Polygon& polygon : shape) {
    Polygon light{simplified(polygon.outer), {}};
    if (light.outer.empty()) continue;
    for (const Ring& hole : polygon.holes)
      if (Ring ring = simplified(hole); !ring.empty()) light.holes.push_back(std::move(ring));
    out.push_back(std::move(light));
  }
  return out;
}

LineString simplified_line(std::span<const Xy> line, Metres tolerance) {
  std::vector<char> kept(line.size(), 0);
  kept.front() = kept.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    std::size_t worst = first;
    Metres most = tolerance;
    for (std::size_t i = first + 1; i < last; ++i) {
      const Metres off = distance_to_segment(line[i], line[first], line[last]);
      if (off > most) worst = i, most = off;
    }
    if (worst == first) continue;
    kept[worst] = 1;
    open.emplace_back(first, worst);
    open.emplace_back(worst, last);
  }
  LineString out;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (kept[i] != 0) out.push_back(line[i]);
  return out;
}

}  // namespace libgrid::workflow::detail::report
