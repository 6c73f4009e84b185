#include <libgrid/index/line_overlay.hpp>

#include <map>

#include <gtest/gtest.h>
#include <boost/multiprecision/cpp_int.hpp>

#include "random_shapes.hpp"

namespace libgrid::index {
namespace {

using Rational = boost::multiprecision::cpp_rational;
using Shapes = std::vector<MultiPolygon>;

struct RationalXy {
  Rational x, y;
};

template <class Visit>
void each_edge(const MultiPolygon& shape, Visit visit) {
  const auto ring = [&](const Ring& points) {
    for (std::size_t i = 1; i < points.size(); ++i) visit(points[i - 1], points[i]);
  };
  for (const Polygon& polygon : shape) {
    ring(polygon.outer);
    for (const Ring& hole : polygon.holes) ring(hole);
  }
}

/// Even-odd, by the edges straight above. @pre p is not on an edge
bool inside(const MultiPolygon& shape, const RationalXy& p) {
  bool odd = false;
  each_edge(shape, [&](Xy u, Xy v) {
    const Xy a = std::min(u, v), b = std::max(u, v);
    if (!(Rational(a.x) <= p.x && p.x < Rational(b.x))) return;
    const Rational width = Rational(b.x) - Rational(a.x);
    odd ^= Rational(a.y) * width + (Rational(b.y) - Rational(a.y)) * (p.x - Rational(a.x)) > p.y * width;
  });
  return odd;
}

/// All places where the line meets an edge's line, cut and classified by definition: a hair to each side.
long double metres_by_rationals(const MultiPolygon& shape, Xy a, Xy b, BorderRun border) {
  const Rational ax(a.x), ay(a.y), dx = Rational(b.x) - ax, dy = Rational(b.y) - ay;
  std::vector<Rational> shares{0, 1};
  const auto add = [&](const Rational& t) {
    if (t > 0 && t < 1) shares.push_back(t);
  };
  each_edge(shape, [&](Xy c, Xy d) {
    const Rational ex = Rational(d.x) - Rational(c.x), ey = Rational(d.y) - Rational(c.y);
    const Rational turn = dx * ey - dy * ex, cx = Rational(c.x) - ax, cy = Rational(c.y) - ay;
    if (turn != 0) return add((cx * ey - cy * ex) / turn);
    for (const Xy p : {c, d}) add(((Rational(p.x) - ax) * dx + (Rational(p.y) - ay) * dy) / (dx * dx + dy * dy));
  });
  std::ranges::sort(shares);
  const Rational hair = Rational(1) / (std::int64_t{1} << 50), finer = hair / (std::int64_t{1} << 50);
  const Rational across_x = dx == 0 ? hair : finer, across_y = dx == 0 ? Rational(0) : hair;
  Rational share = 0;
  for (std::size_t k = 1; k < shares.size(); ++k) {
    if (shares[k] == shares[k - 1]) continue;
    const Rational t = (shares[k] + shares[k - 1]) / 2, x = ax + t * dx, y = ay + t * dy;
    const bool south_east = inside(shape, {x + across_x, y - across_y});
    const bool north_west = inside(shape, {x - across_x, y + across_y});
    Rational weight = south_east ? 1 : 0;
    if (south_east != north_west && border == BorderRun::half) weight = Rational(1) / 2;
    if (south_east != north_west && border == BorderRun::both) weight = 1;
    share += weight * (shares[k] - shares[k - 1]);
  }
  const long double lx = static_cast<long double>(b.x) - a.x, ly = static_cast<long double>(b.y) - a.y;
  return share.convert_to<long double>() * std::sqrt(lx * lx + ly * ly);
}

void expect_defined(const Shapes& shapes, const std::vector<LineSegment>& lines, const LayerOptions& options = {}) {
  const std::vector<LayerShapes> layers{{.shapes = shapes}};
  const LayerLocator locator = LayerLocator::build(layers, options);
  for (const BorderRun border : {BorderRun::south_east, BorderRun::half, BorderRun::both}) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> found;
    for (const LinePiece& piece : overlay_segments(locator, lines, {.border = border}))
      EXPECT_TRUE(found.emplace(std::pair{piece.line, piece.shape.shape}, piece.metres).second);
    for (std::uint32_t i = 0; i < lines.size(); ++i) {
      const Xy a = lines[i].a, b = lines[i].b;
      for (std::uint32_t s = 0; s < shapes.size(); ++s) {
        Box box;  // a hole may reach beyond its outer ring
        each_edge(shapes[s], [&](Xy u, Xy v) { box.extend(u), box.extend(v); });
        const bool apart = box.max.x < std::min(a.x, b.x) || box.min.x > std::max(a.x, b.x) ||
                           box.max.y < std::min(a.y, b.y) || box.min.y > std::max(a.y, b.y);
        const long double wanted = apart ? 0.0L : metres_by_rationals(shapes[s], a, b, border);
        const double metres = found.contains({i, s}) ? found.at({i, s}) : 0.0;
        ASSERT_LE(std::abs(metres - wanted), 1e-12L * wanted)
            << "line " << i << " in shape " << s << ", border rule " << static_cast<int>(border);
      }
    }
  }
}

MultiPolygon square(double x0, double y0, double side) {
  return {{.outer = {{x0, y0}, {x0 + side, y0}, {x0 + side, y0 + side}, {x0, y0 + side}, {x0, y0}}, .holes = {}}};
}

TEST(LineOverlay, SnippetOfTheHeader) {
  const Shapes shapes{square(0, 0, 10), square(10, 0, 10)};
  const std::vector<LayerShapes> layers{{.shapes = shapes}};
  const LayerLocator locator = LayerLocator::build(layers);
  const std::vector<LineString> lines{{{5, 5}, {15, 5}}, {{10, -3}, {10, 4}, {12, 4}}};
  std::vector<LinePiece> pieces = overlay_lines(locator, lines, {.border = BorderRun::half});
  const std::vector<LinePiece> wanted{{0, {0, 0}, 5.0}, {0, {0, 1}, 5.0}, {1, {0, 0}, 2.0}, {1, {0, 1}, 4.0}};
  EXPECT_EQ(pieces, wanted);
  std::vector<double> metres = metres_per_shape(locator, 0, pieces);
  EXPECT_EQ(metres, (std::vector<double>{7.0, 9.0}));
}

TEST(LineOverlay, ABorderRunGoesWhereTheRuleSays) {
  const Shapes shapes{square(0, 0, 10), square(10, 0, 10)};
  const std::vector<LayerShapes> layers{{.shapes = shapes}};
  const LayerLocator locator = LayerLocator::build(layers);
  const std::vector<LineSegment> lines{{{10, 2}, {10, 8}}, {{2, 0}, {4, 0}}, {{2, 10}, {4, 10}}};
  const auto metres = [&](BorderRun border) {
    return metres_per_shape(locator, 0, overlay_segments(locator, lines, {.border = border}));
  };
  EXPECT_EQ(metres(BorderRun::south_east), (std::vector<double>{2.0, 6.0}));  // the upper rim, the eastern square
  EXPECT_EQ(metres(BorderRun::half), (std::vector<double>{5.0, 3.0}));
  EXPECT_EQ(metres(BorderRun::both), (std::vector<double>{10.0, 6.0}));
}

TEST(LineOverlay, WithoutShapesOrLengthOrWithBadCoordinatesThereAreNoPieces) {
  const Shapes none, one{square(0, 0, 10)};
  const std::vector<LayerShapes> empty{{.shapes = none}}, layer{{.shapes = one}};
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<LineSegment> lines{{{5, 5}, {5, 5}}, {{5, 5}, {nan, 5}}, {{20, 20}, {30, 20}}};
  EXPECT_TRUE(overlay_segments(LayerLocator::build(layer), lines).empty());
  EXPECT_TRUE(overlay_segments(LayerLocator::build(empty), lines).empty());
}

TEST(CutSegments, BothSidesAreNamedAlongAnEdgeInEveryDirection) {
  const Shapes shapes{square(0, 0, 10), square(10, 0, 10)};
  const std::vector<LayerShapes> layers{{.shapes = shapes}};
  const LayerLocator locator = LayerLocator::build(layers);
  const std::vector<LineSegment> lines{{{10, 2}, {10, 8}}, {{10, 8}, {10, 2}}, {{0, 0}, {10, 0}},   {{10, 0}, {0, 0}},
                                       {{5, 5}, {15, 5}},  {{-5, 5}, {5, 5}},  {{10, -2}, {10, 2}}, {{1, 1}, {1, 1}}};
  const std::vector<SegmentStretch> wanted{
      {0, 0, 1, 0, 1},   {1, 0, 1, 1, 0},     {2, 0, 1, 0, -1},  {3, 0, 1, -1, 0},    {4, 0, 0.5, 0, 0},
      {4, 0.5, 1, 1, 1}, {5, 0, 0.5, -1, -1}, {5, 0.5, 1, 0, 0}, {6, 0, 0.5, -1, -1}, {6, 0.5, 1, 0, 1}};
  EXPECT_EQ(cut_segments(locator, lines), wanted);
}

/// Where segments run through the shapes at random, the stretches of a shape are its metres, and sides differ nowhere.
TEST(CutSegments, StretchesMeetEndToEndAndAddUpToTheMetres) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const CounterRandom draw{seed, 11};
    Shapes shapes;  // disjoint squares of a checkerboard
    for (int i = 0; i < 8; ++i)
      for (int k = i % 2; k < 8; k += 2) shapes.push_back(square(i * 10.0, k * 10.0, 10.0));
    std::vector<LineSegment> lines;
    std::uint64_t n = 0;
    for (int i = 0; i < 200; ++i)
      lines.push_back({{draw.unit(n) * 90.0 - 5.0, draw.unit(n + 1) * 90.0 - 5.0},
                       {draw.unit(n + 2) * 90.0 - 5.0, draw.unit(n + 3) * 90.0 - 5.0}}),
          n += 4;
    const std::vector<LayerShapes> layers{{.shapes = shapes}};
    const LayerLocator locator = LayerLocator::build(layers);
    std::map<std::pair<std::uint32_t, std::int32_t>, double> metres;
    std::vector<double> end(lines.size(), 0.0);
    for (const SegmentStretch& stretch : cut_segments(locator, lines, {.threads = 2, .grain = 16})) {
      EXPECT_EQ(stretch.from, end[stretch.segment]);
      EXPECT_EQ(stretch.left, stretch.right);
      end[stretch.segment] = stretch.to;
      const LineSegment& line = lines[stretch.segment];
      if (stretch.left >= 0)
        metres[{stretch.segment, stretch.left}] += (stretch.to - stretch.from) * distance(line.a, line.b).value;
    }
    EXPECT_EQ(end, std::vector<double>(lines.size(), 1.0));
    for (const LinePiece& piece : overlay_segments(locator, lines)) {
      EXPECT_NEAR(piece.metres, (metres[{piece.line, static_cast<std::int32_t>(piece.shape.shape)}]), 1e-11);
      metres.erase({piece.line, static_cast<std::int32_t>(piece.shape.shape)});
    }
    EXPECT_TRUE(metres.empty());
  }
}

