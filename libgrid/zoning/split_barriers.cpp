#include <libgrid/zoning/split_barriers.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include <libgrid/geom/predicates.hpp>

namespace libgrid::zoning {
namespace {

using coverage::Barrier;
using coverage::BarrierBorder;
using Edge = std::pair<Xy, Xy>;

constexpr double kReach = 4.0 * kLattice;  ///< a barrier and its noded border are this close
constexpr double kSame = 0.02;             ///< of the metres: lines that differ more are not those that were measured

std::vector<Edge> edges_of(const Polygon& polygon) {
  std::vector<Edge> edges;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) edges.emplace_back(std::minmax(ring[i - 1], ring[i]));
  };
  add(polygon.outer);
  for (const Ring& hole : polygon.holes) add(hole);
  return edges;
}

/// Segments of the barriers near the parts, by group.
std::map<int, std::vector<Edge>> segments_near(std::span<const Barrier> lines, std::span<const Block> parts) {
  Box near;
  for (const Block& part : parts) near.extend(bounds(part.shape));
  near = near.grown(Metres{kReach});
  std::map<int, std::vector<Edge>> segments;
  for (const Barrier& barrier : lines)
    for (std::size_t i = 1; i < barrier.line.size(); ++i) {
      Box box;
      box.extend(barrier.line[i - 1]), box.extend(barrier.line[i]);
      if (box.meets(near)) segments[barrier.group].emplace_back(barrier.line[i - 1], barrier.line[i]);
    }
  return segments;
}

bool lies_on(const Edge& edge, const std::vector<Edge>& segments) {
  const Xy middle{(edge.first.x + edge.second.x) / 2.0, (edge.first.y + edge.second.y) / 2.0};
  for (const Xy p : {edge.first, middle, edge.second}) {
    const auto reaches = [&](const Edge& s) { return distance_to_segment(p, s.first, s.second).value <= kReach; };
    if (std::ranges::none_of(segments, reaches)) return false;
  }
  return true;
}

/// Common edges of one part with one neighbour.
struct Meeting {
  BlockId part;
  std::vector<Edge> edges;
  [[nodiscard]] double length() const {
    double sum = 0.0;
    for (const Edge& edge : edges) sum += distance(edge.first, edge.second).value;
    return sum;
  }
  [[nodiscard]] double length_on(const std::vector<Edge>& segments) const {
    double sum = 0.0;
    for (const Edge& edge : edges)
      if (lies_on(edge, segments)) sum += distance(edge.first, edge.second).value;
    return sum;
  }
};

std::vector<Meeting> meetings(std::span<const Block> parts, const Block& neighbour) {
  std::vector<Edge> theirs = edges_of(neighbour.shape);
  std::ranges::sort(theirs);
  std::vector<Meeting> found;
  for (const Block& part : parts) {
    Meeting meeting{part.id, {}};
    for (const Edge& edge : edges_of(part.shape))
      if (std::ranges::binary_search(theirs, edge)) meeting.edges.push_back(edge);
    if (!meeting.edges.empty()) found.push_back(std::move(meeting));
  }
  return found;
}

/// How much of `whole` each meeting has.
std::vector<double> shares(const std::vector<Meeting>& meetings, const std::vector<Edge>& segments, double whole) {
  std::vector<double> parts;
  double sum = 0.0;
  for (const Meeting& meeting : meetings) sum += parts.emplace_back(meeting.length_on(segments));
  if (std::abs(sum - whole) > kSame * whole) {
    parts.clear(), sum = 0.0;
    for (const Meeting& meeting : meetings) sum += parts.emplace_back(meeting.length());
  }
  for (double& part : parts) part *= whole / sum;
  return parts;
}

}  // namespace

std::vector<BarrierBorder> split_barriers(std::span<const BarrierBorder> barriers, std::span<const Barrier> lines,
                                          BlockId block, const SplitSides& sides) {
  std::vector<BarrierBorder> now;
  std::vector<BarrierBorder> before;
  for (const BarrierBorder& row : barriers) (row.a == block || row.b == block ? before : now).push_back(row);
  if (before.empty()) return now;
  const std::map<int, std::vector<Edge>> segments = segments_near(lines, sides.parts);
  static const std::vector<Edge> kNone;
  for (const BarrierBorder& row : before) {
    const BlockId other = row.a == block ? row.b : row.a;
    const auto neighbour = std::ranges::find(sides.neighbours, other, [](const Block* here) { return here->id; });
    if (neighbour == sides.neighbours.end()) continue;
    const std::vector<Meeting> met = meetings(sides.parts, **neighbour);
    const auto near = segments.find(row.group);
    const std::vector<double> metres = shares(met, near == segments.end() ? kNone : near->second, row.length.value);
    for (std::size_t i = 0; i < met.size(); ++i) {
      if (!(metres[i] > 0.0)) continue;
      const auto [a, b] = std::minmax(other, met[i].part);
      now.push_back({a, b, row.group, Metres{metres[i]}});
    }
  }
  std::ranges::sort(now, {}, [](const BarrierBorder& row) { return std::tuple(row.a, row.b, row.group); });
  return now;
}

}  // namespace libgrid::zoning
