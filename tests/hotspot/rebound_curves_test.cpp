#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/hotspot/rebound_curves.hpp>

namespace libgrid::hotspot {
namespace {

constexpr std::int64_t kDay = 86'400;

ForestCase at_site(std::int64_t id, double x, std::int64_t opened, std::int64_t closed) {
  return {.id = id, .opened = LocalTime{opened * kDay}, .closed = LocalTime{closed * kDay}, .at = {x, 0.0}};
}

// Group 0: sites 0 (comes back after 2 days) and 500 (does not); the rebound itself is censored at day 20.
// At risk 3 at day 2, one event: S = 2/3. Site 900 (group 1) is settled after the last opening: never watched.
TEST(ReboundCurves, KaplanMeierBesideTheNaiveRate) {
  const std::vector<ForestCase> cases{at_site(1, 0, 0, 1), at_site(2, 500, 0, 1), at_site(3, 0, 3, 4),
                                      at_site(4, 900, 20, 21)};
  const std::vector<std::size_t> of{0, 0, 0, 1};
  const ForestRules rules{};
  const std::vector<GroupCurve> groups =
      rebound_curves(cases, rebound_forest(cases, rules), {of, 2}, {LocalTime{20 * kDay}, rules});
  EXPECT_EQ(groups[0].settled, 3);
  EXPECT_EQ(groups[0].rebounds, 1);
  EXPECT_NEAR(groups[0].rate, 1.0 / 3.0, 1e-15);
  EXPECT_NEAR(groups[0].naive, 1.0 / 3.0, 1e-15);
  EXPECT_LT(groups[0].lower, groups[0].rate);
  EXPECT_TRUE(groups[0].few);
  EXPECT_EQ(groups[1].watched, 0);
  EXPECT_EQ(groups[1].naive, 0.0);
  EXPECT_TRUE(std::isnan(groups[1].rate));
}

TEST(ReboundCurves, SensitivityGrowsWithRadiusAndWindow) {
  std::vector<ForestCase> cases;
  for (std::int64_t k = 0; k < 40; ++k)
    cases.push_back(at_site(k + 1, static_cast<double>((k * 17) % 90), 4 * k, 4 * k + 1));
  const std::vector<SensitivityRow> rows = sensitivity(cases, {LocalTime{160 * kDay}, {}}, {});
  ASSERT_EQ(rows.size(), 9U);
  for (std::size_t i = 0; i < 9; ++i) {
    if (i % 3 != 0) {
      EXPECT_GE(rows[i].rate, rows[i - 1].rate);
    }
    if (i >= 3) {
      EXPECT_GE(rows[i].counts.rebounds + rows[i].counts.suspects, rows[i - 3].counts.rebounds);
    }
  }
}

}  // namespace
}  // namespace libgrid::hotspot
