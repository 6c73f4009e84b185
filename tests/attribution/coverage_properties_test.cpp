// What must hold for every coverage: one zone per inner point, areas that add up, answers that nothing but the shapes
// decides. The golden hash is the same in every build: -O0 and -O2 run the same test.
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/attribution/attributor.hpp>
#include <libgrid/base/random.hpp>
#include <libgrid/index/layer_locator.hpp>

#include "tests/support/properties.hpp"

namespace libgrid::attribution {
namespace {

constexpr int kSide = 5;
constexpr std::int64_t kCell = 64;  ///< lattice steps

/// A jittered lattice of kSide x kSide quadrilaterals: neighbours share their vertices, nothing overlaps.
std::vector<Zone> jittered(const std::vector<std::int64_t>& jitter) {
  const auto corner = [&](int i, int j) {
    const bool rim = i == 0 || j == 0 || i == kSide || j == kSide;
    const auto at = static_cast<std::size_t>(2 * (i * (kSide + 1) + j));
    return libgrid::test::at_steps(i * kCell + (rim ? 0 : jitter[at]), j * kCell + (rim ? 0 : jitter[at + 1]));
  };
  std::vector<Zone> zones;
  for (int i = 0; i < kSide; ++i)
    for (int j = 0; j < kSide; ++j) {
      Zone zone;
      zone.id = ZoneId{static_cast<std::int64_t>(zones.size()) + 1};
      zone.code = "Z" + std::to_string(100 + zones.size());
      zone.level = 1;
      zone.shape = {{.outer = {corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1), corner(i, j)},
                     .holes = {}}};
      zones.push_back(std::move(zone));
    }
  return zones;
}

rc::Gen<std::vector<std::int64_t>> any_jitter() {
  return rc::gen::container<std::vector<std::int64_t>>(2 * (kSide + 1) * (kSide + 1),
                                                       libgrid::test::lattice_steps(kCell / 3));
}

/// Strictly inside the square that the zones tile.
rc::Gen<Xy> inner_point() {
  return rc::gen::map(
      rc::gen::pair(rc::gen::inRange<std::int64_t>(1, kSide * kCell), rc::gen::inRange<std::int64_t>(1, kSide * kCell)),
      [](const std::pair<std::int64_t, std::int64_t>& p) { return libgrid::test::at_steps(p.first, p.second); });
}

std::vector<MultiPolygon> shapes_of(const std::vector<Zone>& zones) {
  std::vector<MultiPolygon> shapes;
  for (const Zone& zone : zones) shapes.push_back(zone.shape);
  return shapes;
}

index::LayerLocator locator_of(const std::vector<MultiPolygon>& shapes, const index::LayerOptions& options = {}) {
  const std::vector<index::LayerShapes> layers{{.shapes = shapes}};
  return index::LayerLocator::build(layers, options);
}

RC_GTEST_PROP(CoverageProperties, EveryInnerPointHasExactlyOneZone, ()) {
  const std::vector<MultiPolygon> shapes = shapes_of(jittered(*any_jitter()));
  const index::LayerLocator locator = locator_of(shapes);
  for (const Xy p : *rc::gen::container<std::vector<Xy>>(20, inner_point())) {
    std::int32_t lowest = -1, half_open = -1;
    const bool touched = locator.locate(p, {&lowest, 1}) != 0;
    locator.locate(p, {&half_open, 1}, index::TieRule::south_east);
    const auto covering = locator.covering(p);
    RC_ASSERT(lowest >= 0 && half_open >= 0);
    RC_ASSERT(touched == (covering.size() > 1));  // inside one, or on the border of at least two
    RC_ASSERT(covering.front().shape == static_cast<std::uint32_t>(lowest));
    RC_ASSERT(
        std::ranges::any_of(covering, [&](const auto& c) { return static_cast<std::int32_t>(c.shape) == half_open; }));
  }
}

RC_GTEST_PROP(CoverageProperties, AreasAddUp, ()) {
  double sum = 0.0;
  for (const Zone& zone : jittered(*any_jitter())) sum += area(zone.shape).value;
  const double side = static_cast<double>(kSide * kCell) * kLattice;
  RC_ASSERT(sum == side * side);  // exact: small integers over a power of two
}

RC_GTEST_PROP(CoverageProperties, OrderRotationAndGridDoNotMatter, ()) {
  std::vector<Zone> zones = jittered(*any_jitter());
  const std::vector<Xy> points = *rc::gen::container<std::vector<Xy>>(50, inner_point());
  const auto ask = [&](const std::vector<Zone>& of, const index::LocatorOptions& options) {
    ZoneMap map;
    map.zones = of;
    return Attributor(map, 1, options).attribute_all(points, {}, {}).value();
  };
  const std::vector<Attribution> answers = ask(zones, {});
  const auto turn = *rc::gen::inRange<std::ptrdiff_t>(0, 4);
  for (Zone& zone : zones) {
    Ring& ring = zone.shape.front().outer;
    ring.pop_back();
    std::ranges::rotate(ring, ring.begin() + turn);
    if (turn % 2 == 1) std::ranges::reverse(ring);
    ring.push_back(ring.front());
  }
  std::ranges::rotate(zones, zones.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, kSide * kSide));
  RC_ASSERT(ask(zones, {}) == answers);
  RC_ASSERT(ask(zones, {.cells_per_edge = 0.05, .max_cells = 9}) == answers);
  RC_ASSERT(ask(zones, {.cells_per_edge = 20.0, .max_cells = 100'000}) == answers);
}

/// FNV-1a over answers and touches.
std::uint64_t fnv(const std::vector<std::int32_t>& answers, const std::vector<std::uint8_t>& touch) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  const auto mix = [&](std::uint64_t value) { hash = (hash ^ value) * 1'099'511'628'211U; };
  for (std::size_t i = 0; i < answers.size(); ++i) mix(static_cast<std::uint64_t>(answers[i] + 1)), mix(touch[i]);
  return hash;
}

/// By asking every shape about every point.
std::uint64_t hash_by_all_shapes(const std::vector<MultiPolygon>& shapes, const std::vector<Xy>& points) {
  std::vector<std::int32_t> answers(points.size(), -1);
  std::vector<std::uint8_t> touch(points.size());
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      const Location where = locate(shapes[s], points[i]);
      if (where != Location::outside && answers[i] < 0) answers[i] = static_cast<std::int32_t>(s);
      if (where == Location::border) touch[i] = 1;
    }
  return fnv(answers, touch);
}

std::uint64_t hash_of(const index::LayerLocator& locator, const std::vector<Xy>& points, int threads) {
  std::vector<std::int32_t> answers(points.size());
  std::vector<std::uint8_t> touch(points.size());
  locator.locate_all(points, answers,
                     {.touch = touch, .rule = index::TieRule::lowest, .parallel = {.threads = threads, .grain = 500}});
  return fnv(answers, touch);
}

TEST(CoverageProperties, TheHashIsTheSameForThreadsGridsAndBuilds) {
  const CounterRandom draw(20261129, 6);
  std::vector<std::int64_t> jitter;
  for (std::uint64_t i = 0; i < 2 * (kSide + 1) * (kSide + 1); ++i)
    jitter.push_back(static_cast<std::int64_t>(draw.unit(i) * 40.0) - 20);
  const std::vector<MultiPolygon> shapes = shapes_of(jittered(jitter));
  std::vector<Xy> points;
  for (std::uint64_t i = 1000; i < 9000; ++i)  // a third of them lattice points, often on borders
    points.push_back(i % 3 == 0 ? libgrid::test::at_steps(static_cast<std::int64_t>(draw.unit(2 * i) * 320.0),
                                                          static_cast<std::int64_t>(draw.unit(2 * i + 1) * 320.0))
                                : Xy{draw.unit(2 * i) * 0.3125, draw.unit(2 * i + 1) * 0.3125});
  constexpr std::uint64_t kGolden = 2'640'361'352'489'708'069U;
  EXPECT_EQ(hash_by_all_shapes(shapes, points), kGolden);
  for (const int threads : {1, 2, 8})
    for (const std::uint32_t leaf : {1U, 6U, 100U})
      EXPECT_EQ(hash_of(locator_of(shapes, {.edges_per_leaf = leaf}), points, threads), kGolden)
          << threads << ' ' << leaf;
}

}  // namespace
}  // namespace libgrid::attribution
