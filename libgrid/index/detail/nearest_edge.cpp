#include <libgrid/index/detail/nearest_edge.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace libgrid::index::detail {
namespace {

/// A square of cells around the cell of p, cut off at the rim of the grid.
struct Square {
  int left, right, bottom, top;
};

class Search {
 public:
  Search(const CellIndex& index, Xy p) : index_(index), p_(p) {}

  Nearest run() {
    const CellGrid& grid = index_.grid;
    const int column = grid.column(p_.x), row = grid.row(p_.y);
    const int rings = std::max(grid.columns(), grid.rows());
    for (int ring = 0; ring < rings; ++ring) {
      visit_ring(column, row, ring);
      if (cannot_improve(distance_beyond({column - ring, column + ring, row - ring, row + ring}))) break;
    }
    return best_;
  }

 private:
  void visit_ring(int column, int row, int ring) {
    const CellGrid& grid = index_.grid;
    const int bottom = std::max(row - ring, 0), top = std::min(row + ring, grid.rows() - 1);
    for (int r = bottom; r <= top; ++r) {
      const bool whole_row = r == row - ring || r == row + ring;
      const int step = whole_row || ring == 0 ? 1 : 2 * ring;
      for (int c = column - ring; c <= column + ring; c += step)
        if (c >= 0 && c < grid.columns()) visit_cell(c, r);
    }
  }

  void visit_cell(int column, int row) {
    const std::span<const std::uint32_t> near = index_.cell_edges[index_.grid.cell(column, row)];
    if (near.empty() || cannot_improve(distance_to(index_.grid.cell_box(column, row)))) return;
    for (const std::uint32_t e : near) {
      const Edge& edge = index_.edges[e];
      const Metres d = distance_to_segment(p_, edge.a, edge.b);
      if (d < best_.distance || (d == best_.distance && edge.shape < best_.shape)) best_ = {edge.shape, d};
    }
  }

  /// No edge at least that far away can win or tie, whatever its distance rounds to.
  [[nodiscard]] bool cannot_improve(double least) const {
    return least - index_.grid.padding() > best_.distance.value * (1.0 + 0x1.0p-40);
  }

  [[nodiscard]] double distance_to(const Box& box) const {
    const double dx = std::max({box.min.x - p_.x, p_.x - box.max.x, 0.0});
    const double dy = std::max({box.min.y - p_.y, p_.y - box.max.y, 0.0});
    return std::hypot(dx, dy);
  }

  /// Least distance from p to a cell outside the square; infinite if there is none.
  [[nodiscard]] double distance_beyond(Square seen) const {
    const CellGrid& grid = index_.grid;
    double least = std::numeric_limits<double>::infinity();
    if (seen.left > 0) least = std::min(least, p_.x - grid.cell_box(seen.left, 0).min.x);
    if (seen.bottom > 0) least = std::min(least, p_.y - grid.cell_box(0, seen.bottom).min.y);
    if (seen.right < grid.columns() - 1) least = std::min(least, grid.cell_box(seen.right, 0).max.x - p_.x);
    if (seen.top < grid.rows() - 1) least = std::min(least, grid.cell_box(0, seen.top).max.y - p_.y);
    return least;
  }

  const CellIndex& index_;
  Xy p_;
  Nearest best_;
};

}  // namespace

Nearest nearest_edge(const CellIndex& index, Xy p) { return index.edges.empty() ? Nearest{} : Search(index, p).run(); }

std::vector<Nearest> edges_within(const CellIndex& index, Xy p, Metres radius) {
  std::vector<Nearest> found;
  const CellGrid& grid = index.grid;
  if (index.edges.empty() || !index.bounds.grown(radius).contains(p)) return found;
  const double reach = radius.value + grid.padding();
  for (int row = grid.row(p.y - reach); row <= grid.row(p.y + reach); ++row) {
    for (int column = grid.column(p.x - reach); column <= grid.column(p.x + reach); ++column) {
      for (const std::uint32_t e : index.cell_edges[grid.cell(column, row)]) {
        const Edge& edge = index.edges[e];
        const Metres d = distance_to_segment(p, edge.a, edge.b);
        if (d > radius) continue;
        const auto at = std::ranges::find(found, edge.shape, &Nearest::shape);
        if (at == found.end()) {
          found.push_back({edge.shape, d});
        } else {
          at->distance = std::min(at->distance, d);
        }
      }
    }
  }
  return found;
}

}  // namespace libgrid::index::detail
