#include <libgrid/roads/road_kind.hpp>

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/model/words.hpp>

#include "tests/support/source_dir.hpp"

namespace libgrid::roads {
namespace {

struct Row {
  const char* what;
  RoadTraits traits;
  RoadKind kind;
  KindReason reason;
};

TEST(RoadKind, ClassFirstThenTheStatedRuleWithItsReason) {
  const auto rows = osm_road_kinds();
  const RoadKindTable table(rows);
  using enum RoadKind;
  for (const Row& row : {
           Row{"a class of the table", {.road_class = "Primary"}, main_road, KindReason::by_class},
           Row{"the class beats the name", {.road_class = "tertiary", .name = "五一巷"}, branch, KindReason::by_class},
           Row{"巷", {.name = "五一巷"}, back_lane, KindReason::name_suffix},
           Row{"胡同", {.name = "帽儿胡同"}, back_lane, KindReason::name_suffix},
           Row{"弄", {.name = "同福弄"}, back_lane, KindReason::name_suffix},
           Row{"里", {.name = "平安里"}, back_lane, KindReason::name_suffix},
           Row{"the suffix alone is no name", {.name = "巷"}, branch, KindReason::assumed},
           Row{"an alley in English", {.name = "Public ALLEY"}, back_lane, KindReason::name_suffix},
           Row{"access", {.access = "private"}, back_lane, KindReason::access},
           Row{"narrow", {.width = Metres{5.9}}, back_lane, KindReason::width},
           Row{"at the limit", {.width = Metres{6.0}}, branch, KindReason::assumed},
           Row{"short dead end", {.dead_end = Metres{149}}, back_lane, KindReason::dead_end},
           Row{"long dead end", {.dead_end = Metres{150}}, branch, KindReason::assumed},
           Row{"an unknown class", {.road_class = "R9", .name = "人民路"}, branch, KindReason::assumed},
       }) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(table.decide(row.traits, {}), (KindDecision{row.kind, row.reason}));
  }
}

TEST(RoadKind, OfRepeatedClassesTheFirstCounts) {
  const std::vector<RoadKindRow> rows{{"1", RoadKind::main_road}, {"1", RoadKind::back_lane}};
  EXPECT_EQ(RoadKindTable(rows).find("1"), RoadKind::main_road);
  EXPECT_EQ(RoadKindTable().find("1"), std::nullopt);
  EXPECT_EQ(word(KindReason::dead_end), "dead_end");
}

TEST(RoadKind, TheTableInDataIsTheOneInTheCode) {
  std::ifstream file(test::source_dir() + "/data/tables/road_classes/osm.csv");
  std::string expected = "road_class,kind\n";
  for (const RoadKindRow& row : osm_road_kinds()) expected += row.road_class + "," + std::string(word(row.kind)) + "\n";
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), expected);
}

}  // namespace
}  // namespace libgrid::roads
