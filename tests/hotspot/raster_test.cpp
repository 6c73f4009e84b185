#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/raster.hpp>

#include "count_map.hpp"

namespace libgrid::hotspot {
namespace {

using namespace libgrid::literals;
using test::picture_of;

Polygon rectangle(double west, double south, double east, double north) {
  return {.outer = {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, .holes = {}};
}

const Raster kTens{{0.0, 0.0}, 10_m};

std::string meeting(const MultiPolygon& land) { return picture_of(cells_meeting(kTens, land), 4, 3); }

TEST(Raster, SnippetOfTheHeader) {
  const MultiPolygon land{rectangle(236'010, 900'480, 236'400, 900'600)};
  const Xy report{236'260.0, 900'499.0};
  CellLayer layer = cell_layer(land, 250_m);
  Cell cell = cell_of(layer.raster, report);
  std::optional<std::size_t> at = index_of(layer, cell);
  EXPECT_EQ(layer.raster.origin, (Xy{236'000.0, 900'250.0}));
  EXPECT_EQ(layer.cells, (std::vector<Cell>{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
  EXPECT_EQ(cell, (Cell{1, 0}));
  EXPECT_EQ(at, 2U);
  EXPECT_FALSE(index_of(layer, Cell{2, 0}));
  EXPECT_EQ(cell_centre(layer.raster, cell), (Xy{236'375.0, 900'375.0}));
}

TEST(Raster, OriginIsTheMultipleOfTheCellBelowTheBox) {
  struct Row {
    const char* name;
    Xy min;
    Xy origin;
  };
  for (const Row& row :
       {Row{"between", {10.5, 260.0}, {0.0, 250.0}}, Row{"on a multiple", {250.0, 500.0}, {250.0, 500.0}},
        Row{"negative", {-0.5, -250.0}, {-250.0, -250.0}}}) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(raster_over({row.min, {1e4, 1e4}}, 250_m).origin, row.origin);
  }
}

TEST(Raster, CellsAreHalfOpen) {
  const Raster raster{{225'250.0, 886'250.0}, 250_m};
  const double edge = 225'500.0;
  EXPECT_EQ(cell_of(raster, {edge, 886'250.0}), (Cell{1, 0}));
  EXPECT_EQ(cell_of(raster, {std::nextafter(edge, 0.0), 886'250.0}), (Cell{0, 0}));
  EXPECT_EQ(cell_of(raster, {225'250.0, std::nextafter(886'250.0, 0.0)}), (Cell{0, -1}));
}

TEST(Raster, EveryPointNearAnEdgeIsInTheCellWhoseEdgesHoldIt) {
  for (const double side : {250.0, 0.1, 1.0 / 3.0, 7.3}) {
    const Raster raster{{std::floor(1234.5 / side) * side, 0.0}, Metres{side}};
    for (std::int64_t k = -2000; k < 2000; ++k) {
      const double edge = cell_box(raster, {k, 0}).min.x;
      for (const double x : {std::nextafter(edge, -1e9), edge, std::nextafter(edge, 1e9)}) {
        const Box box = cell_box(raster, cell_of(raster, {x, 0.0}));
        ASSERT_TRUE(box.min.x <= x && x < box.max.x) << "side " << side << ", cell " << k;
      }
    }
  }
}

TEST(CellsMeeting, TouchingAlongAnEdgeOrInACornerIsNotEnough) {
  EXPECT_EQ(meeting({rectangle(10, 10, 30, 20)}),
            "....\n"
            ".##.\n"
            "....\n");
}

TEST(CellsMeeting, TheThinnestSliverCounts) {
  EXPECT_EQ(meeting({rectangle(10 - kLattice, 10, 30, std::nextafter(20.0, 30.0))}),
            "###.\n"
            "###.\n"
            "....\n");
}

TEST(CellsMeeting, ACornerThatPokesInCounts) {
  // The tip reaches 1 mm beyond (20, 10) into the cell to the north-east; the edges pass its corner, not its centre.
  const Polygon tip{.outer = {{12, 2}, {20 + kLattice, 10 + kLattice}, {11, 9}, {12, 2}}, .holes = {}};
  EXPECT_EQ(meeting({tip}),
            "....\n"
            ".##.\n"
            ".#..\n");
}

TEST(CellsMeeting, AnEdgeThroughACellsCornerDoesNotEnterIt) {
  const Polygon diagonal{.outer = {{0, 0}, {30, 30}, {0, 30}, {0, 0}}, .holes = {}};
  EXPECT_EQ(meeting({diagonal}),
            "###.\n"
            "##..\n"
            "#...\n");
}

TEST(CellsMeeting, LandInsideOneCellAwayFromItsCentre) {
  EXPECT_EQ(meeting({rectangle(21, 11, 22, 12)}),
            "....\n"
            "..#.\n"
            "....\n");
}

TEST(CellsMeeting, AHoleThatIsExactlyACellTakesItOut) {
  Polygon lake = rectangle(0, 0, 40, 30);
  lake.holes.push_back(rectangle(10, 10, 30, 20).outer);
  EXPECT_EQ(meeting({lake}),
            "####\n"
            "#..#\n"
            "####\n");
  lake.holes.front() = rectangle(10, 10, 30 - kLattice, 20).outer;
  EXPECT_EQ(meeting({lake}),
            "####\n"
            "#.##\n"
            "####\n");
}

TEST(CellsMeeting, PolygonsMayTouchOrOverlap) {
  EXPECT_EQ(meeting({rectangle(0, 0, 20, 10), rectangle(10, 0, 40, 10), rectangle(0, 0, 20, 10)}),
            "....\n"
            "....\n"
            "####\n");
  EXPECT_EQ(cells_meeting(kTens, {rectangle(0, 0, 9, 9), rectangle(1, 1, 8, 8)}), (std::vector<Cell>{{0, 0}}));
}

TEST(CellsMeeting, NoLandNoCells) { EXPECT_TRUE(cells_meeting(kTens, {}).empty()); }

// ---- against brute force: the area of the land clipped to every cell ------------------------------------------------

/// Sutherland & Hodgman against the half-plane sign * coordinate(axis) <= sign * at.
Ring clip(const Ring& ring, bool by_x, double sign, double at) {
  const auto depth = [&](Xy p) { return sign * ((by_x ? p.x : p.y) - at); };
  Ring out;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Xy a = ring[i - 1], b = ring[i];
    const double da = depth(a), db = depth(b);
    if (da <= 0) out.push_back(a);
    if ((da < 0 && db > 0) || (da > 0 && db < 0))
      out.push_back({a.x + (b.x - a.x) * da / (da - db), a.y + (b.y - a.y) * da / (da - db)});
  }
  if (!out.empty()) out.push_back(out.front());
  return out;
}

double clipped_area(const Ring& ring, const Box& box) {
  Ring rest = clip(clip(ring, true, -1, box.min.x), true, 1, box.max.x);
  rest = clip(clip(rest, false, -1, box.min.y), false, 1, box.max.y);
  return rest.empty() ? 0.0 : std::abs(signed_area(rest).value);
}

std::vector<Cell> cells_by_area(const Raster& raster, const Polygon& land, std::int64_t size) {
  std::vector<Cell> cells;
  for (std::int64_t ix = -1; ix <= size; ++ix)
    for (std::int64_t iy = -1; iy <= size; ++iy) {
      const Box box = cell_box(raster, {ix, iy});
      double area = clipped_area(land.outer, box);
      for (const Ring& hole : land.holes) area -= clipped_area(hole, box);
      // Corners are whole numbers below 64: the least positive area is far above this, rounding far below.
      if (area > 1e-9) cells.push_back({ix, iy});
    }
  return cells;
}

struct Shapes {
  CounterRandom draw;
  std::uint64_t next = 0;
  double whole(std::uint64_t below) { return static_cast<double>(draw.below(next++, below)); }

  Polygon triangle() {
    const Xy a{whole(49), whole(49)}, b{whole(49), whole(49)}, c{whole(49), whole(49)};
    return {.outer = {a, b, c, a}, .holes = {}};
  }

  /// Columns of random widths and heights: many edges run exactly on the lattice.
  Polygon skyline() {
    Polygon land;
    double x = 0;
    land.outer.push_back({0, 0});
    while (x < 40) {
      const double height = whole(2) == 0 ? 8 * (1 + whole(5)) : 1 + whole(47);
      land.outer.push_back({x, height});
      x += 1 + whole(12);
      land.outer.push_back({x, height});
    }
    land.outer.push_back({x, 0});
    land.outer.push_back({0, 0});
    return land;
  }

  /// A frame with a rectangular lake that may fill cells exactly.
  Polygon frame() {
    Polygon land = rectangle(0, 0, 48, 48);
    const double west = 1 + whole(40), south = 1 + whole(40);
    land.holes.push_back(rectangle(west, south, west + 1 + whole(static_cast<std::uint64_t>(47 - west)),
                                   south + 1 + whole(static_cast<std::uint64_t>(47 - south)))
                             .outer);
    return land;
  }

  Polygon any() {
    const double kind = whole(3);
    return kind == 0 ? triangle() : kind == 1 ? skyline() : frame();
  }
};

TEST(CellsMeeting, EqualsTheClippedAreaOnRandomShapes) {
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Shapes shapes{CounterRandom{seed, 0}};
    const Polygon land = shapes.any();
    const Raster raster{{0.0, 0.0}, Metres{seed % 2 == 0 ? 8.0 : 5.0}};
    ASSERT_EQ(cells_meeting(raster, {land}), cells_by_area(raster, land, 11));
  }
}

TEST(CellsMeeting, IndependentOfDirectionStartAndOrder) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Shapes shapes{CounterRandom{seed, 1}};
    MultiPolygon land{shapes.any(), shapes.any()};
    const std::vector<Cell> before = cells_meeting(kTens, land);
    std::swap(land[0], land[1]);
    for (Polygon& polygon : land) {
      std::reverse(polygon.outer.begin(), polygon.outer.end());
      polygon.outer.pop_back();
      std::rotate(polygon.outer.begin(), polygon.outer.begin() + 1, polygon.outer.end());
      polygon.outer.push_back(polygon.outer.front());
    }
    ASSERT_EQ(cells_meeting(kTens, land), before);
  }
}

TEST(CellsMeeting, MovesWithTheLandByWholeCells) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Shapes shapes{CounterRandom{seed, 2}};
    Polygon land = shapes.any();
    const CellLayer before = cell_layer({land}, 8_m);
    for (Xy& p : land.outer) p = {p.x + 8 * 28'000, p.y - 8 * 1000};
    for (Ring& hole : land.holes)
      for (Xy& p : hole) p = {p.x + 8 * 28'000, p.y - 8 * 1000};
    const CellLayer after = cell_layer({land}, 8_m);
    EXPECT_EQ(after.raster.origin, (Xy{before.raster.origin.x + 8 * 28'000, before.raster.origin.y - 8 * 1000}));
    ASSERT_EQ(after.cells, before.cells);
  }
}

}  // namespace
}  // namespace libgrid::hotspot
