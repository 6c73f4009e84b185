#include <libgrid/coverage/detail/zone_faces.hpp>

#include <map>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid::coverage::detail {
namespace {

Ring box_ring(double x0, double y0, double x1, double y1) { return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}; }

ZoneGraph noded(const std::vector<MultiPolygon>& shapes) {
  std::vector<const MultiPolygon*> zones;
  for (const MultiPolygon& shape : shapes) zones.push_back(&shape);
  return node_zones(zones, {}).value();
}

/// Area by how many zones cover it.
std::map<std::size_t, double> areas(const std::vector<MultiPolygon>& shapes) {
  const ZoneGraph graph = noded(shapes);
  const ZoneFaces faces(graph);
  std::map<std::size_t, double> out;
  for (std::size_t f = 1; f < faces.size(); ++f) out[faces.cover(f).size()] += faces.outline(f).area.value;
  return out;
}

TEST(ZoneFaces, CoverIsCountedThroughNestedComponents) {
  const MultiPolygon outer{{box_ring(0, 0, 100, 100), {box_ring(20, 20, 80, 80)}}};
  const MultiPolygon island{{box_ring(30, 30, 70, 70), {}}}, pond{{box_ring(40, 40, 50, 50), {}}};
  EXPECT_EQ(areas({outer, island, pond}),
            (std::map<std::size_t, double>{{0, 2000.0}, {1, 6400.0 + 1500.0}, {2, 100.0}}));
}

TEST(ZoneFaces, AComponentBesideAnotherIsOutsideIt) {
  const MultiPolygon left{{{{0, 0}, {10, 5}, {0, 10}, {0, 0}}, {}}}, right{{box_ring(20, 4, 30, 6), {}}};
  EXPECT_EQ(areas({left, right}), (std::map<std::size_t, double>{{1, 70.0}}));
}

TEST(ZoneFaces, RandomFacesAreCoveredAsLocateSays) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    const CounterRandom draw(seed, 3);
    std::vector<MultiPolygon> shapes;
    for (std::uint64_t i = 0; i < 9; ++i) {
      const double x = draw.unit(i * 4) * 50, y = draw.unit(i * 4 + 1) * 50;
      shapes.push_back(
          {{{{x, y}, {x + 20, y + draw.unit(i * 4 + 2) * 9}, {x + draw.unit(i * 4 + 3) * 9, y + 20}, {x, y}}, {}}});
    }
    const ZoneGraph graph = noded(shapes);
    const ZoneFaces faces(graph);
    for (std::size_t f = 1; f < faces.size(); ++f) {
      const auto outline = faces.outline(f);
      const Ring& ring = outline.rings.front();
      if (outline.area.value < 1.0 || outline.rings.size() > 1) continue;
      const Xy near{ring[0].x * 0.998 + (ring[1].x + ring[ring.size() - 2].x) * 0.001,
                    ring[0].y * 0.998 + (ring[1].y + ring[ring.size() - 2].y) * 0.001};
      if (locate(Polygon{ring, {}}, near) != Location::inside) continue;
      std::vector<int> expected;
      for (std::size_t z = 0; z < shapes.size(); ++z)
        if (locate(shapes[z], near) == Location::inside) expected.push_back(static_cast<int>(z));
      EXPECT_EQ(std::vector<int>(faces.cover(f).begin(), faces.cover(f).end()), expected);
    }
  }
}

}  // namespace
}  // namespace libgrid::coverage::detail
