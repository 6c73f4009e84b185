#include <libgrid/coverage/repair.hpp>

#include <gtest/gtest.h>

#include "zone_defects.hpp"

namespace libgrid::coverage {
namespace {

using namespace libgrid::literals;

MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
  return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

ImportedZone zone(std::int64_t number, std::string code, MultiPolygon shape) {
  return {number, std::move(code), "", std::move(shape)};
}

TEST(RepairZones, ACleanCoverageOnTheLatticeIsNotTouched) {
  const std::vector zones{zone(1, "A", rectangle(0, 0, 10, 10)), zone(2, "B", rectangle(10, 0, 20, 10))};
  const auto repair = repair_zones(zones).value();
  EXPECT_EQ(repair.zones, zones);
  EXPECT_TRUE(repair.actions.empty());
  EXPECT_TRUE(repair.changed.empty());
}

TEST(RepairZones, ANarrowOverlapGoesToTheLowerCode) {
  const std::vector zones{zone(1, "B", rectangle(0, 0, 10.5, 10)), zone(2, "A", rectangle(10, 0, 20, 10))};
  const auto repair = repair_zones(zones).value();
  EXPECT_EQ(area(repair.zones[0].shape), 100_m2);
  EXPECT_EQ(area(repair.zones[1].shape), 100_m2);
  ASSERT_EQ(repair.actions.size(), 1U);
  EXPECT_EQ(repair.actions[0].kind, RepairKind::overlap_given);
  EXPECT_EQ(repair.actions[0].zones, (std::vector<std::size_t>{1, 0}));
  EXPECT_EQ(repair.before.overlap, 5_m2);
  EXPECT_EQ(repair.after.overlap, 0_m2);
  EXPECT_TRUE(repair.after.findings.empty());
}

TEST(RepairZones, ANarrowGapGoesToTheNeighbourWithTheLongestBorder) {
  const MultiPolygon around{
      {{{0, 0}, {40, 0}, {40, 30}, {0, 30}, {0, 0}}, {{{10, 10}, {10, 20}, {30, 20}, {30, 10}, {10, 10}}}}};
  const std::vector zones{zone(1, "A", rectangle(10.5, 10, 30, 20)), zone(2, "B", around)};
  const auto repair = repair_zones(zones).value();
  ASSERT_EQ(repair.actions.size(), 1U + repair.count(RepairKind::border_matched));
  EXPECT_EQ(repair.actions[0].kind, RepairKind::gap_filled);
  EXPECT_EQ(repair.actions[0].zones.front(), 1U);  // 10 m + 2 x 0.5 m against 10 m
  EXPECT_EQ(repair.after.gap, 0_m2);
  EXPECT_TRUE(repair.after.findings.empty());
}

TEST(RepairZones, WideDefectsAreLeftToAPerson) {
  const std::vector zones{zone(1, "A", rectangle(0, 0, 15, 10)), zone(2, "B", rectangle(10, 0, 20, 10))};
  const auto repair = repair_zones(zones).value();
  EXPECT_EQ(repair.count(RepairKind::left_alone), 1U);
  EXPECT_EQ(repair.after.overlap, 50_m2);
}

TEST(RepairZones, NoZoneVanishes) {
  const std::vector zones{zone(1, "A", rectangle(0, 0, 10, 10)), zone(2, "B", rectangle(2, 2, 8, 2.5))};
  const auto repair = repair_zones(zones).value();
  EXPECT_EQ(repair.count(RepairKind::left_alone), 1U);
  EXPECT_EQ(area(repair.zones[1].shape), 3_m2);
}

TEST(RepairZones, ABowTieBecomesTwoTriangles) {
  const std::vector zones{zone(1, "A", {{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, {}}})};
  const auto repair = repair_zones(zones).value();
  EXPECT_EQ(repair.count(RepairKind::ring_untangled), 1U);
  EXPECT_EQ(repair.zones[0].shape.size(), 2U);
  EXPECT_EQ(area(repair.zones[0].shape), 50_m2);
  EXPECT_EQ(repair.after.count(FindingKind::self_intersection), 0U);
}

/// Cambridge's sweeping districts A and B at the river: their shores part at a corner and lie 0.4 mm from each other
/// at the next vertex, which is no finding; on the lattice they are 0.5 mm apart, which is a slit.
TEST(RepairZones, ASlitThatTheLatticeOpensIsClosed) {
  constexpr double kX = 328'300.0, kY = 4'692'100.0;
  const Xy corner{kX + 70.773369, kY + 38.551915}, near{kX + 72.334687, kY + 37.019079},
      far{kX + 79.818752, kY + 29.671712};
  const std::vector zones{
      zone(1, "B", {{{corner, {kX + 40, kY + 30}, {kX + 60, kY}, far, corner}, {}}}),
      zone(2, "A",
           {{{near, {kX + 74.287699, kY + 40.244258}, {kX + 60, kY + 60}, {kX + 40, kY + 30}, corner, near}, {}}})};
  EXPECT_EQ(validate(zones)->count(FindingKind::gap), 0U);
  const auto repair = repair_zones(zones).value();
  EXPECT_TRUE(repair.after.findings.empty());
  EXPECT_EQ(repair.count(RepairKind::gap_filled), 1U);
  EXPECT_EQ(repair_zones(repair.zones)->zones, repair.zones);
}

/// Two zones around a wedge: 100 m deep, `mouth` wide, so 1 degree and less.
std::vector<ImportedZone> wedge(double deep, double mouth) {
  return {zone(1, "A", {{{{-50, 0}, {0, 0}, {deep, mouth}, {deep, 50}, {-50, 50}, {-50, 0}}, {}}}),
          zone(2, "B", rectangle(-50, -50, 0, 0)), zone(3, "C", rectangle(0, -50, deep, 0))};
}

TEST(RepairZones, ANarrowSlitIsFilledAndAWideOneListed) {
  const auto narrow = repair_zones(wedge(100, 0.5)).value();
  EXPECT_EQ(narrow.before.count(FindingKind::gap), 1U);
  EXPECT_TRUE(narrow.after.findings.empty());
  EXPECT_EQ(narrow.count(RepairKind::gap_filled), 1U);
  EXPECT_EQ(narrow.after.covered - narrow.before.covered, 25_m2);
  const auto wide = repair_zones(wedge(500, 5)).value();
  EXPECT_EQ(wide.after.count(FindingKind::gap), 1U);
  ASSERT_EQ(wide.count(RepairKind::left_alone), 1U);
  EXPECT_EQ(wide.actions.back().zones, (std::vector<std::size_t>{0, 2}));
}

TEST(RepairZones, ASlitOfSeveralCornersIsFilledToItsMouth) {
  const std::vector zones{
      zone(1, "A", {{{{-50, 0}, {0, 0}, {40, 0.125}, {80, 0.375}, {120, 0.75}, {120, 50}, {-50, 50}, {-50, 0}}, {}}}),
      zone(2, "B", rectangle(-50, -50, 200, 0))};
  const auto repair = repair_zones(zones).value();
  EXPECT_TRUE(repair.after.findings.empty());
  EXPECT_EQ(repair_zones(repair.zones)->zones, repair.zones);
}

TEST(RepairZones, SeededDefectsAreMendedAndTheGroundIsKept) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    test::ZoneCity city(5, seed);
    Metres border;
    for (const ImportedZone& one : city.zones) border += perimeter(one.shape);
    const auto defect = static_cast<test::Defect>(seed % test::kDefects);
    city.break_zone(defect, seed);
    const auto repair = repair_zones(city.zones, {.gap_width = 5_m, .overlap_width = 5_m}).value();
    EXPECT_TRUE(repair.after.findings.empty());
    EXPECT_EQ(repair.after.overlap, 0_m2);
    EXPECT_EQ(repair.zones.size(), city.zones.size());
    const double ground = repair.before.covered.value + repair.before.gap.value;
    EXPECT_NEAR(repair.after.covered.value, ground, 1e-3 * border.value);
    EXPECT_NEAR(repair.after.area.value, repair.after.covered.value, 1e-6);
    for (const ImportedZone& one : repair.zones)
      for (const Xy p : one.shape[0].outer) EXPECT_TRUE(on_lattice(p));
    EXPECT_EQ(repair_zones(repair.zones)->zones, repair.zones);  // nothing is left to do
  }
}

}  // namespace
}  // namespace libgrid::coverage
