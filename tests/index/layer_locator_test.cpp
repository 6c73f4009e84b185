#include <libgrid/index/layer_locator.hpp>

#include <cstdlib>
#include <limits>
#include <numeric>
#include <string>

#include <gtest/gtest.h>

#include "random_shapes.hpp"
#include "rational_oracle.hpp"

namespace libgrid::index {
namespace {

using Shapes = std::vector<MultiPolygon>;

struct Answers {
  std::vector<std::int32_t> shape;
  std::vector<std::uint8_t> touch;
  friend bool operator==(const Answers&, const Answers&) = default;
};

Answers ask(const LayerLocator& locator, std::span<const Xy> points, TieRule rule = TieRule::lowest,
            Parallel how = {1}) {
  Answers answers{std::vector<std::int32_t>(locator.layers() * points.size()),
                  std::vector<std::uint8_t>(points.size())};
  locator.locate_all(points, answers.shape, {.touch = answers.touch, .rule = rule, .parallel = how});
  return answers;
}

/// The definition: every shape is asked, the lowest rank among those that contain the point wins, then the position.
struct Defined {
  std::int32_t shape = -1;
  bool touch = false;
};
template <class Locate>
Defined by_definition(const LayerShapes& layer, Xy p, Locate locate_in) {
  Defined best;
  for (std::size_t s = 0; s < layer.shapes.size(); ++s) {
    const Location where = locate_in(layer.shapes[s], p);
    if (where == Location::outside) continue;
    best.touch |= where == Location::border;
    const auto rank = [&](std::size_t i) { return layer.ranks.empty() ? 0 : layer.ranks[i]; };
    if (best.shape < 0 || rank(s) < rank(static_cast<std::size_t>(best.shape)))
      best.shape = static_cast<std::int32_t>(s);
  }
  return best;
}

void expect_defined(std::span<const LayerShapes> layers, std::span<const Xy> points, const LayerOptions& options = {}) {
  const LayerLocator locator = LayerLocator::build(layers, options);
  const Answers answers = ask(locator, points);
  for (std::size_t l = 0; l < layers.size(); ++l) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Defined defined = by_definition(layers[l], points[i], [](const auto& s, Xy p) { return locate(s, p); });
      ASSERT_EQ(answers.shape[l * points.size() + i], defined.shape)
          << "layer " << l << " at " << points[i].x << ' ' << points[i].y;
      ASSERT_EQ((answers.touch[i] >> l & 1) != 0, defined.touch)
          << "touch, layer " << l << " at " << points[i].x << ' ' << points[i].y;
    }
  }
}

std::vector<Xy> half_integers() {
  std::vector<Xy> points;
  for (double x = 0.5; x <= 9.0; x += 0.5)
    for (double y = 0.5; y <= 9.0; y += 0.5) points.push_back({x, y});
  return points;
}

MultiPolygon square(double x0, double y0, double side) {
  return {{.outer = {{x0, y0}, {x0 + side, y0}, {x0 + side, y0 + side}, {x0, y0 + side}, {x0, y0}}, .holes = {}}};
}

