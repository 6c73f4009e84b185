#include <libgrid/roads/frontage.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include <libgrid/roads/detail/crossing.hpp>
#include <libgrid/roads/detail/edge_grid.hpp>

namespace libgrid::roads {
namespace {

constexpr std::int32_t kNoFront = -1;
constexpr std::int32_t kSetback = -2;  // a front without footprints

/// The building line seen from the centre line at the middle of a step.
struct Look {
  std::int32_t building = kNoFront;
  double depth = 0.0;  ///< from the centre line
};

class Footprints {
 public:
  explicit Footprints(std::span<const MultiPolygon> buildings) : grid_(detail::EdgeGrid::over(rings_of(buildings))) {
    for (std::size_t b = 0; b < buildings.size(); ++b)
      for (const Polygon& polygon : buildings[b])
        owner_.resize(owner_.size() + 1 + polygon.holes.size(), static_cast<std::int32_t>(b));
  }

  [[nodiscard]] Look first(Xy from, Xy to, double reach) const {
    Look look{kNoFront, reach};
    grid_.each_cell_of(from, to, [&](int column, int row) {
      for (const auto& edge : grid_.cell(column, row)) {
        const detail::CrossingShares at = detail::crossing_shares(from, to, edge.a, edge.b);
        if (at.parallel || at.on_cd < 0.0 || at.on_cd > 1.0 || at.on_ab < 0.0 || at.on_ab > 1.0) continue;
        const std::int32_t building = owner_of(edge.edge);
        const Look here{building, at.on_ab * reach};
        const bool nearer = here.depth < look.depth || (here.depth == look.depth && building < look.building);
        if (look.building == kNoFront || nearer) look = here;
      }
    });
    return look;
  }

 private:
  static std::vector<LineString> rings_of(std::span<const MultiPolygon> buildings) {
    std::vector<LineString> rings;
    for (const MultiPolygon& building : buildings)
      for (const Polygon& polygon : building) {
        rings.push_back(polygon.outer);
        rings.insert(rings.end(), polygon.holes.begin(), polygon.holes.end());
      }
    return rings;
  }
  [[nodiscard]] std::int32_t owner_of(std::int32_t edge) const {
    return owner_[static_cast<std::size_t>(grid_.edges[static_cast<std::size_t>(edge)].line)];
  }

  detail::EdgeGrid grid_;
  std::vector<std::int32_t> owner_;
};

/// A place on the street and the unit vector to its left.
struct Stand {
  Xy at;
  Xy left;
};

Stand stand(const LineString& line, double measure) {
  double before = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double edge = distance(line[i - 1], line[i]).value;
    if (edge <= 0.0) continue;
    if (measure <= before + edge || i + 1 == line.size()) {
      const double dx = (line[i].x - line[i - 1].x) / edge, dy = (line[i].y - line[i - 1].y) / edge;
      const double along = measure - before;
      return {{line[i - 1].x + along * dx, line[i - 1].y + along * dy}, {-dy, dx}};
    }
    before += edge;
  }
  return {line.front(), {0.0, 0.0}};
}

Xy beside(const Stand& s, double offset) { return {s.at.x + offset * s.left.x, s.at.y + offset * s.left.y}; }

/// Gaps between two fronts of one side: each half to its neighbour, with the neighbour's depth.
void split_gaps(std::vector<Look>& looks, double step, double most) {
  for (std::size_t i = 0; i < looks.size();) {
    if (looks[i].building != kNoFront) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < looks.size() && looks[end].building == kNoFront) ++end;
    const std::size_t count = end - i;
    if (i > 0 && end < looks.size() && static_cast<double>(count) * step <= most)
      for (std::size_t k = i; k < end; ++k) looks[k] = 2 * (k - i) < count ? looks[i - 1] : looks[end];
    i = end;
  }
}

class Walk {
 public:
  Walk(const FrontageInput& input, const FrontagePolicy& policy) : policy_(policy) {
    if (input.buildings) footprints_.emplace(*input.buildings);
    for (std::size_t i = 0; i < input.streets.size(); ++i)
      streets_[input.streets[i].id] = {&input.streets[i], input.kinds[i]};
  }

