#include <libgrid/workflow/detail/case_period.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

const LocalTime kMay = *parse_local_time("2015-05-01T00:00:00");

TEST(CasePeriod, BeginsWithItsFirstSecondAndEndsBeforeItsLast) {
  const detail::CasePeriod period{kValidFrom, kMay};
  EXPECT_TRUE(period.holds(kValidFrom));
  EXPECT_FALSE(period.holds(kMay));
  EXPECT_TRUE(detail::CasePeriod{}.holds(kMay));
  EXPECT_FALSE((detail::CasePeriod{kMay, {}}.holds(kValidFrom)));
}

TEST(CasePeriod, TheCountsOfTwoHalvesAreThoseOfAll) {
  const Workspace& workspace = finished_workspace();
  const LocalTime half = *parse_local_time("2015-03-01T00:00:00");
  std::vector<Block> all = must(workspace.store().ground()).blocks, early = all, late = all;
  must(detail::count_cases(workspace, {{}, half}, early));
  must(detail::count_cases(workspace, {half, {}}, late));
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].reports, early[i].reports + late[i].reports);
    sum += early[i].reports;
  }
  EXPECT_GT(sum, 0);
}

TEST(CasePeriod, IsKeptInTheStore) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  EXPECT_EQ(must(detail::case_period(workspace.store())), detail::CasePeriod{});
  const detail::CasePeriod period{kMay, {}};
  must(detail::put_case_period(workspace.store(), period));
  EXPECT_EQ(must(detail::case_period(workspace.store())), period);
}

TEST(CasePeriod, OfVersionsIsKeptBesideTheOneInForce) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  store::Store& store = workspace.store();
  EXPECT_EQ(must(detail::case_period_of(store, 2)), detail::CasePeriod{});
  const detail::CasePeriod second{kMay, {}}, fourth{kValidFrom, kMay};
  must(detail::put_case_period_of(store, 2, second));
  must(detail::put_case_period_of(store, 3, {}));
  must(detail::put_case_period_of(store, 4, fourth));
  EXPECT_EQ(must(detail::case_period_of(store, 2)), second);
  EXPECT_EQ(must(detail::case_period_of(store, 3)), detail::CasePeriod{});
  EXPECT_EQ(must(detail::case_period_of(store, 4)), fourth);
  EXPECT_EQ(must(detail::case_period(store)), detail::CasePeriod{});
}

TEST(CasePeriod, WeighedForAllCasesIsWhatTheBlocksHave) {
  const Workspace& workspace = finished_workspace();
  const Ground ground = must(workspace.store().ground());
  Ground again = ground;
  must(detail::weigh_cases(workspace, {kMay, {}}, again));
  EXPECT_NE(again, ground);
  must(detail::weigh_cases(workspace, {}, again));
  EXPECT_EQ(again, ground);
}

}  // namespace
}  // namespace libgrid::workflow::test