TEST(LayerLocator, SnippetOfTheHeader) {
  const Shapes management{square(0, 0, 10), square(10, 0, 10)}, sanitation{square(0, 0, 15), square(5, 0, 15)};
  const std::vector<std::int32_t> ranks{2, 1};
  const std::vector<Xy> points{{5, 5}, {12, 5}, {10, 5}, {-1, 5}, {3, 3}};
  std::vector<LayerShapes> layers{{.shapes = management}, {.shapes = sanitation, .ranks = ranks}};
  LayerLocator locator = LayerLocator::build(layers);
  std::vector<std::int32_t> answers(2 * points.size());
  std::vector<std::uint8_t> touch(points.size());
  locator.locate_all(points, answers, {.touch = touch});
  EXPECT_EQ(answers, (std::vector<std::int32_t>{0, 1, 0, -1, 0, 1, 1, 1, -1, 0}));
  EXPECT_EQ(touch, (std::vector<std::uint8_t>{2, 0, 1, 0, 0}));
  Bytes file = locator.to_bytes();
  Expected<LayerLocator> mapped = LayerLocator::from_bytes(file);
  ASSERT_TRUE(mapped);
  EXPECT_EQ(ask(*mapped, points), ask(locator, points));
  EXPECT_EQ(locator.covering({10, 5}), (std::vector<LayerShape>{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
}

TEST(LayerLocator, SouthEastGivesEveryPointOfACoverageToOneShape) {
  // 0 1      The middle belongs to 3, the street between 0 and 1 to 1, the one between 0 and 2 to 2.
  // 2 3      The outer rim belongs to whom it touches.
  const Shapes four{square(0, 10, 10), square(10, 10, 10), square(0, 0, 10), square(10, 0, 10)};
  const std::vector<Xy> points{{10, 10}, {10, 15}, {5, 10},  {15, 10}, {10, 5},
                               {0, 0},   {5, 0},   {20, 20}, {0, 15},  {10, 0}};
  const LayerLocator locator = LayerLocator::build(std::vector<LayerShapes>{{.shapes = four}});
  EXPECT_EQ(ask(locator, points, TieRule::south_east).shape, (std::vector<std::int32_t>{3, 1, 2, 3, 3, 2, 2, 1, 0, 2}));
  EXPECT_EQ(ask(locator, points).shape, (std::vector<std::int32_t>{0, 0, 0, 1, 2, 2, 2, 1, 0, 2}));
}

TEST(LayerLocator, SouthEastWithNobodyThereAnswersAsLowestDoes) {
  // Shape 1 has a hole; 0 fills the west half of it, and 2 meets 1 in its corner alone.
  MultiPolygon ring = square(0, 0, 30);
  ring[0].holes.push_back({{10, 10}, {10, 20}, {20, 20}, {20, 10}, {10, 10}});
  const MultiPolygon half{{.outer = {{10, 10}, {15, 10}, {15, 20}, {10, 20}, {10, 10}}, .holes = {}}};
  const Shapes shapes{half, ring, square(30, 30, 10)};
  const std::vector<Xy> points{{18, 20}, {20, 15}, {15, 15}, {15, 20}, {30, 30}, {30, 0}, {12, 20}, {10, 15}};
  const LayerLocator locator = LayerLocator::build(std::vector<LayerShapes>{{.shapes = shapes}});
  const Answers answers = ask(locator, points, TieRule::south_east);
  // south: the hole; east of (20, 15): the ring; hole; hole; outside; outside; south: 0; east: 0
  EXPECT_EQ(answers.shape, (std::vector<std::int32_t>{1, 1, 0, 0, 1, 1, 0, 0}));
  EXPECT_EQ(answers.touch, std::vector<std::uint8_t>(points.size(), 1));
}

TEST(LayerLocator, EqualsTheDefinitionOnTangles) {
  const auto points = half_integers();
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto one = lattice_tangle(seed), two = lattice_tangle(seed + 1000);
    const std::vector<std::int32_t> ranks(two.size(), static_cast<std::int32_t>(seed % 3));
    expect_defined(std::vector<LayerShapes>{{.shapes = one}, {.shapes = two, .ranks = ranks}}, points,
                   {.cells_per_edge = seed % 4 == 0 ? 0.01 : 3.0, .edges_per_leaf = seed % 5 == 0 ? 100U : 4U});
    expect_defined(std::vector<LayerShapes>{{.shapes = one}}, points, {.edges_per_leaf = 1});
  }
}

TEST(LayerLocator, EqualsTheDefinitionOnCoverages) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto shapes = jittered_coverage(5, 4, 3, seed), other = jittered_coverage(3, 3, 9, seed + 50);
    auto points = hard_points(shapes, 60, seed);
    const auto more = hard_points(other, 60, seed);
    points.insert(points.end(), more.begin(), more.end());
    expect_defined(std::vector<LayerShapes>{{.shapes = shapes}, {.shapes = other}}, points);
    expect_defined(std::vector<LayerShapes>{{.shapes = shapes}}, points, {.cells_per_edge = 0.2});
  }
}

// Points of one layer's borders level with, and straight above, vertices of the other: where rounded corners go wrong.
TEST(LayerLocator, EqualsRationalArithmeticAcrossLayers) {
  const auto one = jittered_coverage(4, 3, 2, 77);
  Shapes two;
  for (int k = 0; k < 12; ++k)  // level and upright edges through the vertices of the first layer
    two.push_back(square(vertices_of(one)[static_cast<std::size_t>(3 * k)].x,
                         vertices_of(one)[static_cast<std::size_t>(3 * k)].y, 40.0 + k));
  std::vector<Xy> points = vertices_of(two);
  const auto hard = hard_points(one, 25, 78);
  points.insert(points.end(), hard.begin(), hard.end());
  for (const Xy u : vertices_of(two)) points.push_back({u.x, points[points.size() / 2].y});
  const std::vector<LayerShapes> layers{{.shapes = one}, {.shapes = two}};
  const Answers answers = ask(LayerLocator::build(layers), points);
  for (std::size_t l = 0; l < 2; ++l)
    for (std::size_t i = 0; i < points.size(); ++i)
      ASSERT_EQ(answers.shape[l * points.size() + i], by_definition(layers[l], points[i], locate_by_rationals).shape)
          << "layer " << l << " at " << points[i].x << ' ' << points[i].y;
}

