#include <libgrid/roads/detail/network_findings.hpp>

#include <gtest/gtest.h>

namespace libgrid::roads::detail {
namespace {

TEST(NetworkFindings, AreSortedByProblemThenSource) {
  std::vector<RoadFinding> findings{{RoadProblem::dangle, 2, -1, {1, 1}, Metres{5}},
                                    {RoadProblem::duplicate, 9, 3, {}, Metres{1}},
                                    {RoadProblem::dangle, 1, -1, {0, 0}, Metres{7}}};
  sort_findings(findings);
  EXPECT_EQ(findings[0].problem, RoadProblem::duplicate);
  EXPECT_EQ(findings[1].source, 1);
  EXPECT_EQ(findings[2].source, 2);
}

TEST(NetworkFindings, ALineThatRunsBackOnItselfIsNoOverlapOfAnother) {
  const std::vector<RoadLine> lines{{.id = StreetId{1}, .line = {{0, 0}, {50, 0}, {20, 0}}}};
  const auto walks = walk_lines(lines);
  ASSERT_TRUE(walks);
  std::vector<RoadFinding> findings;
  find_shared_edges(lines, *walks, findings);
  EXPECT_TRUE(findings.empty());
}

}  // namespace
}  // namespace libgrid::roads::detail
