#include <libgrid/index/detail/flat_locator.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "random_shapes.hpp"

namespace libgrid::index::detail {
namespace {

/// The shapes of all layers that hold p, one layer after another.
std::vector<std::uint32_t> by_force(const std::vector<LayerShapes>& layers, const FlatLocator& flat, Xy p) {
  std::vector<std::uint32_t> all;
  for (std::size_t l = 0; l < layers.size(); ++l)
    for (const std::int32_t s : covering_by_force({layers[l].shapes.begin(), layers[l].shapes.end()}, p))
      all.push_back(flat.order.layer_start[l] + static_cast<std::uint32_t>(s));
  return all;
}

// Cells of one answer, of combos, of leaves with up to 3, 7 and more ids, and crowded ones, whichever the grid makes.
TEST(FlatCovering, EveryKindOfCellNamesTheShapesThatHoldAPoint) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto one = jittered_coverage(5, 4, 3, seed), two = jittered_coverage(3, 2, 2, seed + 50),
               tangle = lattice_tangle(seed);
    const std::vector<LayerShapes> layers{{.shapes = one}, {.shapes = two}, {.shapes = tangle}};
    auto points = hard_points(tangle, 20, seed);
    for (const Xy p : hard_points(one, 20, seed)) points.push_back(p);
    for (const LayerOptions& options : {LayerOptions{}, LayerOptions{.cells_per_edge = 0.3, .edges_per_leaf = 12},
                                        LayerOptions{.cells_per_edge = 1e-6, .edges_per_leaf = 64}}) {
      const FlatLocator flat = build_flat(layers, options);
      for (const Xy p : points) {
        auto found = covering_shapes(flat, p);
        std::ranges::sort(found);
        ASSERT_EQ(found, by_force(layers, flat, p)) << p.x << ' ' << p.y;
      }
    }
  }
}

}  // namespace
}  // namespace libgrid::index::detail
