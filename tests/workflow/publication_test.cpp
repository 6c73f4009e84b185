#include <libgrid/workflow/publication.hpp>

#include <gtest/gtest.h>

#include <libgrid/workflow/steps.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

ZoneMap two_zones() {
  Zone upper, lower;
  upper.id = ZoneId{1}, upper.code = "T-01", upper.level = 1, upper.post = PostId{2};
  lower.id = ZoneId{2}, lower.code = "T-01-01", lower.level = 2, lower.parent = ZoneId{1};
  return {
      .zones = {upper, lower}, .blocks = {{BlockId{1}, ZoneId{2}}, {BlockId{2}, ZoneId{2}}}, .posts = {}, .seed = 0};
}

TEST(PlanDigest, ChangesWithWhatDecidesResponsibilityAndWithNothingElse) {
  const std::string digest = plan_digest(two_zones());
  EXPECT_EQ(digest.size(), 64U);
  const auto changed = [&](auto change) {
    ZoneMap map = two_zones();
    change(map);
    return plan_digest(map) != digest;
  };
  EXPECT_FALSE(changed([](ZoneMap&) {}));
  EXPECT_TRUE(changed([](ZoneMap& map) { map.blocks[0].zone = ZoneId{1}; }));
  EXPECT_TRUE(changed([](ZoneMap& map) { map.zones[1].code = "T-01-02"; }));
  EXPECT_TRUE(changed([](ZoneMap& map) { map.zones[1].parent.reset(); }));
  EXPECT_TRUE(changed([](ZoneMap& map) { map.zones[0].post = PostId{3}; }));
  EXPECT_TRUE(changed([](ZoneMap& map) { map.blocks.pop_back(); }));
  EXPECT_TRUE(changed([](ZoneMap& map) { map.zones[1].name = "Harbour"; }));
  EXPECT_FALSE(changed([](ZoneMap& map) { map.zones[0].workload = 0.7; }));
}

TEST(PlanPublication, APlanThatWasPublishedIsRestored) {
  const PublishedPlan plan = must(newest_plan(finished_workspace().store()));
  EXPECT_EQ(plan.version().version, 1);
  EXPECT_EQ(plan.version().sha256, plan_digest(plan.map()));
  EXPECT_EQ(plan.version().valid_from, kValidFrom);
  EXPECT_FALSE(plan.version().valid_to);
}

TEST(PlanPublication, APlanThatWasChangedAfterwardsIsRefused) {
  store::StoredPlan stored{two_zones(),
                           {.id = PlanId{1},
                            .version = 1,
                            .state = "published",
                            .valid_from = kValidFrom,
                            .valid_to = {},
                            .sha256 = plan_digest(two_zones())}};
  EXPECT_TRUE(PlanPublication::restore(stored));
  stored.map.blocks[1].zone = ZoneId{1};
  const auto refused = PlanPublication::restore(stored);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::store_failed);
  EXPECT_EQ(refused.error().id, "plan version 1");
}

TEST(PlanPublication, APlanOfBeforeNamesWereDigestedIsRestored) {
  ZoneMap map = two_zones();
  map.zones[1].name = "Harbour";
  const store::StoredPlan stored{map,
                                 {.id = PlanId{1},
                                  .version = 1,
                                  .state = "published",
                                  .valid_from = kValidFrom,
                                  .valid_to = {},
                                  // printf 'T-01 1 1 - 2\nT-01-01 2 2 1 -\n1 2\n2 2\n' | sha256sum
                                  .sha256 = "4f3a52f1f83e01cc7b1dbe7bbf23d4f5ae4180d62d563c43e17d056547159cf8"}};
  EXPECT_TRUE(PlanPublication::restore(stored));
}

TEST(NewestPlan, IsMissingBeforeTheFirstIsPublished) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  EXPECT_EQ(newest_plan(new_workspace(folder.path()).store()).error().code, ErrorCode::plan_missing);
}

}  // namespace
}  // namespace libgrid::workflow::test