  void add(const RoadPiece& piece, RoadSide side, Frontage& out) const {
    const auto& [street, kind] = streets_.at(piece.street);
    const RoadSection& section = policy_.sections[static_cast<std::size_t>(kind)];
    const double whole = (piece.to - piece.from).value;
    const auto steps = static_cast<std::size_t>(std::max(1.0, std::ceil(whole / policy_.step.value)));
    const double step = whole / static_cast<double>(steps);
    const double hand = side == RoadSide::left ? 1.0 : -1.0;
    std::vector<Look> looks(steps);
    for (std::size_t i = 0; i < steps; ++i)
      looks[i] = look(stand(street->line, piece.from.value + (static_cast<double>(i) + 0.5) * step), hand, section);
    split_gaps(looks, step, policy_.gap.value);
    const auto measure = [&](std::size_t i) {
      return i == steps ? piece.to : piece.from + Metres{static_cast<double>(i) * step};
    };
    for (std::size_t i = 0, j = 0; i < steps; i = j) {
      const FrontageEdge edge = edge_of(looks[i], section);
      for (j = i + 1; j < steps && looks[j].building == looks[i].building && edge_of(looks[j], section) == edge;) ++j;
      if (looks[i].building == kNoFront) {
        out.open += measure(j) - measure(i);
        continue;
      }
      FrontageStrip strip{piece.id, piece.street, side, measure(i), measure(j), std::max(looks[i].building, -1),
                          edge,     {},           {},   piece.zone, piece.unit, piece.sector};
      const double inner = edge == FrontageEdge::kerb ? section.kerb.value : 0.0;
      double area = 0.0;
      for (std::size_t k = i; k < j; ++k) area += (looks[k].depth - inner) * step;
      strip.area = SquareMetres{area};
      strip.shape = drawn(street->line, {looks.data() + i, j - i},
                          {piece.from.value + static_cast<double>(i) * step, step}, hand * inner, hand);
      out.strips.push_back(std::move(strip));
    }
  }

 private:
  struct Steps {
    double from;
    double size;
  };

  [[nodiscard]] Look look(const Stand& s, double hand, const RoadSection& section) const {
    if (!footprints_) return {kSetback, section.setback.value};
    const double reach = policy_.reach.value;
    return footprints_->first(s.at, beside(s, hand * reach), reach);
  }

  static FrontageEdge edge_of(const Look& look, const RoadSection& section) {
    return section.pavement && look.depth > section.kerb.value ? FrontageEdge::kerb : FrontageEdge::centre_line;
  }

  /// Out along the inner edge, back along the building line.
  static Polygon drawn(const LineString& line, std::span<const Look> looks, Steps steps, double inner, double hand) {
    Ring ring;
    const auto at = [&](double k) { return stand(line, steps.from + k * steps.size); };
    const auto n = static_cast<double>(looks.size());
    ring.push_back(beside(at(0.0), inner));
    for (std::size_t k = 0; k < looks.size(); ++k) ring.push_back(beside(at(static_cast<double>(k) + 0.5), inner));
    ring.push_back(beside(at(n), inner));
    ring.push_back(beside(at(n), hand * looks.back().depth));
    for (std::size_t k = looks.size(); k-- > 0;)
      ring.push_back(beside(at(static_cast<double>(k) + 0.5), hand * looks[k].depth));
    ring.push_back(beside(at(0.0), hand * looks.front().depth));
    ring.push_back(ring.front());
    if (signed_area(ring).value < 0.0) std::ranges::reverse(ring);
    return {std::move(ring), {}};
  }

  const FrontagePolicy& policy_;
  std::optional<Footprints> footprints_;
  std::map<StreetId, std::pair<const Street*, RoadKind>> streets_;
};

}  // namespace

std::string_view word(FrontageEdge edge) { return edge == FrontageEdge::kerb ? "kerb" : "centre_line"; }

Frontage frontage_strips(const FrontageInput& input, const FrontagePolicy& policy) {
  const Walk walk(input, policy);
  Frontage out;
  for (const RoadPiece& piece : input.pieces) {
    if (!(piece.from < piece.to)) continue;
    if (piece.side != RoadSide::right) walk.add(piece, RoadSide::left, out);
    if (piece.side != RoadSide::left) walk.add(piece, RoadSide::right, out);
  }
  return out;
}

}  // namespace libgrid::roads
