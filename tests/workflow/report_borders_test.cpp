#include <libgrid/workflow/detail/report_borders.hpp>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::workflow::detail::report {
namespace {

using namespace libgrid::literals;

MultiPolygon polygon(Ring ring) { return {Polygon{std::move(ring), {}}}; }

TEST(SimplifiedLine, KeepsWhatLiesFartherThanTheTolerance) {
  const LineString line{{0, 0}, {10, 1}, {20, 0}, {30, 8}, {40, 0}};
  EXPECT_EQ(simplified_line(line, 5_m), (LineString{{0, 0}, {20, 0}, {30, 8}, {40, 0}}));
  EXPECT_EQ(simplified_line(line, 0_m), line);
  EXPECT_EQ(simplified_line(line, 100_m), (LineString{{0, 0}, {40, 0}}));
  EXPECT_EQ(simplified_line(LineString{{0, 0}, {1, 1}}, 5_m), (LineString{{0, 0}, {1, 1}}));
}

///   (0,20)----(20,20)----(40,20)
///     |    A     | wavy     |        The border between A and B bends by 1 m at (21,10): both lose the bend.
///     |          )    B     |
///   (0,0)-----(20,0)-----(40,0)
struct TwoSquares {
  MultiPolygon a = polygon({{0, 0}, {20, 0}, {21, 10}, {20, 20}, {0, 20}, {0, 0}});
  MultiPolygon b = polygon({{40, 20}, {20, 20}, {21, 10}, {20, 0}, {40, 0}, {40, 20}});
};

TEST(BorderSimplifier, CommonBordersStayCommon) {
  const TwoSquares squares;
  const std::vector<const MultiPolygon*> shapes{&squares.a, &squares.b};
  const BorderSimplifier borders(shapes, 5_m);
  EXPECT_EQ(borders.simplified(squares.a)[0].outer, (Ring{{20, 0}, {20, 20}, {0, 20}, {0, 0}, {20, 0}}));
  EXPECT_EQ(borders.simplified(squares.b)[0].outer, (Ring{{20, 20}, {20, 0}, {40, 0}, {40, 20}, {20, 20}}));
}

TEST(BorderSimplifier, AnIslandIsCutAtItsLowestAndFarthestVertex) {
  const MultiPolygon island = polygon({{50, 1}, {100, 0}, {100, 100}, {0, 100}, {0, 0}, {50, 1}});
  const std::vector<const MultiPolygon*> shapes{&island};
  EXPECT_EQ(BorderSimplifier(shapes, 5_m).simplified(island)[0].outer,
            (Ring{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}));
}

TEST(BorderSimplifier, PartsThinnerThanTheToleranceVanish) {
  const MultiPolygon sliver{Polygon{{{0, 0}, {50, 1}, {100, 0}, {50, -1}, {0, 0}}, {}},
                            Polygon{{{0, 50}, {50, 50}, {50, 99}, {0, 50}}, {}}};
  const std::vector<const MultiPolygon*> shapes{&sliver};
  const MultiPolygon light = BorderSimplifier(shapes, 5_m).simplified(sliver);
  ASSERT_EQ(light.size(), 1U);
  EXPECT_EQ(light[0].outer.size(), 4U);
}

TEST(BorderSimplifier, HolesAreSimplifiedAsTheIslandThatFillsThem) {
  const Ring hole{{40, 40}, {41, 50}, {40, 60}, {60, 60}, {60, 40}, {40, 40}};
  const MultiPolygon inner = polygon({hole.rbegin(), hole.rend()});
  const MultiPolygon outer{Polygon{{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}, {hole}}};
  const std::vector<const MultiPolygon*> shapes{&inner, &outer};
  const BorderSimplifier borders(shapes, 5_m);
  Ring of_hole = borders.simplified(outer)[0].holes[0], of_island = borders.simplified(inner)[0].outer;
  std::ranges::reverse(of_hole);
  EXPECT_EQ(of_hole, of_island);
  EXPECT_EQ(of_hole.size(), 5U);
}

using Edge = std::pair<Xy, Xy>;

std::map<Edge, int> directed_edges(const MultiPolygon& shape) {
  std::map<Edge, int> edges;
  for (const Polygon& p : shape)
    for (std::size_t i = 0; i + 1 < p.outer.size(); ++i) ++edges[{p.outer[i], p.outer[i + 1]}];
  return edges;
}

/// A chessboard of wiggly squares: every inner edge must be walked once in each direction, before and after.
TEST(BorderSimplifier, InASeededCoverageEveryInnerEdgeKeepsItsPartner) {
  constexpr int kSide = 6, kSteps = 8;
  const std::uint64_t seed = 20151;
  SCOPED_TRACE("seed " + std::to_string(seed));
  const CounterRandom draw(seed, 3);
  // One wiggle per lattice point and inner step; corners stay.
  const auto point = [&](int x, int y) {
    const auto index = static_cast<std::uint64_t>(x * 1000 + y);
    const bool corner = x % kSteps == 0 && y % kSteps == 0,
               rim = x == 0 || y == 0 || x == kSide * kSteps || y == kSide * kSteps;
    const double off = corner || rim ? 0.0 : 4.0 * draw.unit(index) - 2.0;
    return Xy{10.0 * x + (x % kSteps == 0 ? off : 0.0), 10.0 * y + (y % kSteps == 0 ? off : 0.0)};
  };
  std::vector<MultiPolygon> cells;
  for (int i = 0; i < kSide; ++i)
    for (int j = 0; j < kSide; ++j) {
      Ring ring;
      const int x = i * kSteps, y = j * kSteps;
      for (int k = 0; k < kSteps; ++k) ring.push_back(point(x + k, y));
      for (int k = 0; k < kSteps; ++k) ring.push_back(point(x + kSteps, y + k));
      for (int k = 0; k < kSteps; ++k) ring.push_back(point(x + kSteps - k, y + kSteps));
      for (int k = 0; k < kSteps; ++k) ring.push_back(point(x, y + kSteps - k));
      ring.push_back(ring.front());
      cells.push_back(polygon(ring));
    }
  std::vector<const MultiPolygon*> shapes;
  for (const MultiPolygon& cell : cells) shapes.push_back(&cell);
  const BorderSimplifier borders(shapes, 1.5_m);
  std::map<Edge, int> edges;
  std::size_t before = 0;
  for (const MultiPolygon& cell : cells) {
    before += cell[0].outer.size();
    for (const auto& [edge, n] : directed_edges(borders.simplified(cell))) edges[edge] += n;
  }
  EXPECT_LT(edges.size(), before);
  const double end = 10.0 * kSide * kSteps;
  for (const auto& [edge, n] : edges) {
    const auto [a, b] = edge;
    const bool rim = (a.x == b.x && (a.x == 0.0 || a.x == end)) || (a.y == b.y && (a.y == 0.0 || a.y == end));
    EXPECT_EQ(n, 1);
    EXPECT_EQ(edges.contains({b, a}), !rim) << a.x << " " << a.y << " - " << b.x << " " << b.y;
  }
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