TEST(LayerLocator, NothingChangesTheAnswers) {
  auto shapes = jittered_coverage(7, 6, 5, 5);
  auto points = hard_points(shapes, 150, 5);
  const std::vector<LayerShapes> layers{{.shapes = shapes}};
  const Answers expected = ask(LayerLocator::build(layers), points);
  for (const double cells : {1e-6, 0.3, 20.0})
    for (const std::uint32_t edges : {1U, 8U, 1000U})
      EXPECT_EQ(ask(LayerLocator::build(layers, {.cells_per_edge = cells, .edges_per_leaf = edges}), points), expected);
  EXPECT_EQ(ask(LayerLocator::build(layers, {.max_bytes = 1}), points), expected) << "a budget that allows nothing";
  for (const int threads : {2, 8})
    EXPECT_EQ(ask(LayerLocator::build(layers, {.parallel = {threads}}), points, TieRule::lowest, {threads, 100}),
              expected);
  std::vector<double> x, y;
  for (const Xy p : points) x.push_back(p.x), y.push_back(p.y);
  std::vector<std::int32_t> columns(points.size());
  LayerLocator::build(layers).locate_all(x, y, columns);
  EXPECT_EQ(columns, expected.shape);
  for (MultiPolygon& shape : shapes) {  // another first vertex, another direction
    Ring& ring = shape.front().outer;
    ring.pop_back();
    std::ranges::rotate(ring, ring.begin() + 3);
    ring.push_back(ring.front());
    std::ranges::reverse(ring);
  }
  const LayerLocator rotated = LayerLocator::build(std::vector<LayerShapes>{{.shapes = shapes}});
  EXPECT_EQ(ask(rotated, points), expected);
  std::ranges::reverse(points);
  Answers backwards = ask(rotated, points);
  std::ranges::reverse(backwards.shape), std::ranges::reverse(backwards.touch);
  EXPECT_EQ(backwards, expected);
}

TEST(LayerLocator, OnePointAtATimeSaysTheSame) {
  const auto shapes = jittered_coverage(5, 5, 2, 9), other = jittered_coverage(2, 3, 2, 10);
  const std::vector<LayerShapes> layers{{.shapes = shapes}, {.shapes = other}};
  const LayerLocator locator = LayerLocator::build(layers);
  const auto points = hard_points(shapes, 40, 9);
  for (const TieRule rule : {TieRule::lowest, TieRule::south_east}) {
    const Answers all = ask(locator, points, rule);
    for (std::size_t i = 0; i < points.size(); ++i) {
      std::int32_t answers[2];
      ASSERT_EQ(locator.locate(points[i], answers, rule), all.touch[i]);
      ASSERT_EQ(answers[0], all.shape[i]);
      ASSERT_EQ(answers[1], all.shape[points.size() + i]);
    }
  }
}

TEST(LayerLocator, CoveringListsAll) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto shapes = lattice_tangle(seed);
    const LayerLocator locator = LayerLocator::build(std::vector<LayerShapes>{{.shapes = shapes}});
    for (const Xy p : half_integers()) {
      std::vector<std::int32_t> found;
      for (const LayerShape s : locator.covering(p)) found.push_back(static_cast<std::int32_t>(s.shape));
      ASSERT_EQ(found, covering_by_force(shapes, p)) << p.x << ' ' << p.y;
    }
  }
}

TEST(LayerLocator, NothingHoldsNothing) {
  const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Xy> points{{nan, 5}, {5, nan}, {inf, 5}, {5, -inf}, {1e300, 1e300}};
  for (const Shapes& shapes : {Shapes{}, Shapes(3), Shapes{square(0, 0, 10)}}) {
    const LayerLocator locator = LayerLocator::build(std::vector<LayerShapes>{{.shapes = shapes}});
    EXPECT_EQ(ask(locator, points).shape, std::vector<std::int32_t>(points.size(), -1));
    const Bytes bytes = locator.to_bytes();
    ASSERT_TRUE(LayerLocator::from_bytes(bytes));
  }
}

