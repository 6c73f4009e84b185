#include <libgrid/attribution/responsibility.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <libgrid/index/layer_locator.hpp>
#include <tests/index/random_shapes.hpp>

namespace libgrid::attribution {
namespace {

MultiPolygon box(double x0, double y0, double x1, double y1) {
  return {{.outer = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, .holes = {}}};
}

Zone zone(std::int64_t id, const char* code, MultiPolygon shape) {
  Zone made;
  made.id = ZoneId{id};
  made.code = code;
  made.shape = std::move(shape);
  return made;
}

constexpr StreetId kWuyiRoad{15};

/// On Wuyi Road, which runs at y = 100 from x = 0 to 400.
StreetPlace on_wuyi_road(Xy at) {
  const Side side = at.y > 100.0 ? Side::left : at.y < 100.0 ? Side::right : Side::on;
  return {kWuyiRoad, Metres{at.x}, side, Metres{std::abs(at.y - 100.0)}};
}

// 300 +---------+---------+         Wuyi Road: north of it (left of its direction), as far as x = 350, zone 2 sweeps
// for
//     |  A (2)  |  B (1)  |         "huanwei", south of it zone 1. A park lies around (150, 250), a fenced site in it.
//   0 +---------+---------+  gap    District 7 reaches to x = 1000.
//     0        200       400
ResponsibilityRules town() {
  ResponsibilityRules rules;
  rules.zones = {zone(2, "A", box(0, 0, 200, 300)), zone(1, "B", box(200, 0, 400, 300))};
  District district;
  district.id = DistrictId{7};
  district.name = "Weidu";
  district.shape = box(0, 0, 1000, 300);
  rules.districts = {district};
  rules.duties = {{"d-north", "huanwei", kWuyiRoad, RoadSide::left, Metres{0}, Metres{350}, ZoneId{2}},
                  {"d-south", "huanwei", kWuyiRoad, RoadSide::right, Metres{0}, Metres{350}, ZoneId{1}}};
  rules.exceptions = {{"park", 5, "", box(100, 200, 180, 290), ZoneId{50}},
                      {"site", 1, "chengguan", box(140, 240, 170, 270), ZoneId{51}}};
  rules.precedents = {{"p1", "chengguan", "vending", {350, 50}, ZoneId{2}}};
  rules.plan_version = 3;
  return rules;
}

struct Row {
  const char* what;
  ReportPlace place;
  ResponsibleBy method;
  std::optional<std::int64_t> zone;
  const char* rule;
};

TEST(Responsibility, TheOrderOfTheRules) {
  const Row rows[] = {
      {"a decision nearby", {{360, 60}, "chengguan", {}, "vending"}, ResponsibleBy::precedent, 2, "p1"},
      {"of another category", {{360, 60}, "chengguan", {}, "dumping"}, ResponsibleBy::inside, 1, "inside"},
      {"of another sector", {{360, 60}, "huanwei", {}, "vending"}, ResponsibleBy::inside, 1, "inside"},
      {"too far from it", {{350, 101}, "chengguan", {}, "vending"}, ResponsibleBy::inside, 1, "inside"},
      {"north of the street",
       {{300, 110}, "huanwei", on_wuyi_road({300, 110}), ""},
       ResponsibleBy::segment_duty,
       2,
       "d-north"},
      {"south of the street",
       {{100, 95}, "huanwei", on_wuyi_road({100, 95}), ""},
       ResponsibleBy::segment_duty,
       1,
       "d-south"},
      {"on its axis: lower id",
       {{100, 100}, "huanwei", on_wuyi_road({100, 100}), ""},
       ResponsibleBy::segment_duty,
       2,
       "d-north"},
      {"street not named", {{100, 95}, "huanwei", {}, ""}, ResponsibleBy::inside, 2, "inside"},
      {"another sector's duty",
       {{100, 95}, "yuanlin", on_wuyi_road({100, 95}), ""},
       ResponsibleBy::inside,
       2,
       "inside"},
      {"beyond its stretch", {{360, 110}, "huanwei", on_wuyi_road({360, 110}), ""}, ResponsibleBy::inside, 1, "inside"},
      {"of another street",
       {{100, 95}, "huanwei", StreetPlace{StreetId{16}, Metres{9}, Side::left, Metres{5}}, ""},
       ResponsibleBy::inside,
       2,
       "inside"},
      {"named, far from it",
       {{300, 290}, "huanwei", on_wuyi_road({300, 290}), ""},
       ResponsibleBy::segment_duty,
       2,
       "d-north"},
      {"in the park", {{110, 210}, "chengguan", {}, ""}, ResponsibleBy::exception, 50, "park"},
      {"in the site in it", {{150, 250}, "chengguan", {}, ""}, ResponsibleBy::exception, 51, "site"},
      {"the site is of one sector", {{150, 250}, "huanwei", {}, ""}, ResponsibleBy::exception, 50, "park"},
      {"inside", {{50, 50}, "chengguan", {}, ""}, ResponsibleBy::inside, 2, "inside"},
      {"on the border", {{200, 50}, "chengguan", {}, ""}, ResponsibleBy::tie, 2, "lowest_code"},
      {"in the gap, near", {{430, 50}, "chengguan", {}, ""}, ResponsibleBy::nearest, 1, "nearest"},
      {"in the gap, far", {{600, 50}, "chengguan", {}, ""}, ResponsibleBy::district, std::nullopt, "Weidu"},
      {"out of town", {{5000, 50}, "chengguan", {}, ""}, ResponsibleBy::none, std::nullopt, "outside"},
  };
  const Responsible responsible(town());
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const Responsibility answer = responsible.answer(row.place);
    EXPECT_EQ(word(answer.method), word(row.method));
    EXPECT_EQ(answer.primary, row.zone ? std::optional(ZoneId{*row.zone}) : std::nullopt);
    EXPECT_EQ(answer.rule, row.rule);
    EXPECT_EQ(answer.plan_version, 3);
  }
}

TEST(Responsibility, CandidatesWithinTheAccuracyAreToBeVerified) {
  const Responsible responsible(town());
  const auto near = responsible.answer({.at = {190, 50}});
  EXPECT_EQ(near.primary, ZoneId{2});
  EXPECT_EQ(near.candidates, (std::vector<Candidate>{{ZoneId{2}, Metres{0}}, {ZoneId{1}, Metres{10}}}));
  EXPECT_TRUE(near.to_verify);
  EXPECT_FALSE(responsible.answer({.at = {180, 50}}).to_verify) << "20 m away";
  EXPECT_TRUE(responsible.answer({.at = {180, 50}, .accuracy = Metres{25}}).to_verify);
  EXPECT_EQ(responsible.answer({.at = {430, 50}}).distance, Metres{30});
  EXPECT_EQ(responsible.answer({.at = {600, 50}}).district, DistrictId{7});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(responsible.answer({.at = {nan, 1}}).method, ResponsibleBy::none);
}

TEST(Responsibility, TheOrderOfTheInputDoesNotMatter) {
  ResponsibilityRules rules = town();
  const Responsible one(rules);
  std::ranges::reverse(rules.zones), std::ranges::reverse(rules.duties);
  std::ranges::reverse(rules.exceptions), std::ranges::reverse(rules.precedents);
  const Responsible other(rules);
  index::Dice dice(5, 5);
  for (int k = 0; k < 2000; ++k) {
    ReportPlace place{{std::round(dice.between(0, 45)) * 10, std::round(dice.between(0, 30)) * 10},
                      k % 2 == 0 ? "huanwei" : "chengguan",
                      {},
                      "vending"};
    if (k % 3 == 0) place.street = on_wuyi_road(place.at);
    ASSERT_EQ(one.answer(place), other.answer(place));
  }
}

// The half-open rule of this room and that of the layered locator are one rule.
TEST(Responsibility, SouthEastAgreesWithTheLayerLocator) {
  const auto shapes = index::jittered_coverage(4, 4, 2, 6);
  ResponsibilityRules rules;
  rules.border = PointTie::south_east;
  for (std::size_t s = 0; s < shapes.size(); ++s)
    rules.zones.push_back(
        zone(static_cast<std::int64_t>(s), std::string(1, static_cast<char>('A' + s)).c_str(), shapes[s]));
  const Responsible responsible(rules);
  const auto locator = index::LayerLocator::build(std::vector<index::LayerShapes>{{.shapes = shapes}});
  for (const Xy p : index::hard_points(shapes, 80, 6)) {
    std::int32_t answer = -1;
    const bool touched = locator.locate(p, {&answer, 1}, index::TieRule::south_east) != 0;
    const Responsibility found = responsible.answer({.at = p});
    if (answer < 0) {
      ASSERT_NE(found.method, ResponsibleBy::inside);
      continue;
    }
    ASSERT_EQ(found.primary, ZoneId{answer});
    ASSERT_EQ(found.method, touched ? ResponsibleBy::tie : ResponsibleBy::inside);
  }
}

}  // namespace
}  // namespace libgrid::attribution
