#include <libgrid/zoning/detail/nesting.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

/// Zones 0 1 2 3 in quarters; 0 and 1 are one upper zone, 2 and 3 the other.
struct Quarters {
  Mesh mesh = test::whole_mesh(test::square_graph(4));
  ZoningCut cut{mesh, test::drawn_parts("0011 0011 2233 2233"), 4};
  Load unit = mesh.load(0)[0];

  [[nodiscard]] Nesting nesting(Load least, Load most) const {
    return Nesting({{{0, 0, 1, 1}, 2, {.least = least, .most = most, .mean = 8.0, .band = 0.5}}});
  }
};

TEST(Nesting, KnowsWhoIsApartAndWhatTheyCarry) {
  const Quarters q;
  const Nesting nesting = q.nesting(7 * q.unit, 9 * q.unit);
  EXPECT_FALSE(nesting.apart(0, 1));
  EXPECT_TRUE(nesting.apart(1, 3));
  EXPECT_FALSE(Nesting().apart(1, 3));
  EXPECT_EQ(nesting.loads(q.cut, nesting.levels()[0]), (std::vector<Load>{8 * q.unit, 8 * q.unit}));
  EXPECT_TRUE(nesting.within(q.cut));
  EXPECT_FALSE(q.nesting(0, 7 * q.unit).within(q.cut));
}

TEST(Nesting, LimitsAreThoseOfTheUpperZonesThatChange) {
  const Quarters q;
  const Nesting nesting = q.nesting(7 * q.unit, 9 * q.unit);
  EXPECT_TRUE(nesting.fits(q.cut, q.unit, 0, 2));
  EXPECT_FALSE(nesting.fits(q.cut, 2 * q.unit, 0, 2));
  EXPECT_TRUE(nesting.fits(q.cut, 2 * q.unit, 0, 1));  // both in the same
}

TEST(Nesting, AnUpperZoneMayNotBeCutInTwo) {
  const Mesh mesh = test::whole_mesh(test::square_graph(4));
  const ZoningCut cut(mesh, test::drawn_parts("0022 0222 1222 1122"), 3);  // 0 and 1 meet in one border only
  const Nesting nesting({{{0, 0, 1}, 2, {}}});
  const std::vector<std::uint32_t> neck{4}, end{1};
  EXPECT_FALSE(nesting.whole_without(cut, neck, 0, 2));
  EXPECT_TRUE(nesting.whole_without(cut, end, 0, 2));
  EXPECT_TRUE(nesting.whole_without(cut, neck, 0, 1));
  const std::vector<std::uint32_t> all{0, 1, 4, 8, 12, 13};
  EXPECT_FALSE(nesting.whole_without(cut, all, 0, 2));  // nothing is left
}

}  // namespace
}  // namespace libgrid::zoning::detail
