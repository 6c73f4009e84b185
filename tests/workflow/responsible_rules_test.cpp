#include <libgrid/workflow/detail/responsible_rules.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail {
namespace {

TEST(ResponsibleRules, ZonesAreNamedByCodesThatThePlanHas) {
  ZoneMap map;
  map.zones.resize(2);
  map.zones[0].id = ZoneId{1}, map.zones[0].code = "T-1", map.zones[0].level = 1;
  map.zones[1].id = ZoneId{7}, map.zones[1].code = "T-1-1", map.zones[1].level = 2;
  RuleSources sources;
  sources.pieces = {{"3", "s", StreetId{5}, RoadSide::left, Metres{0}, Metres{1}, "T-1-1"},
                    {"4", "s", StreetId{5}, RoadSide::left, Metres{0}, Metres{1}, "gone"}};
  sources.areas = {{"park", 1, "", "T-1-1", {}}, {"site", 1, "", "gone", {}}};
  sources.decisions = {{"d", "s", "Pothole", "T-1-1", {0, 0}}, {"upper", "s", "Pothole", "T-1", {0, 0}}};
  ResponsiblePolicy policy;
  policy.south_east = true;
  policy.gap_reach = Metres{9.0};
  const auto rules = rules_for(sources, map, 2, policy, 4);
  ASSERT_EQ(rules.zones.size(), 1U);
  ASSERT_EQ(rules.duties.size(), 1U);
  EXPECT_EQ(rules.duties[0].zone, ZoneId{7});
  ASSERT_EQ(rules.exceptions.size(), 1U);
  ASSERT_EQ(rules.precedents.size(), 1U);  // a zone of an upper level answers for no report
  EXPECT_EQ(rules.precedents[0].zone, ZoneId{7});
  const auto lost = rules_without_zone(sources, map, policy);
  ASSERT_EQ(lost.size(), 2U);
  EXPECT_EQ(lost[0].error.code, ErrorCode::not_found);
  EXPECT_EQ(lost[1].error.code, ErrorCode::parameter_invalid);
  EXPECT_EQ(rules.border, attribution::PointTie::south_east);
  EXPECT_EQ(rules.gap_reach, Metres{9.0});
  EXPECT_EQ(rules.plan_version, 4);
}

TEST(ResponsibleRules, TheSectorIsThatOfTheCategory) {
  ResponsiblePolicy policy;
  policy.sectors = {{"Pothole", "road"}};
  EXPECT_EQ(sector_of(policy, "Pothole"), "road");
  EXPECT_EQ(sector_of(policy, "Graffiti"), "");
}

}  // namespace
}  // namespace libgrid::workflow::detail
