#include <libgrid/index/detail/clip_edge.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include "random_shapes.hpp"

namespace libgrid::index::detail {
namespace {

constexpr FlatFrame kFrame{.x0 = 0.0, .y0 = 0.0, .scale = 0x1.0p34, .width = 1024, .height = 1024, .bits = 5};

// The bound of flat_band.hpp, measured: no place is farther from the true line than kLineBound says.
TEST(ClipEdge, TheLineStaysWithinItsBound) {
  Dice dice(7, 1);
  const FixedCell cell{std::int64_t{3} << 39, std::int64_t{9} << 39, 5};
  const Xy corner{kFrame.x_of(cell.x), kFrame.y_of(cell.y)};
  for (int k = 0; k < 3000; ++k) {
    const Xy u{corner.x + dice.between(-40, 70), corner.y + dice.between(-40, 70)};
    const Xy v{corner.x + dice.between(-40, 70), corner.y + dice.between(-40, 70)};
    const ExactEdge edge{u.y <= v.y ? u : v, u.y <= v.y ? v : u};
    const FixedEdge in_fixed = fixed(kFrame, edge);
    const ClippedEdge clipped = clip(in_fixed, edge, cell, corner);
    if (clipped.a == 0 && clipped.b == 0) continue;
    ASSERT_TRUE(may_meet(in_fixed, cell));
    const double dx = edge.b.x - edge.a.x, dy = edge.b.y - edge.a.y, largest = std::max(std::abs(dx), std::abs(dy));
    for (int i = 0; i < 5; ++i) {
      const Xy p{corner.x + dice.between(0, 32), corner.y + dice.between(0, 32)};
      const int x = static_cast<int>((p.x - corner.x) * 512), y = static_cast<int>((p.y - corner.y) * 512);
      const double place = clipped.a * x + clipped.b * y + clipped.c;
      const double line = (dx * (p.y - edge.a.y) - dy * (p.x - edge.a.x)) / largest * 512 * kPlaceUnits;
      ASSERT_LT(std::abs(place - line), kLineBound);
    }
  }
}

TEST(ClipEdge, AnEdgeUpTheLeftSideIsDelicate) {
  const ExactEdge edge{{std::nextafter(32.0, 0.0), 1.0}, {32.0 + 0x1.0p-47, 31.0}};
  FlatFrame far = kFrame;
  far.x0 = -0x1.0p20;  // subtracting it takes the difference of the two ends away
  EXPECT_TRUE(delicate(fixed(far, edge), edge, {32.0, 0.0}));
  EXPECT_FALSE(delicate(fixed(kFrame, {{31.0, 1.0}, {33.0, 3.0}}), {{31.0, 1.0}, {33.0, 3.0}}, {32.0, 0.0}));
}

}  // namespace
}  // namespace libgrid::index::detail
