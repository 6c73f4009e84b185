#include <libgrid/roads/snapper.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include <libgrid/roads/detail/edge_grid.hpp>

namespace libgrid::roads {
namespace {

using detail::EdgeGrid;
using detail::EdgePlace;
using detail::LineEdge;

constexpr double kEndless = std::numeric_limits<double>::infinity();

/// The edge of the smallest distance so far; of equal ones the lowest.
struct BestEdge {
  double square = kEndless;
  std::int32_t edge = -1;
};

void look_at(std::span<const EdgeGrid::Entry> entries, Xy p, BestEdge& best) {
  for (const EdgeGrid::Entry& entry : entries) {
    const double square = detail::place_on(entry.a, entry.b, p).square;
    if (square < best.square || (square == best.square && entry.edge < best.edge)) best = {square, entry.edge};
  }
}

/// At a vertex between two edges the point lies outside the corner: on the right of a left turn.
Side side_of(const EdgeGrid& grid, std::int32_t number, const EdgePlace& place, Xy p) {
  const auto at = [&](std::int32_t i) { return grid.edges[static_cast<std::size_t>(i)]; };
  const LineEdge edge = at(number);
  const std::int32_t other = place.share <= 0.0 ? number - 1 : place.share >= 1.0 ? number + 1 : -1;
  if (other >= 0 && other < static_cast<std::int32_t>(grid.edges.size()) && at(other).line == edge.line) {
    const LineEdge first = other < number ? at(other) : edge, second = other < number ? edge : at(other);
    const Side turn = orientation(first.a, first.b, second.b);
    if (turn != Side::on && p != place.at) return turn == Side::left ? Side::right : Side::left;
  }
  return p == place.at ? Side::on : orientation(edge.a, edge.b, p);
}

Snap snap_to(const EdgeGrid& grid, std::int32_t number, Xy p) {
  const LineEdge& edge = grid.edges[static_cast<std::size_t>(number)];
  const EdgePlace place = detail::place_on(edge.a, edge.b, p);
  return {edge.line, Metres{edge.from + distance(edge.a, place.at).value}, Metres{std::sqrt(place.square)},
          side_of(grid, number, place, p), place.at};
}

constexpr std::size_t kAhead = 12;

/// The sorted points lie anywhere in the input: their memory is asked for before it is needed.
void ask_early(const Xy& point, const Snap& answer) {
  __builtin_prefetch(&point);
  __builtin_prefetch(&answer, 1);
}

/// Points cell by cell, so that a query finds the grid's memory warm; with ask_early 1.7 times as fast on Wuhan.
std::vector<std::uint32_t> by_cell(const EdgeGrid& grid, std::span<const Xy> points) {
  std::vector<std::uint32_t> cell(points.size()), order(points.size());
  std::vector<std::uint32_t> next(grid.start.size() + 1, 0);
  for (std::size_t i = 0; i < points.size(); ++i) {
    cell[i] = static_cast<std::uint32_t>(grid.row(points[i].y) * grid.columns + grid.column(points[i].x));
    ++next[cell[i] + 1];
  }
  for (std::size_t c = 1; c < next.size(); ++c) next[c] += next[c - 1];
  for (std::size_t i = 0; i < points.size(); ++i) order[next[cell[i]]++] = static_cast<std::uint32_t>(i);
  return order;
}

}  // namespace

Snapper Snapper::build(std::span<const LineString> lines) {
  return Snapper(std::make_shared<const EdgeGrid>(EdgeGrid::over(lines)));
}

Snap Snapper::nearest(Xy p) const { return nearest(p, Metres{kEndless}); }

Snap Snapper::nearest(Xy p, Metres limit) const {
  const EdgeGrid& grid = *grid_;
  const int column = grid.column(p.x), row = grid.row(p.y);
  BestEdge best{limit.value * limit.value, std::numeric_limits<std::int32_t>::max()};
  for (int r = 0;; ++r) {
    grid.visit_ring(
        p, column, row, r, [&] { return best.square; },
        [&](std::span<const EdgeGrid::Entry> entries) { look_at(entries, p, best); });
    const double beyond = grid.beyond(p, column, row, r);
    if (beyond == kEndless || beyond * beyond > best.square) break;
  }
  return best.edge == std::numeric_limits<std::int32_t>::max() ? Snap{} : snap_to(grid, best.edge, p);
}

std::vector<Snap> Snapper::within(Xy p, Metres radius) const {
  const EdgeGrid& grid = *grid_;
  const double limit = radius.value * radius.value;
  std::unordered_map<std::int32_t, BestEdge> best;  // by line
  for (int r = grid.row(p.y - radius.value - grid.padding); r <= grid.row(p.y + radius.value + grid.padding); ++r) {
    const int last = grid.column(p.x + radius.value + grid.padding);
    for (int c = grid.column(p.x - radius.value - grid.padding); c <= last; ++c) {
      for (const EdgeGrid::Entry& entry : grid.cell(c, r)) {
        const double square = detail::place_on(entry.a, entry.b, p).square;
        if (square > limit) continue;
        BestEdge& mine = best[grid.edges[static_cast<std::size_t>(entry.edge)].line];
        if (square < mine.square || (square == mine.square && entry.edge < mine.edge)) mine = {square, entry.edge};
      }
    }
  }
  std::vector<Snap> snaps;
  for (const auto& [line, edge] : best) snaps.push_back(snap_to(grid, edge.edge, p));
  std::ranges::sort(snaps, {}, [](const Snap& snap) { return std::tuple(snap.distance, snap.line); });
  return snaps;
}

void Snapper::snap_all(std::span<const Xy> points, std::span<Snap> out, const Parallel& how, Metres limit) const {
  const bool few = points.size() < grid_->start.size() / 4;  // then the sort costs more than it brings
  const std::vector<std::uint32_t> order = few ? std::vector<std::uint32_t>{} : by_cell(*grid_, points);
  parallel_for(points.size(), how, [&](std::size_t begin, std::size_t end) {
    if (few) {
      for (std::size_t i = begin; i < end; ++i) out[i] = nearest(points[i], limit);
      return;
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (i + kAhead < end) ask_early(points[order[i + kAhead]], out[order[i + kAhead]]);
      out[order[i]] = nearest(points[order[i]], limit);
    }
  });
}

}  // namespace libgrid::roads
