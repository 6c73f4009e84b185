#include <libgrid/index/detail/band_builder.hpp>

#include <gtest/gtest.h>

namespace libgrid::index::detail {
namespace {

TEST(BandBuilder, OneEdgePerBorderWhateverItsDirection) {
  const FlatFrame frame{.x0 = -1, .y0 = -1, .scale = 0x1.0p40, .width = 12, .height = 12, .bits = 0, .deepest = 20};
  const ShapeOrder order{{0, 0}, {0, 2}};
  const std::vector<RingEdge> edges{{{0, 0}, {4, 0}, 0}, {{4, 0}, {4, 4}, 0}, {{4, 4}, {0, 0}, 0},
                                    {{0, 0}, {4, 4}, 1}, {{4, 4}, {0, 4}, 1}, {{0, 4}, {0, 0}, 1}};
  const BuiltBand band = build_band(frame, 0, edges, order, {.edges_per_leaf = 4, .most_bytes = 1 << 20});
  EXPECT_EQ(band.counts.points, 7);
  EXPECT_EQ(band.findings.unique_edges, 5);
  EXPECT_EQ(band.findings.repeated_edges, 0);
  EXPECT_EQ(band.bytes.size() * sizeof(UnitLine), band_bytes(band.counts));
  EXPECT_TRUE(sound(view_of(std::as_bytes(std::span(band.bytes)), band.counts), {order.layer_start, 10}));
}

}  // namespace
}  // namespace libgrid::index::detail