TEST(LayerLocator, ManyShapesInOnePlaceAndManyEdgesAtOneVertex) {
  Shapes stack, fan;
  for (int k = 0; k < 40; ++k) stack.push_back(square(k, k, 100));
  for (int k = 0; k < 90; ++k) {
    const double u = k * 0.0698, v = (k + 1) * 0.0698;
    fan.push_back({{.outer = {{50, 50},
                              {50 + 40 * std::cos(u), 50 + 40 * std::sin(u)},
                              {50 + 40 * std::cos(v), 50 + 40 * std::sin(v)},
                              {50, 50}},
                    .holes = {}}});
  }
  auto points = hard_points(stack, 60, 3);
  for (const Xy p : hard_points(fan, 60, 4)) points.push_back(p);
  add_with_neighbours(points, {50, 50});
  expect_defined(std::vector<LayerShapes>{{.shapes = stack}, {.shapes = fan}}, points);
}

TEST(LayerLocator, CountsWhatItFindsOdd) {
  Shapes shapes{square(0, 0, 10), square(10, 0, 10)};
  EXPECT_EQ(LayerLocator::build(std::vector<LayerShapes>{{.shapes = shapes}}).findings().unique_edges, 7);
  shapes[1].push_back(shapes[1].front());  // the same ring twice: parity takes it away, its border stays
  const LayerLocator locator = LayerLocator::build(std::vector<LayerShapes>{{.shapes = shapes}});
  EXPECT_EQ(locator.findings().repeated_edges, 4);
  std::int32_t answer = 0;
  locator.locate({15, 5}, {&answer, 1});
  EXPECT_EQ(answer, -1);
  EXPECT_EQ(locator.locate({20, 5}, {&answer, 1}), 1);
  EXPECT_EQ(answer, 1);
}

TEST(LayerLocator, AnEditIsABuild) {
  auto shapes = jittered_coverage(12, 12, 3, 21);
  const LayerOptions options{.cells_per_edge = 20.0};
  const LayerLocator before = LayerLocator::build(std::vector<LayerShapes>{{.shapes = shapes}}, options);
  std::vector<LayerShape> changed;
  for (const std::uint32_t s : {30U, 31U, 90U}) {
    shapes[s].front().outer[1] = {shapes[s].front().outer[1].x + 3.0, shapes[s].front().outer[1].y - 2.0};
    changed.push_back({0, s});
  }
  const std::vector<LayerShapes> layers{{.shapes = shapes}};
  const auto points = hard_points(shapes, 200, 22);
  EXPECT_EQ(ask(before.rebuilt(layers, changed), points), ask(LayerLocator::build(layers, options), points));
  EXPECT_EQ(before.rebuilt(layers, changed).to_bytes(), LayerLocator::build(layers, options).to_bytes());
  shapes[3] = square(500'000, 2'000'000, 10);  // far outside: everything is built
  const LayerShape moved{0, 3};
  EXPECT_EQ(ask(before.rebuilt(layers, {&moved, 1}), points), ask(LayerLocator::build(layers, options), points));
}

TEST(LayerLocator, BrokenFilesAreRefused) {
  const auto shapes = jittered_coverage(4, 4, 2, 31);
  const std::vector<LayerShapes> layers{{.shapes = shapes}};
  const Bytes good = LayerLocator::build(layers).to_bytes();
  ASSERT_TRUE(LayerLocator::from_bytes(good));
  EXPECT_EQ(good, LayerLocator::build(layers).to_bytes()) << "same input, same bytes";
  for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{100}, good.size() - 1})
    EXPECT_FALSE(LayerLocator::from_bytes(std::span(good).first(size))) << size;
  for (std::size_t at = 0; at < good.size(); at += at < 64 ? 1 : 97) {
    Bytes bad = good;
    bad[at] ^= std::byte{0x10};
    const auto read = LayerLocator::from_bytes(bad);
    ASSERT_FALSE(read) << "byte " << at;
    const bool magic = at < 8, version = at >= 24 && at < 28;
    EXPECT_EQ(read.error().code, magic     ? ErrorCode::file_unreadable
                                 : version ? ErrorCode::index_version
                                           : ErrorCode::index_damaged)
        << "byte " << at;
  }
}

}  // namespace
}  // namespace libgrid::index
