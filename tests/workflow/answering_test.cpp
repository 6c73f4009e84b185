#include <libgrid/workflow/detail/answering.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(AnsweringRules, AVersionIsMadeOnceAndKnowsTheCodesOfItsZones) {
  const Workspace& workspace = finished_workspace();
  detail::AnsweringRules rules = must(detail::answering_rules(workspace));
  EXPECT_TRUE(rules.by_version.empty());
  EXPECT_EQ(rules.version_at(*parse_local_time("1999-01-01T00:00:00")), 1) << "before the first: the first";
  const detail::Answering* version = must(rules.under(workspace, 1));
  EXPECT_EQ(must(rules.under(workspace, 1)), version);
  const ZoneMap map = must(workspace.store().plan(1)).map;
  for (const Zone& zone : map.zones) EXPECT_EQ(version->code(zone.id), zone.code);
  EXPECT_EQ(version->code(std::nullopt), "");
  EXPECT_EQ(version->code(ZoneId{99'999}), "");
  EXPECT_EQ(rules.under(workspace, 9).error().code, ErrorCode::plan_missing);
}

TEST(AnsweringRules, CandidatesAsTheTableHasThem) {
  EXPECT_EQ(candidates_text({}), "");
  EXPECT_EQ(candidates_text(std::vector<RowCandidate>{{"A-1", Metres{0.0}}, {"A-2", Metres{12.5}}}), "A-1:0;A-2:12.5");
}

}  // namespace
}  // namespace libgrid::workflow::test
