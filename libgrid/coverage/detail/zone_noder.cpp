#include <libgrid/coverage/detail/zone_noder.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <unordered_map>

#include <libgrid/coverage/detail/box_tree.hpp>
#include <libgrid/coverage/detail/noding_input.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid::coverage::detail {
namespace {

constexpr int kMostRounds = 30;

/// A piece of one drawn edge: u < v after ordered().
struct Piece {
  int u, v, zone, source;
  friend constexpr auto operator<=>(const Piece&, const Piece&) = default;
};

Piece ordered(Piece piece) {
  if (piece.u > piece.v) std::swap(piece.u, piece.v);
  return piece;
}

/// Where an edge breaks: at a point, so far along the edge.
struct Break {
  std::size_t edge;
  double along;
  int point;
  friend constexpr auto operator<=>(const Break&, const Break&) = default;
};

double along(Xy p, Xy a, Xy b) { return (p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y); }

/// Strictly opposite sides, both ways.
bool cross(Xy a, Xy b, Xy c, Xy d) {
  const int ab = static_cast<int>(orientation(a, b, c)) * static_cast<int>(orientation(a, b, d));
  return ab < 0 && static_cast<int>(orientation(c, d, a)) * static_cast<int>(orientation(c, d, b)) < 0;
}

/// Relative to a, so that six-digit coordinates do not cancel.
Xy crossing_point(Xy a, Xy b, Xy c, Xy d) {
  const double ux = b.x - a.x, uy = b.y - a.y, vx = d.x - c.x, vy = d.y - c.y;
  const double t = ((c.x - a.x) * vy - (c.y - a.y) * vx) / (ux * vy - uy * vx);
  return {a.x + t * ux, a.y + t * uy};
}

/// Points that are farther than `reach` from each other, found again by cells of that size.
class KeptPoints {
 public:
  KeptPoints(Metres reach, std::size_t most) : reach_(reach) { last_in_cell_.reserve(most); }

  /// The position of p, or of the first kept point within reach.
  int keep(Xy p) {
    if (!points_.empty() && points_.back() == p) return static_cast<int>(points_.size()) - 1;
    const auto cx = static_cast<std::int64_t>(std::floor(p.x / reach_.value)),
               cy = static_cast<std::int64_t>(std::floor(p.y / reach_.value));
    int found = -1;
    for (std::int64_t dx = -1; dx <= 1; ++dx)
      for (std::int64_t dy = -1; dy <= 1; ++dy) found = nearer(found, cell_key(cx + dx, cy + dy), p);
    if (found >= 0) return found;
    points_.push_back(p);
    const int position = static_cast<int>(points_.size()) - 1;
    auto& last = last_in_cell_.try_emplace(cell_key(cx, cy), -1).first->second;
    before_.push_back(std::exchange(last, position));
    return position;
  }
  [[nodiscard]] std::vector<Xy> points() && { return std::move(points_); }

 private:
  static std::uint64_t cell_key(std::int64_t x, std::int64_t y) {
    return static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15U ^ static_cast<std::uint64_t>(y);
  }
  /// The lowest kept point of the cell within reach of p, if lower than `found`.
  [[nodiscard]] int nearer(int found, std::uint64_t key, Xy p) const {
    const auto cell = last_in_cell_.find(key);
    for (int k = cell == last_in_cell_.end() ? -1 : cell->second; k >= 0; k = before_[static_cast<std::size_t>(k)])
      if (distance(points_[static_cast<std::size_t>(k)], p) <= reach_ && (found < 0 || k < found)) found = k;
    return found;
  }

  Metres reach_;
  std::vector<Xy> points_;
  std::vector<int> before_;  // the kept point before this one in the same cell
  std::unordered_map<std::uint64_t, int> last_in_cell_;
};

class Noder {
 public:
  explicit Noder(const NodingRules& rules) : rules_(rules) {}

