#include <libgrid/coverage/tessellate.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include <libgrid/coverage/detail/face_groups.hpp>
#include <libgrid/coverage/detail/zone_faces.hpp>
#include <libgrid/coverage/detail/zone_noder.hpp>
#include <libgrid/coverage/merge_faces.hpp>

namespace libgrid::coverage {
namespace {

using detail::ZoneFaces;
using detail::ZoneGraph;

constexpr double kMostCells = 1e7;

/// Corners at whole numbers of half steps, so that neighbours compute the same doubles for a shared corner.
class Cells {
 public:
  Cells(CellShape shape, SquareMetres area) : shape_(shape) {
    const double side =
        shape == CellShape::square ? std::sqrt(area.value) : std::sqrt(area.value * 2.0 / (3.0 * std::sqrt(3.0)));
    // Of a hexagon with a corner in the north: half its width, and half its side.
    step_ = shape == CellShape::square ? Xy{side, side} : Xy{side * std::sqrt(3.0) / 2.0, side / 2.0};
  }

  [[nodiscard]] std::vector<MultiPolygon> over(const Box& box) const {
    std::vector<MultiPolygon> cells;
    for (std::int64_t row = first(box.min.y, rise()); row <= first(box.max.y, rise()) + 1; ++row)
      for (std::int64_t column = first(box.min.x, width()) - 1; column <= first(box.max.x, width()) + 1; ++column) {
        MultiPolygon cell{{outline(column, row), {}}};
        if (bounds(cell).meets(box)) cells.push_back(std::move(cell));
      }
    return cells;
  }

  [[nodiscard]] double count(const Box& box) const {
    return ((box.max.x - box.min.x) / width() + 3.0) * ((box.max.y - box.min.y) / rise() + 3.0);
  }

 private:
  [[nodiscard]] double width() const { return shape_ == CellShape::square ? step_.x : 2.0 * step_.x; }
  [[nodiscard]] double rise() const { return shape_ == CellShape::square ? step_.y : 3.0 * step_.y; }
  static std::int64_t first(double from, double step) { return static_cast<std::int64_t>(std::floor(from / step)) - 1; }

  [[nodiscard]] Xy corner(std::int64_t i, std::int64_t j) const {
    return {static_cast<double>(i) * step_.x, static_cast<double>(j) * step_.y};
  }
  [[nodiscard]] Ring outline(std::int64_t column, std::int64_t row) const {
    if (shape_ == CellShape::square)
      return {corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1),
              corner(column, row)};
    const std::int64_t i = 2 * column + (row % 2 == 0 ? 0 : 1), j = 3 * row;  // the hexagon's lowest corner
    return {corner(i, j),         corner(i + 1, j + 1), corner(i + 1, j + 3), corner(i, j + 4),
            corner(i - 1, j + 3), corner(i - 1, j + 1), corner(i, j)};
  }

  CellShape shape_;
  Xy step_;
};

/// Faces inside the district, numbered from 0.
struct Pieces {
  std::vector<std::size_t> faces;
  std::vector<int> number;  // of a face; -1 outside
  std::vector<FaceMeasure> measures;
  std::vector<FaceBorder> borders;
  SquareMetres overlap;  // of districts
};

bool same_district(const Pieces& pieces, int a, int b) {
  return pieces.measures[static_cast<std::size_t>(a)].district == pieces.measures[static_cast<std::size_t>(b)].district;
}

/// Zones below `districts` are districts, the others cells.
Pieces pieces_in_districts(const ZoneGraph& graph, const ZoneFaces& faces, std::size_t districts) {
  Pieces pieces{{}, std::vector<int>(faces.size(), -1), {}, {}, {}};
  for (std::size_t face = 1; face < faces.size(); ++face) {
    const auto cover = faces.cover(face);
    if (cover.empty() || static_cast<std::size_t>(cover.front()) >= districts) continue;
    const ZoneFaces::Outline outline = faces.outline(face);
    const auto first_cell = std::lower_bound(cover.begin(), cover.end(), static_cast<int>(districts));
    pieces.overlap += outline.area * static_cast<double>(first_cell - cover.begin() - 1);
    pieces.number[face] = static_cast<int>(pieces.faces.size());
    pieces.faces.push_back(face);
    pieces.measures.push_back({outline.area, outline.length, DistrictId{cover.front()}});
  }
  std::map<std::pair<int, int>, Metres> shared;
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    const int a = pieces.number[faces.left(2 * e)], b = pieces.number[faces.left(2 * e + 1)];
    if (a < 0 || b < 0 || a == b || !same_district(pieces, a, b)) continue;
    shared[std::minmax(a, b)] += distance(faces.at(graph.edges[e].first), faces.at(graph.edges[e].second));
  }
  for (const auto& [pair, metres] : shared)
    pieces.borders.push_back({static_cast<std::size_t>(pair.first), static_cast<std::size_t>(pair.second), metres});
  return pieces;
}

