#include <libgrid/coverage/detail/geos.hpp>

#include <gtest/gtest.h>

namespace libgrid::coverage::detail {
namespace {

TEST(Geos, CrossingLinesAreNodedOnTheGridAndFacesCutOut) {
  const std::vector<LineString> lines{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{5, -1}, {5, 11}}};
  const auto noded = node_lines(lines, Metres{kLattice});
  ASSERT_TRUE(noded);
  const auto faces = polygonize(*noded);
  ASSERT_TRUE(faces);
  ASSERT_EQ(faces->size(), 2U);
  EXPECT_EQ(area((*faces)[0]), SquareMetres{50.0});
}

TEST(Geos, RepairKeepsAValidShapeAsItIs) {
  const MultiPolygon square{{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {}}};
  const auto kept = repair(square);
  ASSERT_TRUE(kept);
  EXPECT_FALSE(kept->changed);
  EXPECT_EQ(kept->shape, square);
}

TEST(Geos, RepairOfAShapeWithoutAreaIsRefused) {
  const auto flat = repair({{{{0, 0}, {10, 0}, {5, 0}, {0, 0}}, {}}});
  ASSERT_FALSE(flat);
  EXPECT_EQ(flat.error().code, ErrorCode::geometry_empty);
}

TEST(Geos, LinesAreClippedToAPolygonOnTheGrid) {
  const Polygon triangle{{{0, 0}, {10, 0}, {0, 10}, {0, 0}}, {}};
  const auto inside = clip_lines(std::vector<LineString>{{{3, -5}, {3, 20}}}, triangle, Metres{kLattice});
  ASSERT_TRUE(inside);
  ASSERT_EQ(inside->size(), 1U);
  EXPECT_EQ(length((*inside)[0]), Metres{7.0});
}

}  // namespace
}  // namespace libgrid::coverage::detail
