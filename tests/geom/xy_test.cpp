#include <libgrid/geom/xy.hpp>

#include <cmath>
#include <type_traits>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

static_assert(!std::is_convertible_v<LonLat, Xy> && !std::is_convertible_v<Xy, LonLat>);
static_assert(!std::is_constructible_v<Xy, LonLat> && !std::is_constructible_v<LonLat, Xy>);

TEST(Xy, SnippetOfTheHeader) {
  Xy corner{236'012.5, 900'471.0};
  LonLat report{-71.0648, 42.3574};
  EXPECT_EQ(corner.y, 900'471.0);
  EXPECT_EQ(report.lon, -71.0648);
}

struct SnapRow {
  double from, to;
};

TEST(Snap, GoesToTheNearestLatticePointHalvesAwayFromZero) {
  const double step = kLattice;
  const SnapRow rows[] = {{0.0, 0.0},          {0.4 * step, 0.0},      {0.5 * step, step},    {-0.5 * step, -step},
                          {1.49 * step, step}, {236'012.5, 236'012.5}, {2.5 * step, 3 * step}};
  for (const SnapRow& row : rows) {
    SCOPED_TRACE(row.from);
    EXPECT_EQ(snap(Xy{row.from, -row.from}), (Xy{row.to, -row.to}));
    EXPECT_TRUE(on_lattice(snap(Xy{row.from, row.from})));
  }
  EXPECT_FALSE(on_lattice(Xy{0.3, 0.0}));
}

TEST(Snap, MovesLessThanAMillimetreEvenFarOut) {
  const Xy far{4'398'046'511'103.7, 12'345'678.9012345};
  EXPECT_LE(std::abs(snap(far).x - far.x), kLattice / 2);
  EXPECT_LE(std::abs(snap(far).y - far.y), kLattice / 2);
}

TEST(Distance, BetweenPoints) { EXPECT_EQ(distance({1, 1}, {4, 5}), Metres{5.0}); }

struct SegmentRow {
  const char* name;
  Xy p;
  double metres;
};

TEST(DistanceToSegment, EndsAreClosed) {
  const SegmentRow rows[] = {{"above the middle", {5, 3}, 3},
                             {"on it", {5, 0}, 0},
                             {"beyond the end", {13, 4}, 5},
                             {"before the start", {-3, 4}, 5},
                             {"at the start", {0, 0}, 0}};
  for (const SegmentRow& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(distance_to_segment(row.p, {0, 0}, {10, 0}), Metres{row.metres});
    EXPECT_EQ(distance_to_segment(row.p, {10, 0}, {0, 0}), Metres{row.metres});
  }
  EXPECT_EQ(distance_to_segment({3, 4}, {0, 0}, {0, 0}), Metres{5.0}) << "a segment without length is a point";
}

}  // namespace
}  // namespace libgrid