/// One unit per group of pieces.
std::vector<Unit> units_of(const ZoneGraph& graph, const ZoneFaces& faces, const Pieces& pieces,
                           const std::vector<std::size_t>& keeper) {
  std::vector<int> number(keeper.size(), -1);
  std::vector<Unit> units;
  for (std::size_t i = 0; i < keeper.size(); ++i)
    if (keeper[i] == i) {
      number[i] = static_cast<int>(units.size());
      units.push_back({static_cast<std::size_t>(pieces.measures[i].district.value), {}, SquareMetres{}, 0});
    }
  std::vector<std::vector<int>> owners(faces.size());
  for (std::size_t i = 0; i < keeper.size(); ++i) {
    owners[pieces.faces[i]] = {number[keeper[i]]};
    ++units[static_cast<std::size_t>(number[keeper[i]])].pieces;
  }
  std::vector<MultiPolygon> shapes = detail::shapes_of_groups(graph, faces, owners, units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    units[u].shape = std::move(shapes[u].front());  // one polygon: its pieces hang together over borders
    units[u].area = area(units[u].shape);
  }
  return units;
}

void put_in_reading_order(std::vector<Unit>& units, Metres row) {
  std::vector<Xy> places;
  for (const Unit& unit : units) places.push_back(centroid({unit.shape}));
  std::vector<Unit> sorted;
  for (const std::size_t i : reading_order(places, row)) sorted.push_back(std::move(units[i]));
  std::stable_sort(sorted.begin(), sorted.end(), [](const Unit& a, const Unit& b) { return a.district < b.district; });
  units = std::move(sorted);
}

BlockRules merging(const TessellationRules& rules) {
  BlockRules merge;
  merge.merge_below = rules.area * rules.merge_below;
  merge.thin_quotient = rules.thin_quotient;
  merge.thin_below = rules.area * rules.thin_below;
  return merge;
}

Expected<std::vector<MultiPolygon>> cells_over(std::span<const MultiPolygon> districts,
                                               const TessellationRules& rules) {
  Box box;
  for (const MultiPolygon& district : districts) box.extend(bounds(district));
  if (box.empty()) return fail(ErrorCode::geometry_empty, "the district has no shape");
  if (!(rules.area.value >= 1.0))
    return fail(make_error(ErrorCode::parameter_invalid, "at least 1 m2").at_field("area"));
  if (!std::isfinite(rules.area.value))
    return fail(make_error(ErrorCode::parameter_invalid, "not a finite number").at_field("area"));
  const Cells grid(rules.cell, rules.area);
  if (grid.count(box) > kMostCells)
    return fail(make_error(ErrorCode::parameter_invalid, "more than 10 million cells").at_field("area"));
  return grid.over(box);
}

}  // namespace

std::vector<std::size_t> reading_order(std::span<const Xy> places, Metres row) {
  double top = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) top = i == 0 ? places[i].y : std::max(top, places[i].y);
  const auto row_of = [&](std::size_t i) { return std::floor((top - places[i].y) / row.value + 0.5); };
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(row_of(a), places[a].x) < std::pair(row_of(b), places[b].x);
  });
  return order;
}

Expected<Tessellation> tessellate(const MultiPolygon& district, const TessellationRules& rules) {
  return tessellate(std::span(&district, 1), rules);
}

Expected<Tessellation> tessellate(std::span<const MultiPolygon> districts, const TessellationRules& rules) {
  GRID_TRY(cells, cells_over(districts, rules));
  std::vector<const MultiPolygon*> zones;
  for (const MultiPolygon& district : districts) zones.push_back(&district);
  for (const MultiPolygon& cell : cells) zones.push_back(&cell);
  GRID_TRY(graph, detail::node_zones(zones, {.snap = detail::Snap::lattice}));
  const ZoneFaces faces(graph);
  const Pieces pieces = pieces_in_districts(graph, faces, districts.size());
  if (pieces.faces.empty()) return fail(ErrorCode::geometry_empty, "the district has no area");
  const MergeResult merged = merge_faces(pieces.measures, pieces.borders, merging(rules));
  Tessellation out{units_of(graph, faces, pieces, merged.keeper), {}};
  put_in_reading_order(out.units, Metres{std::sqrt(rules.area.value)});
  TessellationStatistics& s = out.statistics;
  s.cells = static_cast<std::int64_t>(pieces.faces.size());
  for (const FaceMeasure& piece : pieces.measures) s.whole += piece.area > rules.area * 0.999 ? 1 : 0;
  for (const MergeReason reason : merged.reason) {
    s.merged_small += reason == MergeReason::small ? 1 : 0;
    s.merged_thin += reason == MergeReason::thin ? 1 : 0;
  }
  for (const MultiPolygon& district : districts) s.district += area(district), s.perimeter += perimeter(district);
  s.overlap = pieces.overlap;
  for (const FaceMeasure& piece : pieces.measures) s.snapped += piece.area;
  return out;
}

}  // namespace libgrid::coverage
