#include <libgrid/workflow/detail/register_findings.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail {
namespace {

using roads::RegisterProblem;

TEST(RegisterFindings, ASentenceHasRowColumnStreetValueAndCure) {
  const report::Words said = register_sentence({2, "健康路", RegisterProblem::unit_no_zone, "XC-03-07-01"});
  EXPECT_TRUE(said.en.starts_with("register row 2, column unit, 健康路: XC-03-07-01 is written like a zone code"));
  EXPECT_NE(said.en.find("write the code of a zone or the name of a unit"), std::string::npos);
  EXPECT_TRUE(said.zh.starts_with("名录第 2 行，责任单位（健康路）：“XC-03-07-01”形似网格编码"));
}

TEST(RegisterFindings, OneEndAloneIsSaidWithTheOtherAndWithoutAnEmptyName) {
  const report::Words said = register_sentence({3, "健康路", RegisterProblem::to_missing, "清虚街"});
  EXPECT_EQ(
      said.en,
      "register row 3, column to, 健康路: a beginning (清虚街) is given and no end; write both, or neither for all "
      "of 健康路");
  EXPECT_EQ(said.zh, "名录第 3 行，止点（健康路）：只有起点（清虚街），没有止点；请两者都写，或都不写（整条“健康路”）");
}

TEST(RegisterFindings, EveryProblemIsFilledInAndNoneIsARawCode) {
  for (int i = 0; i <= static_cast<int>(RegisterProblem::unit_no_zone); ++i) {
    const auto problem = static_cast<RegisterProblem>(i);
    const report::Words said = register_sentence({1, "X", problem, "V"});
    EXPECT_EQ(said.en.find('{'), std::string::npos) << said.en;
    EXPECT_EQ(said.zh.find('{'), std::string::npos) << said.zh;
    EXPECT_EQ(said.en.find(roads::word(problem)), std::string::npos) << said.en;
  }
}

}  // namespace
}  // namespace libgrid::workflow::detail
