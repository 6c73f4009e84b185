#include <libgrid/index/locator.hpp>

#include <algorithm>
#include <tuple>

#include <libgrid/base/error.hpp>
#include <libgrid/index/detail/cell_index.hpp>
#include <libgrid/index/detail/nearest_edge.hpp>

namespace libgrid::index {
namespace {

void add_ring(std::vector<detail::Edge>& edges, const Ring& ring, std::int32_t shape) {
  GRID_ASSERT(ring.empty() || ring.front() == ring.back());
  for (std::size_t i = 1; i < ring.size(); ++i) edges.push_back({ring[i - 1], ring[i], shape});
}

void add_polygon(std::vector<detail::Edge>& edges, const Polygon& polygon, std::int32_t shape) {
  add_ring(edges, polygon.outer, shape);
  for (const Ring& hole : polygon.holes) add_ring(edges, hole, shape);
}

std::shared_ptr<const detail::CellIndex> index_of(std::vector<detail::Edge> edges, const LocatorOptions& options) {
  detail::CellLimits limits;
  limits.cells_per_edge = options.cells_per_edge;
  limits.max_cells = options.max_cells;
  return std::make_shared<const detail::CellIndex>(detail::index_cells(std::move(edges), limits));
}

}  // namespace

Locator Locator::build(std::span<const MultiPolygon> shapes, const LocatorOptions& options) {
  std::vector<detail::Edge> edges;
  for (std::size_t s = 0; s < shapes.size(); ++s)
    for (const Polygon& polygon : shapes[s]) add_polygon(edges, polygon, static_cast<std::int32_t>(s));
  return Locator(index_of(std::move(edges), options));
}

Locator Locator::build(std::span<const Polygon> shapes, const LocatorOptions& options) {
  std::vector<detail::Edge> edges;
  for (std::size_t s = 0; s < shapes.size(); ++s) add_polygon(edges, shapes[s], static_cast<std::int32_t>(s));
  return Locator(index_of(std::move(edges), options));
}

Hit Locator::locate(Xy p) const {
  Hit hit;
  cells_->visit_covering(p, [&](std::int32_t shape, Location where) {
    if (hit.shape < 0) hit.shape = shape;
    if (hit.where != Location::border) hit.where = where;
  });
  return hit;
}

std::vector<std::int32_t> Locator::covering(Xy p) const {
  std::vector<std::int32_t> shapes;
  cells_->visit_covering(p, [&](std::int32_t shape, Location) { shapes.push_back(shape); });
  return shapes;
}

Nearest Locator::nearest(Xy p) const {
  if (const Hit hit = locate(p); hit.shape >= 0) return {hit.shape, Metres{0.0}};
  return detail::nearest_edge(*cells_, p);
}

std::vector<Nearest> Locator::within(Xy p, Metres radius) const {
  std::vector<Nearest> found = detail::edges_within(*cells_, p, radius);
  for (const std::int32_t shape : covering(p)) {
    const auto at = std::ranges::find(found, shape, &Nearest::shape);
    if (at == found.end()) {
      found.push_back({shape, Metres{0.0}});
    } else {
      at->distance = Metres{0.0};
    }
  }
  std::ranges::sort(found, [](const Nearest& a, const Nearest& b) {
    return std::tie(a.distance, a.shape) < std::tie(b.distance, b.shape);
  });
  return found;
}

void Locator::locate_all(std::span<const Xy> points, std::span<Hit> out, const Parallel& how) const {
  GRID_ASSERT(points.size() == out.size());
  parallel_for(points.size(), how, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) out[i] = locate(points[i]);
  });
}

}  // namespace libgrid::index