TEST(LineOverlay, EqualsRationalsOnTangles) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed, 9);
    std::vector<LineSegment> lines;
    const auto place = [&] { return 0.5 * static_cast<double>(1 + dice.below(18)); };
    for (int i = 0; i < 6; ++i) lines.push_back({{place(), place()}, {place(), place()}});
    lines.push_back({{0.0, 3.0}, {9.0, 3.0}});
    lines.push_back({{4.0, 9.0}, {4.0, 0.5}});
    std::erase_if(lines, [](const LineSegment& l) { return l.a == l.b; });
    expect_defined(lattice_tangle(seed), lines, {.cells_per_edge = seed % 2 == 0 ? 1.3 : 20.0, .edges_per_leaf = 3});
  }
}

/// From vertex to vertex, from vertices to rounded points of edges (an ulp beside them), and across.
TEST(LineOverlay, EqualsRationalsOnACoverage) {
  const Shapes shapes = jittered_coverage(4, 4, 3, 7);
  const std::vector<Xy> vertices = vertices_of(shapes);
  Dice dice(7, 3);
  std::vector<LineSegment> lines;
  for (int k = 0; k < 8; ++k) {
    const std::size_t i = dice.below(vertices.size() - 2);
    const Xy p = vertices[i], q = vertices[i + 1];
    lines.push_back({p, {p.x + 0.3 * (q.x - p.x), p.y + 0.3 * (q.y - p.y)}});
    lines.push_back({p, q});
    lines.push_back({dice.of(vertices), dice.of(vertices)});
    lines.push_back({{236'000 + dice.between(-50, 450), 900'000 + dice.between(-50, 450)}, dice.of(vertices)});
  }
  std::erase_if(lines, [](const LineSegment& l) { return l.a == l.b; });
  expect_defined(shapes, lines);
}

