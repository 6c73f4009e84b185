#include <libgrid/coverage/network.hpp>

#include <algorithm>
#include <cmath>
#include <string>

#include <libgrid/coverage/detail/geos.hpp>

namespace libgrid::coverage {
namespace {

constexpr double kCellSize = 32.0;
// A segment meets a pixel only if the pixel's centre is within half a diagonal; a little more for rounding.
constexpr double kReach = 0.7072 * kLattice;

std::int32_t cell_number(double coordinate) { return static_cast<std::int32_t>(std::floor(coordinate / kCellSize)); }

std::uint64_t cell_key(std::int32_t ix, std::int32_t iy) {
  return (std::uint64_t{static_cast<std::uint32_t>(ix)} << 32) | static_cast<std::uint32_t>(iy);
}

std::vector<Xy> sorted_vertices(std::span<const LineString> lines) {
  std::vector<Xy> vertices;
  for (const LineString& line : lines) vertices.insert(vertices.end(), line.begin(), line.end());
  std::sort(vertices.begin(), vertices.end());
  vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
  return vertices;
}

std::string describe(Xy a, Xy b) {
  return "no walk in the network from (" + std::to_string(a.x) + " " + std::to_string(a.y) + ") to (" +
         std::to_string(b.x) + " " + std::to_string(b.y) + ")";
}

}  // namespace

Expected<Network> Network::node(std::span<const LineString> lines) {
  GRID_TRY(noded, detail::node_lines(lines, Metres{kLattice}));
  Network network;
  network.lines_ = std::move(noded);
  network.vertices_ = sorted_vertices(network.lines_);
  network.neighbours_.resize(network.vertices_.size());
  for (const LineString& line : network.lines_) {
    for (std::size_t i = 1; i < line.size(); ++i) {
      const int u = network.vertex_at(line[i - 1]), v = network.vertex_at(line[i]);
      network.neighbours_[static_cast<std::size_t>(u)].push_back(v);
      network.neighbours_[static_cast<std::size_t>(v)].push_back(u);
    }
  }
  for (std::vector<int>& around : network.neighbours_) std::sort(around.begin(), around.end());
  network.index_vertices();
  return network;
}

int Network::vertex_at(Xy p) const {
  const auto it = std::lower_bound(vertices_.begin(), vertices_.end(), p);
  return it != vertices_.end() && *it == p ? static_cast<int>(it - vertices_.begin()) : -1;
}

bool Network::has_edge(int u, int v) const {
  const std::vector<int>& around = neighbours_[static_cast<std::size_t>(u)];
  return std::binary_search(around.begin(), around.end(), v);
}

void Network::index_vertices() {
  for (std::size_t i = 0; i < vertices_.size(); ++i)
    cells_[cell_key(cell_number(vertices_[i].x), cell_number(vertices_[i].y))].push_back(static_cast<int>(i));
}

/// Vertices within reach of the closed segment, in order along it.
std::vector<int> Network::vertices_near(Xy a, Xy b) const {
  struct Met {
    double along;
    int vertex;
  };
  std::vector<Met> met;
  const double dx = b.x - a.x, dy = b.y - a.y;
  const Box box = bounds(std::vector<Xy>{a, b}).grown(Metres{kReach});
  for (std::int32_t ix = cell_number(box.min.x); ix <= cell_number(box.max.x); ++ix) {
    for (std::int32_t iy = cell_number(box.min.y); iy <= cell_number(box.max.y); ++iy) {
      const auto cell = cells_.find(cell_key(ix, iy));
      if (cell == cells_.end()) continue;
      for (const int v : cell->second) {
        const Xy p = vertices_[static_cast<std::size_t>(v)];
        if (distance_to_segment(p, a, b).value <= kReach) met.push_back({(p.x - a.x) * dx + (p.y - a.y) * dy, v});
      }
    }
  }
  std::sort(met.begin(), met.end(),
            [](const Met& l, const Met& r) { return std::pair(l.along, l.vertex) < std::pair(r.along, r.vertex); });
  std::vector<int> ordered;
  for (const Met& m : met) ordered.push_back(m.vertex);
  return ordered;
}

Expected<std::vector<int>> Network::trace(Xy raw_a, Xy raw_b) const {
  const Xy a = snap(raw_a), b = snap(raw_b);
  const int start = vertex_at(a), goal = vertex_at(b);
  if (start >= 0 && start == goal) return std::vector<int>{start};
  const std::vector<int> near = vertices_near(a, b);
  const auto first = std::find(near.begin(), near.end(), start), last = std::find(near.begin(), near.end(), goal);
  if (start < 0 || goal < 0 || first == near.end() || last == near.end())
    return fail(ErrorCode::internal, describe(a, b));
  // next[i]: the nearest later vertex from which the goal can be reached by edges; a backward sweep.
  const auto from = static_cast<std::size_t>(first - near.begin()), to = static_cast<std::size_t>(last - near.begin());
  std::vector<std::size_t> next(near.size(), near.size());
  for (std::size_t i = to; i-- > from;)
    for (std::size_t j = i + 1; j <= to && next[i] == near.size(); ++j)
      if ((j == to || next[j] < near.size()) && has_edge(near[i], near[j])) next[i] = j;
  if (from > to || next[from] == near.size()) return fail(ErrorCode::internal, describe(a, b));
  std::vector<int> walk{start};
  for (std::size_t i = from; i != to; i = next[i]) walk.push_back(near[next[i]]);
  return walk;
}

}  // namespace libgrid::coverage
