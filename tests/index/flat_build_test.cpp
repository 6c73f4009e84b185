#include <libgrid/index/detail/flat_locator.hpp>

#include <gtest/gtest.h>

#include "random_shapes.hpp"

namespace libgrid::index::detail {
namespace {

TEST(FlatBuild, AnEditSharesTheBandsItDoesNotMeet) {
  auto shapes = jittered_coverage(20, 20, 1, 3);
  const FlatLocator old = build_flat(std::vector<LayerShapes>{{.shapes = shapes}}, {.cells_per_edge = 30.0});
  ASSERT_GE(old.bands.size(), 8U);
  shapes[0].front().outer[1].x += 1.0;
  const std::uint32_t changed = 0;
  const FlatLocator edited = rebuild_flat(old, std::vector<LayerShapes>{{.shapes = shapes}}, {&changed, 1});
  std::size_t shared = 0;
  for (std::size_t b = 0; b < old.bands.size(); ++b) shared += old.bands[b].owner == edited.bands[b].owner ? 1U : 0U;
  EXPECT_GE(shared, old.bands.size() * 9 / 10) << "a shape of a twentieth of the height";
  EXPECT_LT(shared, old.bands.size());
}

TEST(FlatBuild, ATinyShapeFarFromTheOriginHasAFrame) {
  const double x = 3.0e8;
  const std::vector<MultiPolygon> dot{
      {{.outer = {{x, x}, {x + 0x1.0p-20, x}, {x, x + 0x1.0p-20}, {x, x}}, .holes = {}}}};
  const FlatLocator flat = build_flat(std::vector<LayerShapes>{{.shapes = dot}}, {});
  EXPECT_EQ(covering_shapes(flat, {x, x}), std::vector<std::uint32_t>{0});
  EXPECT_TRUE(covering_shapes(flat, {x + 0x1.0p-20, x + 0x1.0p-20}).empty());
}

}  // namespace
}  // namespace libgrid::index::detail
