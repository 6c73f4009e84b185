#include <libgrid/coverage/detail/face_groups.hpp>

#include <vector>

#include <gtest/gtest.h>

namespace libgrid::coverage::detail {
namespace {

MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
  return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

TEST(ShapesOfGroups, AGroupIsTheUnionOfItsFacesWithEveryVertexOfTheGraph) {
  const MultiPolygon left = rectangle(0, 0, 12, 10), right = rectangle(10, 0, 20, 10);
  const ZoneGraph graph = node_zones(std::vector{&left, &right}, {}).value();
  const ZoneFaces faces(graph);
  std::vector<std::vector<int>> owners(faces.size());
  for (std::size_t f = 1; f < faces.size(); ++f) owners[f] = {faces.cover(f).size() == 2 ? 0 : faces.cover(f)[0]};
  const auto shapes = shapes_of_groups(graph, faces, owners, 3);
  ASSERT_EQ(shapes.size(), 3U);
  EXPECT_EQ(shapes[0], (MultiPolygon{{{{0, 0}, {10, 0}, {12, 0}, {12, 10}, {10, 10}, {0, 10}, {0, 0}}, {}}}));
  EXPECT_EQ(shapes[1], rectangle(12, 0, 20, 10));
  EXPECT_TRUE(shapes[2].empty());
}

}  // namespace
}  // namespace libgrid::coverage::detail