TEST(LineOverlay, OfACoverageEachMetreCountsOnceWhateverTheThreads) {
  const Shapes shapes = jittered_coverage(20, 20, 4, 11);
  const std::vector<LayerShapes> layers{{.shapes = shapes}};
  const LayerLocator locator = LayerLocator::build(layers);
  const LayerLocator fine = LayerLocator::build(layers, {.cells_per_edge = 9.0, .edges_per_leaf = 2});
  Dice dice(11, 5);
  std::vector<LineSegment> lines;
  for (int k = 0; k < 3000; ++k)
    lines.push_back({{236'000 + dice.between(50, 1950), 900'000 + dice.between(50, 1950)},
                     {236'000 + dice.between(50, 1950), 900'000 + dice.between(50, 1950)}});
  const auto pieces = overlay_segments(locator, lines);
  std::vector<double> sums(lines.size(), 0.0);
  for (const LinePiece& piece : pieces) sums[piece.line] += piece.metres;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double whole = distance(lines[i].a, lines[i].b).value;
    ASSERT_NEAR(sums[i], whole, 1e-12 * whole) << i;
  }
  EXPECT_EQ(pieces, overlay_segments(locator, lines, {.parallel = {2, 100}}));
  EXPECT_EQ(pieces, overlay_segments(fine, lines));
}

}  // namespace
}  // namespace libgrid::index
