#include <libgrid/zoning/split_stretches.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <libgrid/geom/predicates.hpp>

namespace libgrid::zoning {
namespace {

constexpr double kProbe = 0.05;            ///< m to the side of a street: far more than snapping, far less than a block
constexpr double kReach = 4.0 * kLattice;  ///< a street and its noded border are this close
constexpr double kShortest = 0.01;         ///< m: no piece is shorter

using Segment = std::pair<Xy, Xy>;

/// Edges that two parts have in common.
std::vector<Segment> edges_between(std::span<const Block> parts) {
  std::map<Segment, int> count;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) ++count[Segment(std::minmax(ring[i - 1], ring[i]))];
  };
  for (const Block& part : parts) {
    add(part.shape.outer);
    for (const Ring& hole : part.shape.holes) add(hole);
  }
  std::vector<Segment> shared;
  for (const auto& [edge, times] : count)
    if (times == 2) shared.push_back(edge);
  return shared;
}

double cross(Xy a, Xy b, Xy p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); }

/// Share of ab at the point nearest to p.
double along(Xy a, Xy b, Xy p) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  return std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
}

/// Measures along a street at which the edges meet it.
std::vector<double> meeting_measures(std::span<const Xy> line, const std::vector<Segment>& edges) {
  std::vector<double> found;
  double start = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Xy a = line[i - 1], b = line[i];
    const double length = distance(a, b).value;
    if (length == 0.0) continue;
    for (const auto& [p, q] : edges) {
      for (const Xy end : {p, q})
        if (distance_to_segment(end, a, b).value <= kReach) found.push_back(start + length * along(a, b, end));
      const double at_a = cross(p, q, a), at_b = cross(p, q, b);
      const bool apart = orientation(a, b, p) != orientation(a, b, q);
      if (apart && ((at_a < 0.0) != (at_b < 0.0))) found.push_back(start + length * at_a / (at_a - at_b));
    }
    start += length;
  }
  std::ranges::sort(found);
  return found;
}

/// A point beside the street at a measure; `side` is 1 to the left, -1 to the right.
Xy beside(std::span<const Xy> line, double measure, double side) {
  const double step = kShortest / 4.0;
  const Xy from = point_at(line, Metres{measure - step}), to = point_at(line, Metres{measure + step});
  const Xy middle = point_at(line, Metres{measure});
  const double length = distance(from, to).value;
  if (length == 0.0) return middle;
  const double scale = side * kProbe / length;
  return {middle.x - scale * (to.y - from.y), middle.y + scale * (to.x - from.x)};
}

double how_far(const Polygon& polygon, Xy p) {
  if (locate(polygon, p) != Location::outside) return 0.0;
  double least = HUGE_VAL;
  const auto look = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i)
      least = std::min(least, distance_to_segment(p, ring[i - 1], ring[i]).value);
  };
  look(polygon.outer);
  for (const Ring& hole : polygon.holes) look(hole);
  return least;
}

BlockId part_at(std::span<const Block> parts, Xy p) {
  return std::ranges::min_element(parts, {}, [&](const Block& part) { return how_far(part.shape, p); })->id;
}

void add_pieces(const StreetStretch& whole, std::span<const Xy> line, const std::vector<double>& cuts, BlockId block,
                std::span<const Block> parts, std::vector<StreetStretch>& out) {
  const std::size_t first = out.size();
  double from = whole.from.value;
  const auto add = [&](double to) {
    StreetStretch piece = whole;
    piece.from = Metres{from}, piece.to = Metres{to};
    const double middle = (from + to) / 2.0;
    if (whole.left == block) piece.left = part_at(parts, beside(line, middle, 1.0));
    if (whole.right == block) piece.right = part_at(parts, beside(line, middle, -1.0));
    from = to;
    if (out.size() > first && out.back().left == piece.left && out.back().right == piece.right) {
      out.back().to = piece.to;
    } else {
      out.push_back(piece);
    }
  };
  for (const double cut : cuts)
    if (cut - from >= kShortest && whole.to.value - cut >= kShortest) add(cut);
  add(whole.to.value);
}

}  // namespace

std::vector<StreetStretch> split_stretches(std::span<const StreetStretch> stretches, const StreetLines& lines,
                                           BlockId block, std::span<const Block> parts) {
  const std::vector<Segment> edges = edges_between(parts);
  std::vector<StreetStretch> out;
  out.reserve(stretches.size() + 8);
  for (const StreetStretch& stretch : stretches) {
    if (stretch.left != block && stretch.right != block) {
      out.push_back(stretch);
      continue;
    }
    const auto line = lines.find(stretch.street);
    if (line == lines.end() || line->second.size() < 2) {  // nothing is known of its course
      out.push_back(stretch);
      if (stretch.left == block) out.back().left = parts.front().id;
      if (stretch.right == block) out.back().right = parts.front().id;
      continue;
    }
    add_pieces(stretch, line->second, meeting_measures(line->second, edges), block, parts, out);
  }
  return out;
}

Metres street_length_of(std::span<const StreetStretch> stretches, BlockId block) {
  Metres sum;
  for (const StreetStretch& stretch : stretches) {
    if (stretch.left != block && stretch.right != block) continue;
    const Metres length = stretch.to - stretch.from;
    const bool shared = stretch.left && stretch.right && stretch.left != stretch.right;
    sum += shared ? length / 2.0 : length;
  }
  return sum;
}

}  // namespace libgrid::zoning
