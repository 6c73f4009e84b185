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
