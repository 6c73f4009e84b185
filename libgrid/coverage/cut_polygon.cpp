#include <libgrid/coverage/cut_polygon.hpp>

#include <algorithm>
#include <map>
#include <utility>

#include <libgrid/coverage/detail/subdivision.hpp>
#include <libgrid/coverage/dissolve.hpp>
#include <libgrid/coverage/network.hpp>

namespace libgrid::coverage {
namespace {

std::vector<LineString> noding_lines(const Polygon& polygon, std::span<const LineString> lines) {
  std::vector<LineString> all{polygon.outer};
  all.insert(all.end(), polygon.holes.begin(), polygon.holes.end());
  for (const LineString& line : lines) {
    LineString snapped;
    for (const Xy p : line)
      if (snapped.empty() || snapped.back() != snap(p)) snapped.push_back(snap(p));
    if (snapped.size() > 1) all.push_back(std::move(snapped));
  }
  return all;
}

/// The noded walk around a ring; edges that gained vertices are listed.
Expected<std::vector<int>> walk_ring(const Network& network, const Ring& ring, std::vector<NewVertices>& border) {
  std::vector<int> walk;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    GRID_TRY(steps, network.trace(ring[i - 1], ring[i]));
    if (steps.size() > 2) {
      NewVertices gained;
      for (const int v : steps) gained.walk.push_back(network.vertices()[static_cast<std::size_t>(v)]);
      border.push_back(std::move(gained));
    }
    walk.insert(walk.end(), steps.begin() + (walk.empty() ? 0 : 1), steps.end());
  }
  return walk;
}

using Edge = std::pair<Xy, Xy>;

Ring with_vertices(const Ring& ring, const std::map<Edge, LineString>& gained, bool& any) {
  Ring longer;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (i > 0) {
      if (const auto found = gained.find({ring[i - 1], ring[i]}); found != gained.end()) {
        longer.insert(longer.end(), found->second.begin() + 1, found->second.end() - 1);
        any = true;
      }
    }
    longer.push_back(ring[i]);
  }
  return longer;
}

}  // namespace

Expected<CutPolygon> cut_polygon(const Polygon& polygon, std::span<const LineString> lines) {
  GRID_TRY(network, Network::node(noding_lines(polygon, lines)));
  CutPolygon cut;
  std::vector<std::vector<int>> walks;
  GRID_TRY(outer, walk_ring(network, polygon.outer, cut.border));
  walks.push_back(std::move(outer));
  for (const Ring& hole : polygon.holes) {
    GRID_TRY(inner, walk_ring(network, hole, cut.border));
    walks.push_back(std::move(inner));
  }
  GRID_TRY(faces, detail::Subdivision::of(network));
  const std::vector<int> owner(walks.size(), 0);
  GRID_TRY(inside, detail::enclosing(faces, walks, owner));
  for (std::size_t i = 0; i < inside.size(); ++i)
    if (!inside[i].empty()) cut.parts.push_back(normalized(faces.faces()[i]));
  std::ranges::sort(cut.parts, {}, &Polygon::outer);
  return cut;
}

bool insert_vertices(Polygon& polygon, std::span<const NewVertices> border) {
  std::map<Edge, LineString> gained;
  for (const NewVertices& edge : border) {
    gained[{edge.walk.front(), edge.walk.back()}] = edge.walk;
    gained[{edge.walk.back(), edge.walk.front()}] = LineString(edge.walk.rbegin(), edge.walk.rend());
  }
  bool any = false;
  Polygon longer{with_vertices(polygon.outer, gained, any), {}};
  for (const Ring& hole : polygon.holes) longer.holes.push_back(with_vertices(hole, gained, any));
  if (any) polygon = std::move(longer);
  return any;
}

}  // namespace libgrid::coverage
