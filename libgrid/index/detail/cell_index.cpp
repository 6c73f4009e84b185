#include <libgrid/index/detail/cell_index.hpp>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <utility>

namespace libgrid::index::detail {
namespace {

/// Edges met per cell, summed up to list starts; the total is the last entry.
std::vector<std::uint64_t> list_starts(const CellGrid& grid, std::span<const Edge> edges) {
  std::vector<std::uint64_t> first(grid.size() + 1, 0);
  for (const Edge& edge : edges) grid.for_each_cell(edge, [&](std::size_t cell) { ++first[cell + 1]; });
  std::partial_sum(first.begin(), first.end(), first.begin());
  return first;
}

Lists<std::uint32_t> list_edges(const CellGrid& grid, std::span<const Edge> edges,
                                const std::vector<std::uint64_t>& starts) {
  Lists<std::uint32_t> lists;
  lists.first.assign(starts.begin(), starts.end());
  lists.values.resize(starts.back());
  std::vector<std::uint32_t> next = lists.first;
  for (std::uint32_t e = 0; e < edges.size(); ++e)
    grid.for_each_cell(edges[e], [&](std::size_t cell) { lists.values[next[cell]++] = e; });
  return lists;
}

bool on_any(std::span<const Edge> edges, std::span<const std::uint32_t> asked, Xy p) {
  return std::ranges::any_of(asked, [&](std::uint32_t e) { return on_segment(edges[e].a, edges[e].b, p); });
}

/// A point of the cell that lies on none of its edges, the first that is free of candidates on a parabola: a straight
/// line meets it at most twice, so few edges cannot take many of them.
std::optional<Xy> free_point(const CellIndex& index, int column, int row, int candidates) {
  const Box box = index.grid.cell_box(column, row);
  const std::span<const std::uint32_t> near = index.cell_edges[index.grid.cell(column, row)];
  const double width = box.max.x - box.min.x, height = box.max.y - box.min.y;
  for (int k = 0; k < candidates; ++k) {
    const double u = 0.5 + 0.5 * k / candidates;  // from the middle to the right
    const Xy p{box.min.x + u * width, box.min.y + (0.25 + u * u) * 0.75 * height};
    if (!on_any(index.edges, near, p)) return p;
  }
  return std::nullopt;
}

void flip(std::vector<std::int32_t>& sorted, std::int32_t shape) {
  const auto place = std::ranges::lower_bound(sorted, shape);
  if (place != sorted.end() && *place == shape) {
    sorted.erase(place);
  } else {
    sorted.insert(place, shape);
  }
}

/// The shapes that hold a moving point that never stops on an edge.
class Walker {
 public:
  Walker(std::span<const Edge> edges, Xy outside) : edges_(edges), at_(outside) {}

  void walk(Xy to, std::span<const std::uint32_t> through) {
    for (const std::uint32_t e : through)
      if (meeting(at_, to, edges_[e].a, edges_[e].b) == Meeting::crosses) flip(holders_, edges_[e].shape);
    at_ = to;
  }
  [[nodiscard]] const std::vector<std::int32_t>& holders() const { return holders_; }

 private:
  std::span<const Edge> edges_;
  Xy at_;
  std::vector<std::int32_t> holders_;
};

/// Gives the cells of one row their reference points, walking from the left rim of the grid from cell to cell. Cells
/// of a row together are convex, so only the edges of the cells walked over can be met. Crowded cells are passed over.
void place_row(CellIndex& index, int row, int candidates, std::vector<std::size_t>& crowded) {
  std::optional<Walker> walker;
  std::vector<std::uint32_t> behind, through;
  for (int column = 0; column < index.grid.columns(); ++column) {
    const std::size_t cell = index.grid.cell(column, row);
    const std::span<const std::uint32_t> near = index.cell_edges[cell];
    through.clear();
    std::ranges::set_union(behind, near, std::back_inserter(through));
    if (const std::optional<Xy> reference = free_point(index, column, row, candidates)) {
      if (!walker) walker.emplace(index.edges, Xy{index.grid.box().min.x, reference->y});
      walker->walk(*reference, through);
      index.reference[cell] = *reference;
      index.holders.values.insert(index.holders.values.end(), walker->holders().begin(), walker->holders().end());
      behind.assign(near.begin(), near.end());
    } else {
      crowded.push_back(cell);
      behind.swap(through);
    }
    index.holders.close_list();
  }
}

/// Gives crowded cells all edges and the corner of the grid as reference.
void make_whole(CellIndex& index, const std::vector<std::size_t>& crowded) {
  if (crowded.empty()) return;
  std::vector<std::uint32_t> all(index.edges.size());
  std::iota(all.begin(), all.end(), 0U);
  Lists<std::uint32_t> lists;
  for (std::size_t cell = 0; cell < index.grid.size(); ++cell) {
    const bool whole = std::ranges::binary_search(crowded, cell);
    if (whole) index.reference[cell] = index.grid.box().min;
    const std::span<const std::uint32_t> kept = whole ? std::span<const std::uint32_t>(all) : index.cell_edges[cell];
    lists.values.insert(lists.values.end(), kept.begin(), kept.end());
    lists.close_list();
  }
  index.cell_edges = std::move(lists);
}

/// Fills the index over about `cells` cells; false if either list would have more entries than the budget.
bool fill(CellIndex& index, double cells, double budget, int candidates) {
  index.grid = CellGrid::over(index.bounds, static_cast<std::int64_t>(cells));
  const std::vector<std::uint64_t> starts = list_starts(index.grid, index.edges);
  if (static_cast<double>(starts.back()) > budget) return false;
  index.cell_edges = list_edges(index.grid, index.edges, starts);
  index.holders = {};
  index.reference.assign(index.grid.size(), Xy{});
  std::vector<std::size_t> crowded;
  for (int row = 0; row < index.grid.rows(); ++row) {
    place_row(index, row, candidates, crowded);
    if (static_cast<double>(index.holders.values.size()) > budget) return false;
  }
  make_whole(index, crowded);
  return true;
}

}  // namespace

CellIndex index_cells(std::vector<Edge> edges, const CellLimits& limits) {
  CellIndex index;
  index.edges = std::move(edges);
  for (const Edge& edge : index.edges) {
    index.bounds.extend(edge.a);
    index.bounds.extend(edge.b);
  }
  if (index.edges.empty()) return index;
  const double edges_count = static_cast<double>(index.edges.size());
  double cells =
      std::clamp(edges_count * limits.cells_per_edge, 1.0, std::max(1.0, static_cast<double>(limits.max_cells)));
  // Long edges and deep overlaps fill many cells. A single cell always fits: it lists each edge and each shape once.
  const double budget = 8.0 * edges_count + 16.0 * cells;
  while (!fill(index, cells, budget, limits.candidates)) cells = std::max(1.0, cells / 4.0);
  return index;
}

}  // namespace libgrid::index::detail
