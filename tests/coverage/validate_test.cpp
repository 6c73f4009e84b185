#include <libgrid/coverage/validate.hpp>

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "lattice_city.hpp"
#include "zone_defects.hpp"

namespace libgrid::coverage {
namespace {

Polygon rectangle(double x0, double y0, double x1, double y1) {
  return {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}};
}

std::vector<ImportedZone> zones_of(std::vector<MultiPolygon> shapes) {
  std::vector<ImportedZone> zones;
  for (MultiPolygon& shape : shapes) {
    const auto number = static_cast<std::int64_t>(zones.size()) + 1;
    zones.push_back({number, "Z" + std::to_string(number), "", std::move(shape)});
  }
  return zones;
}

std::map<FindingKind, std::size_t> kinds(const ZoneCheck& check) {
  std::map<FindingKind, std::size_t> counts;
  for (const ZoneFinding& f : check.findings) ++counts[f.kind];
  return counts;
}

using Counts = std::map<FindingKind, std::size_t>;

struct Table {
  const char* name;
  std::vector<MultiPolygon> shapes;
  Counts counts;
  double overlap;
  double gap;
};

TEST(Validate, PicturesGiveTheExpectedFindings) {
  const Polygon bow_tie{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, {}};
  Polygon frame = rectangle(0, 0, 30, 30);
  frame.holes.push_back({{10, 10}, {10, 20}, {20, 20}, {20, 10}, {10, 10}});
  const Polygon left_with_vertex{{{0, 0}, {10, 0}, {10, 5}, {10, 10}, {0, 10}, {0, 0}}, {}};
  const std::vector<Table> tables{
      {"two neighbours", {{rectangle(0, 0, 10, 10)}, {rectangle(10, 0, 20, 10)}}, {}, 0, 0},
      {"overlap", {{rectangle(0, 0, 12, 10)}, {rectangle(10, 0, 20, 10)}}, {{FindingKind::overlap, 1}}, 20, 0},
      {"thin overlap", {{rectangle(0, 0, 10.1, 10)}, {rectangle(10, 0, 20, 10)}}, {{FindingKind::sliver, 1}}, 1, 0},
      {"one inside the other",
       {{rectangle(0, 0, 30, 30)}, {rectangle(10, 10, 20, 20)}},
       {{FindingKind::overlap, 1}},
       100,
       0},
      {"twice the same", {{rectangle(0, 0, 10, 10)}, {rectangle(0, 0, 10, 10)}}, {{FindingKind::overlap, 1}}, 100, 0},
      {"an island that fits", {{frame}, {rectangle(10, 10, 20, 20)}}, {}, 0, 0},
      {"a hole", {{frame}}, {{FindingKind::hole, 1}}, 0, 100},
      {"an island that leaves a moat", {{frame}, {rectangle(12, 12, 18, 18)}}, {{FindingKind::gap, 1}}, 0, 64},
      {"T-junction", {{left_with_vertex}, {rectangle(10, 0, 20, 10)}}, {{FindingKind::unmatched_border, 1}}, 0, 0},
      {"bow tie", {{bow_tie}}, {{FindingKind::self_intersection, 1}}, 0, 0},
      {"two parts", {{rectangle(0, 0, 10, 10), rectangle(20, 0, 25, 10)}}, {{FindingKind::multipart, 1}}, 0, 0},
      {"apart", {{rectangle(0, 0, 10, 10)}, {rectangle(20, 0, 25, 10)}}, {}, 0, 0},
      {"touching in a corner", {{rectangle(0, 0, 10, 10)}, {rectangle(10, 10, 20, 20)}}, {}, 0, 0},
  };
  for (const Table& table : tables) {
    SCOPED_TRACE(table.name);
    const ZoneCheck check = validate(zones_of(table.shapes)).value();
    EXPECT_EQ(kinds(check), table.counts);
    EXPECT_NEAR(check.overlap.value, table.overlap, 1e-9);
    EXPECT_NEAR(check.gap.value, table.gap, 1e-9);
    EXPECT_NEAR(check.area.value, (check.covered + check.overlap).value, 1e-9);
  }
}

TEST(Validate, AFindingCarriesItsZonesItsMeasureAndItsLines) {
  const auto check = validate(zones_of({{rectangle(0, 0, 12, 10)}, {rectangle(10, 0, 20, 10)}})).value();
  ASSERT_EQ(check.findings.size(), 1U);
  EXPECT_EQ(check.findings[0].zones, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(check.findings[0].area, SquareMetres{20.0});
  EXPECT_EQ(check.findings[0].lines, (std::vector<LineString>{rectangle(10, 0, 12, 10).outer}));
  EXPECT_EQ(check.findings[0].length, Metres{24.0});
}

TEST(Validate, ASlitThatIsOpenToTheOutsideIsAGap) {
  const Polygon right{{{10, 0}, {20, 0}, {20, 100}, {10.2, 100}, {10, 0}}, {}};
  const auto check = validate(zones_of({{rectangle(0, 0, 10, 100)}, {right}})).value();
  ASSERT_EQ(kinds(check), (Counts{{FindingKind::gap, 1}}));
  EXPECT_NEAR(check.findings[0].area.value, 10.0, 0.1);
}

TEST(Validate, CodesAndParentsAreChecked) {
  auto zones = zones_of({{rectangle(0, 0, 10, 10)}, {rectangle(10, 0, 20, 10)}, {rectangle(20, 0, 30, 10)}});
  zones[2].code = "Z1";
  zones[0].parent = "A";
  zones[1].parent = "B";
  const auto check = validate(zones, {.parents = {"A"}, .needs_parent = true}).value();
  ASSERT_EQ(kinds(check), (Counts{{FindingKind::duplicate_code, 1}, {FindingKind::missing_parent, 2}}));
  EXPECT_EQ(check.findings[0].zones, (std::vector<std::size_t>{0, 2}));
}

TEST(Validate, AZoneWithoutShapeIsRefused) {
  EXPECT_EQ(validate(zones_of({{}})).error().code, ErrorCode::geometry_empty);
}

TEST(Validate, ValidCoveragesGiveNoFinding) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    const auto check = validate(test::ZoneCity(6, seed).zones).value();
    EXPECT_TRUE(check.findings.empty()) << name_of(check.findings.front().kind);
    EXPECT_NEAR(check.area.value, check.covered.value, 1e-6);
  }
}

