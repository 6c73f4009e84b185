#include <libgrid/coverage/tessellate.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/coverage/validate.hpp>

#include "lattice_city.hpp"

namespace libgrid::coverage {
namespace {

using namespace libgrid::literals;

MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
  return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

TEST(Tessellate, ARectangleOnTheGridIsWholeSquaresFromTheNorthWest) {
  const auto t = tessellate(rectangle(300, 200, 600, 400)).value();
  ASSERT_EQ(t.units.size(), 6U);
  for (const Unit& unit : t.units) EXPECT_EQ(unit.area, 10'000_m2);
  EXPECT_EQ(t.units[0].shape, rectangle(300, 300, 400, 400)[0]);
  EXPECT_EQ(t.units[2].shape, rectangle(500, 300, 600, 400)[0]);
  EXPECT_EQ(t.units[3].shape, rectangle(300, 200, 400, 300)[0]);
  EXPECT_EQ(t.statistics.whole, 6);
}

TEST(Tessellate, AThinEdgeIsMergedIntoItsNeighbour) {
  const auto t = tessellate(rectangle(0, 0, 210, 100)).value();
  ASSERT_EQ(t.units.size(), 2U);
  EXPECT_EQ(t.units[1].area, 11'000_m2);
  EXPECT_EQ(t.units[1].pieces, 2);
  EXPECT_EQ(t.statistics.merged_small, 1);
}

TEST(Tessellate, ADistrictSmallerThanACellIsOneUnit) {
  const auto t = tessellate(rectangle(10, 10, 20, 20)).value();
  ASSERT_EQ(t.units.size(), 1U);
  EXPECT_EQ(t.units[0].area, 100_m2);
}

TEST(Tessellate, NothingIsRefusedWithAReason) {
  EXPECT_EQ(tessellate(MultiPolygon{}).error().code, ErrorCode::geometry_empty);
  EXPECT_EQ(tessellate(rectangle(0, 0, 9, 9), {.area = 0_m2}).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(tessellate(rectangle(0, 0, 1e6, 1e6), {.area = 1_m2}).error().code, ErrorCode::parameter_invalid);
}

/// A star with a lake, far from the origin.
MultiPolygon star(std::uint64_t seed) {
  const CounterRandom draw(seed, 6);
  const Xy middle{512'000.0 + 1000 * draw.unit(1), 3'456'000.0 + 1000 * draw.unit(2)};
  const auto ring = [&](int points, double least, double most, std::uint64_t stream) {
    Ring out;
    for (int i = 0; i < points; ++i) {
      const double angle = 6.283185307 * i / points;
      const double radius = least + (most - least) * draw.unit(stream + static_cast<std::uint64_t>(i));
      out.push_back({middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)});
    }
    out.push_back(out.front());
    return out;
  };
  return {{ring(40, 500, 900, 100), {ring(12, 100, 300, 200)}}};
}

TEST(Tessellate, RandomDistrictsAreCoveredExactlyBySquaresAndHexagons) {
  for (std::uint64_t seed = 1; seed <= 16; ++seed) {
    SCOPED_TRACE(seed);
    const MultiPolygon district = star(seed);
    const CellShape cell = seed % 2 == 0 ? CellShape::square : CellShape::hexagon;
    const auto t = tessellate(district, {.cell = cell}).value();
    std::vector<ImportedZone> zones;
    SquareMetres sum;
    for (const Unit& unit : t.units) {
      zones.push_back({static_cast<std::int64_t>(zones.size()) + 1, std::to_string(zones.size()), "", {unit.shape}});
      sum += unit.area;
      for (const Xy p : unit.shape.outer) EXPECT_TRUE(on_lattice(p));
      EXPECT_LT(unit.area, 25'000_m2);
    }
    const auto check = validate(zones, {.largest_gap = 20'000_m2}).value();  // the lake is larger
    EXPECT_TRUE(check.findings.empty()) << name_of(check.findings.front().kind);
    EXPECT_NEAR(sum.value, t.statistics.snapped.value, 1e-12 * sum.value);
    EXPECT_NEAR(t.statistics.district.value, t.statistics.snapped.value, 1e-3 * perimeter(district).value);
    EXPECT_EQ(t.statistics.snap_change(), t.statistics.snapped - t.statistics.district);
    EXPECT_GT(t.statistics.whole, 20);
  }
}

TEST(Tessellate, CommunitiesAreCutTogetherAndShareTheVerticesOfTheirBorder) {
  const std::vector<MultiPolygon> communities{rectangle(0, 0, 250, 300), rectangle(250, 0, 500, 300)};
  const auto t = tessellate(communities, {.cell = CellShape::hexagon}).value();
  std::vector<ImportedZone> zones;
  for (const Unit& unit : t.units) zones.push_back({0, "", "", {unit.shape}});
  EXPECT_TRUE(validate(zones)->findings.empty());
  EXPECT_EQ(t.units.front().district, 0U);
  EXPECT_EQ(t.units.back().district, 1U);
  SquareMetres first;
  for (const Unit& unit : t.units)
    if (unit.district == 0) first += unit.area;
  EXPECT_NEAR(first.value, 75'000, 1e-6);
}

TEST(Tessellate, TheSameGroundGetsTheSameCells) {
  const auto west = tessellate(rectangle(0, 0, 500, 500), {.cell = CellShape::hexagon}).value();
  const auto east = tessellate(rectangle(200, 0, 700, 500), {.cell = CellShape::hexagon}).value();
  std::size_t common = 0;
  for (const Unit& a : west.units)
    for (const Unit& b : east.units) common += a.shape == b.shape ? 1 : 0;
  EXPECT_GE(common, 4U);
}

TEST(ReadingOrder, RowsFromNorthToSouthAndWestToEastInARow) {
  const std::vector<Xy> places{{0, 0}, {100, 3}, {0, 100}, {100, 98}, {50, 101}};
  EXPECT_EQ(reading_order(places, 100_m), (std::vector<std::size_t>{2, 4, 3, 0, 1}));
}

TEST(Tessellate, GroundOfTwoDistrictsIsOverlapAndNotAChangeBySnapping) {
  const MultiPolygon a{{{{0, 0}, {500, 0}, {500, 500}, {0, 500}, {0, 0}}, {}}},
      b{{{{480, 0}, {900, 0}, {900, 500}, {480, 500}, {480, 0}}, {}}};
  const std::vector districts{a, b};
  const TessellationStatistics s = tessellate(districts).value().statistics;
  EXPECT_EQ(s.district, 460'000_m2);
  EXPECT_EQ(s.overlap, 10'000_m2);
  EXPECT_EQ(s.snapped, 450'000_m2);
  EXPECT_EQ(s.snap_change(), 0_m2);
  EXPECT_EQ(s.perimeter, 3'840_m);
}

}  // namespace
}  // namespace libgrid::coverage
