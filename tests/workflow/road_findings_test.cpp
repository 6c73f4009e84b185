#include <libgrid/workflow/detail/road_findings.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail {
namespace {

std::string id(std::int32_t line) { return "w" + std::to_string(line); }

roads::RoadFinding finding(roads::RoadProblem problem, std::int32_t line, std::int32_t other = -1) {
  roads::RoadFinding made;
  made.problem = problem, made.source = line, made.other = other;
  return made;
}

TEST(RoadFindings, PairsNameBothLines) {
  using enum roads::RoadProblem;
  const std::vector<roads::RoadFinding> findings{finding(duplicate, 4, 1), finding(duplicate, 7, 2),
                                                 finding(name_missing, 3)};
  const std::vector<FindingText> texts = road_finding_texts(findings, id);
  ASSERT_EQ(texts.size(), 2U);
  EXPECT_EQ(texts[0].en, "duplicate: 2 (w4 = w1, w7 = w2)");
  EXPECT_EQ(texts[0].zh, "重复线：2（w4 = w1, w7 = w2）");
  EXPECT_EQ(texts[1].en, "name_missing: 1 (w3)");
}

TEST(RoadFindings, LongListsEndInDots) {
  std::vector<roads::RoadFinding> findings;
  for (std::int32_t line = 0; line < 9; ++line) findings.push_back(finding(roads::RoadProblem::class_missing, line));
  EXPECT_EQ(road_finding_texts(findings, id)[0].en, "class_missing: 9 (w0, w1, w2, w3, w4, …)");
}

TEST(RoadFindings, BothEndsOfALineNameItOnce) {
  const std::vector<roads::RoadFinding> findings{finding(roads::RoadProblem::dangle, 2),
                                                 finding(roads::RoadProblem::dangle, 2)};
  EXPECT_EQ(road_finding_texts(findings, id)[0].en, "dangle: 2 (w2)");
}

TEST(RoadFindings, ALineWithoutAnIdIsNamedByItsPlace) {
  RoadLine line;
  line.id = StreetId{3};
  EXPECT_EQ(line_id(line), "#3");
  line.source_id = "way/9";
  EXPECT_EQ(line_id(line), "way/9");
}

TEST(RoadFindings, WhatIsWrongWithTheStreetsOfACity) {
  const std::vector<Street> streets{{StreetId{11}, "五一路", "primary", {{0, 0}, {100, 0}}},
                                    {StreetId{12}, "?一路", "primary", {{0, 50}, {100, 50}}},
                                    {StreetId{13}, "五一路", "", {{100, 0}, {0, 0}}},
                                    {StreetId{14}, "", "primary", {{50, 0}, {150, 0}}}};
  const std::vector<FindingText> texts = street_findings(streets);
  ASSERT_EQ(texts.size(), 5U);
  EXPECT_EQ(texts[0].en, "duplicate: 1 (13 = 11)");
  EXPECT_EQ(texts[1].en, "overlap: 1 (14 = 11)");
  EXPECT_EQ(texts[2].en, "name_missing: 1 (14)");
  EXPECT_EQ(texts[3].en, "class_missing: 1 (13)");
  EXPECT_EQ(texts[4].en, "characters_lost: 1 (12)");
  EXPECT_TRUE(street_findings(std::span(streets).first(1)).empty()) << "dead ends are no fault";
}

}  // namespace
}  // namespace libgrid::workflow::detail