TEST(Validate, EverySeededDefectIsFoundAndNothingElse) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE(seed);
    const auto defect = static_cast<test::Defect>(seed % test::kDefects);
    test::ZoneCity city(5, seed);
    city.break_zone(defect, seed);
    const auto check = validate(city.zones).value();
    ASSERT_EQ(check.findings.size(), 1U) << static_cast<int>(defect);
    const FindingKind kind = check.findings[0].kind;
    if (defect == test::Defect::t_junction) {
      EXPECT_EQ(kind, FindingKind::unmatched_border);
    } else if (defect == test::Defect::gap) {
      EXPECT_TRUE(kind == FindingKind::gap) << name_of(kind);
    } else if (defect == test::Defect::overlap) {
      EXPECT_TRUE(kind == FindingKind::overlap) << name_of(kind);
    } else {
      EXPECT_EQ(kind, FindingKind::sliver);
    }
  }
}

/// GEOS is the oracle of the areas: sum of all, area of the union.
TEST(Validate, RandomOverlappingRectanglesHaveTheAreasThatGeosFinds) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(seed);
    const CounterRandom draw(seed, 5);
    std::vector<MultiPolygon> shapes;
    for (std::uint64_t i = 0; i < 12; ++i) {
      const Xy p{draw.unit(i * 8) * 60, draw.unit(i * 8 + 1) * 60};
      const Xy q{p.x + 5 + draw.unit(i * 8 + 2) * 30, p.y + draw.unit(i * 8 + 3) * 10};
      const Xy r{p.x + draw.unit(i * 8 + 4) * 10, p.y + 5 + draw.unit(i * 8 + 5) * 30};
      shapes.push_back({{{p, q, r, p}, {}}});
    }
    const auto check = validate(zones_of(shapes)).value();
    GEOSContextHandle_t geos = GEOS_init_r();
    double sum = 0.0, joined = 0.0;
    GEOSGeometry* all = nullptr;
    for (const MultiPolygon& shape : shapes) {
      GEOSGeometry* one = test::to_geos(geos, shape);
      sum += area(shape).value;
      GEOSGeometry* more = all == nullptr ? GEOSGeom_clone_r(geos, one) : GEOSUnion_r(geos, all, one);
      if (all != nullptr) GEOSGeom_destroy_r(geos, all);
      GEOSGeom_destroy_r(geos, one);
      all = more;
    }
    GEOSArea_r(geos, all, &joined);
    GEOSGeom_destroy_r(geos, all);
    GEOS_finish_r(geos);
    EXPECT_NEAR(check.area.value, sum, 0.2);
    EXPECT_NEAR(check.covered.value, joined, 0.2);
  }
}

TEST(Validate, TheOrderOfVerticesDoesNotMatter) {
  test::ZoneCity city(5, 7);
  city.break_zone(test::Defect::overlap, 7);
  const auto before = validate(city.zones).value();
  for (ImportedZone& zone : city.zones) std::reverse(zone.shape[0].outer.begin(), zone.shape[0].outer.end());
  EXPECT_EQ(validate(city.zones)->findings, before.findings);
}

}  // namespace
}  // namespace libgrid::coverage
