#include <libgrid/workflow/detail/bent_edges.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail {
namespace {

/// A zone of one ring from west to east with its south border at `south`.
io::LonLatZone box(double west, double east, double south, double north) {
  return {
      .number = 1,
      .code = "A",
      .parent = "",
      .shape = {{.outer = {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, .holes = {}}},
      .rank = 0};
}

crs::Projector utm() { return crs::Projector::make(Frame{32649}).value(); }

TEST(BentEdges, ALongEdgeAlongAParallelIsToldWithTheMost) {
  // 0.015 degrees at 34 N are 1,386 m: 1386^2 tan(34) / 51,000 km = 25 mm; the edge between both zones counts once.
  const std::vector<io::LonLatZone> zones{box(113.80, 113.815, 34.0, 34.01), box(113.80, 113.815, 34.01, 34.02)};
  const auto found = bent_edges(zones, utm());
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->en.starts_with("edges straight in degrees but not in the plane EPSG:32649: ")) << found->en;
  EXPECT_NE(found->en.find("up to 25."), std::string::npos) << found->en;
}

TEST(BentEdges, ShortEdgesBendByLessThanAMillimetre) {
  EXPECT_FALSE(bent_edges(std::vector{box(113.80, 113.802, 34.0, 34.002)}, utm()));
  EXPECT_FALSE(bent_edges({}, utm()));
}

}  // namespace
}  // namespace libgrid::workflow::detail