  void add(const MultiPolygon& shape, int zone) {
    each_ring(shape, [&](const Ring& ring) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const int u = add_point(ring[i - 1]), v = add_point(ring[i]);
        pieces_.push_back({u, v, zone, 0});
      }
    });
  }

  Expected<ZoneGraph> run() {
    merge_points();
    number_sources();
    for (int round = 0; round < kMostRounds; ++round) {
      if (!break_edges()) return graph();
      merge_points();
    }
    return fail(ErrorCode::internal, "the borders of the zones do not settle");
  }

 private:
  int add_point(Xy p) {
    points_.push_back(rules_.snap == Snap::lattice ? snap(p) : p);
    return static_cast<int>(points_.size()) - 1;
  }
  [[nodiscard]] Xy at(int point) const { return points_[static_cast<std::size_t>(point)]; }

  /// Equal points become one, and so does a point within reach of a lower one that stays.
  void merge_points() {
    std::vector<int> order(points_.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return at(a) < at(b); });
    KeptPoints kept(rules_.reach, points_.size());
    std::vector<int> now(points_.size());
    for (const int point : order) now[static_cast<std::size_t>(point)] = kept.keep(at(point));
    points_ = std::move(kept).points();
    for (Piece& piece : pieces_)
      piece = ordered(
          {now[static_cast<std::size_t>(piece.u)], now[static_cast<std::size_t>(piece.v)], piece.zone, piece.source});
    std::erase_if(pieces_, [](const Piece& piece) { return piece.u == piece.v; });
    std::sort(pieces_.begin(), pieces_.end());
  }

  void number_sources() {
    int source = -1;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const bool same = i > 0 && pieces_[i].u == pieces_[i - 1].u && pieces_[i].v == pieces_[i - 1].v;
      pieces_[i].source = same ? source : ++source;
    }
  }

  [[nodiscard]] std::vector<std::pair<int, int>> distinct_edges() const {
    std::vector<std::pair<int, int>> edges;
    for (const Piece& piece : pieces_)
      if (edges.empty() || edges.back() != std::pair(piece.u, piece.v)) edges.emplace_back(piece.u, piece.v);
    return edges;
  }

  /// One round; false if no edge broke.
  bool break_edges() {
    const auto edges = distinct_edges();
    std::vector<Box> boxes;
    boxes.reserve(edges.size());
    for (const auto& [u, v] : edges) boxes.push_back(segment_box(at(u), at(v)));
    const BoxTree tree(boxes);
    breaks_.clear();
    for (std::size_t i = 0; i < edges.size(); ++i)
      tree.visit(boxes[i].grown(rules_.reach), [&](std::size_t j) {
        if (j > i) meet(edges, i, j);
      });
    if (breaks_.empty()) return false;
    std::sort(breaks_.begin(), breaks_.end());
    breaks_.erase(std::unique(breaks_.begin(), breaks_.end()), breaks_.end());
    apply(edges);
    return true;
  }

  void meet(const std::vector<std::pair<int, int>>& edges, std::size_t i, std::size_t j) {
    const auto [a, b] = edges[i];
    const auto [c, d] = edges[j];
    bool touched = false;
    for (const int p : {c, d}) touched |= break_at(edges, i, p);
    for (const int p : {a, b}) touched |= break_at(edges, j, p);
    if (touched || a == c || a == d || b == c || b == d || !cross(at(a), at(b), at(c), at(d))) return;
    const int p = add_point(crossing_point(at(a), at(b), at(c), at(d)));
    breaks_.push_back({i, along(at(p), at(a), at(b)), p});
    breaks_.push_back({j, along(at(p), at(c), at(d)), p});
  }

  bool break_at(const std::vector<std::pair<int, int>>& edges, std::size_t edge, int point) {
    const auto [u, v] = edges[edge];
    if (point == u || point == v) return false;
    const Xy p = at(point), a = at(u), b = at(v);
    if (!segment_box(a, b).grown(rules_.reach).contains(p)) return false;
    const double along_edge = along(p, a, b);
    if (along_edge <= 0.0 || along_edge >= along(b, a, b)) return false;
    if (distance_to_segment(p, a, b) > rules_.reach) return false;
    breaks_.push_back({edge, along_edge, point});
    return true;
  }

  /// Every piece of a broken edge becomes a chain.
  void apply(const std::vector<std::pair<int, int>>& edges) {
    std::vector<Piece> out;
    std::size_t piece = 0, first = 0;
    for (std::size_t e = 0; e < edges.size(); ++e) {
      std::size_t last = first;
      while (last < breaks_.size() && breaks_[last].edge == e) ++last;
      for (; piece < pieces_.size() && std::pair(pieces_[piece].u, pieces_[piece].v) == edges[e]; ++piece) {
        int from = edges[e].first;
        for (std::size_t b = first; b < last; ++b) {
          out.push_back({from, breaks_[b].point, pieces_[piece].zone, pieces_[piece].source});
          from = breaks_[b].point;
        }
        out.push_back({from, edges[e].second, pieces_[piece].zone, pieces_[piece].source});
      }
      first = last;
    }
    pieces_ = std::move(out);
  }

  [[nodiscard]] ZoneGraph graph() const {
    ZoneGraph graph{.points = points_, .edges = {}, .first_use = {0}, .uses = {}};
    for (std::size_t i = 0; i < pieces_.size();) {
      const std::pair edge(pieces_[i].u, pieces_[i].v);
      for (; i < pieces_.size() && std::pair(pieces_[i].u, pieces_[i].v) == edge;) {
        const int zone = pieces_[i].zone;
        const int source = pieces_[i].source;
        bool odd = false;
        for (; i < pieces_.size() && std::pair(pieces_[i].u, pieces_[i].v) == edge && pieces_[i].zone == zone; ++i)
          odd = !odd;
        if (odd) graph.uses.push_back({zone, source});
      }
      if (graph.uses.size() == graph.first_use.back()) continue;
      graph.edges.push_back(edge);
      graph.first_use.push_back(graph.uses.size());
    }
    return graph;
  }

  NodingRules rules_;
  std::vector<Xy> points_;
  std::vector<Piece> pieces_;
  std::vector<Break> breaks_;
};

}  // namespace

Expected<ZoneGraph> node_zones(std::span<const MultiPolygon* const> zones, const NodingRules& rules) {
  Noder noder(rules);
  for (std::size_t z = 0; z < zones.size(); ++z) noder.add(*zones[z], static_cast<int>(z));
  return noder.run();
}

}  // namespace libgrid::coverage::detail
