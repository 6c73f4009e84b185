#include <libgrid/store/detail/plan_history.hpp>

#include "tests/store/samples.hpp"

namespace libgrid::store {
namespace {

class PlanHistory : public test::InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    store.emplace(Store::create(file).value());
  }
  Expected<void> put(const PlanVersion& version) {
    return store->put_plan(test::zone_map(static_cast<std::uint64_t>(version.version)), version);
  }
  /// "1" or "none": the version in force.
  std::string at(std::int64_t seconds) {
    const auto plan = store->plan_in_force(LocalTime{seconds});
    if (!plan) return plan.error().code == ErrorCode::plan_missing ? "none" : message_en(plan.error());
    EXPECT_EQ(plan->map, test::zone_map(static_cast<std::uint64_t>(plan->version.version)));
    return std::to_string(plan->version.version);
  }

  std::optional<Store> store;
};

TEST_F(PlanHistory, ANewVersionEndsTheOneInForce) {
  must(put(test::version(1, 100)));
  must(put(test::version(2, 200)));
  must(put(test::version(3, 300)));
  //           100      200      300
  //  none      |   1    |   2    |   3 ...
  EXPECT_EQ(at(99), "none");
  EXPECT_EQ(at(100), "1");
  EXPECT_EQ(at(199), "1");
  EXPECT_EQ(at(200), "2");
  EXPECT_EQ(at(300), "3");
  EXPECT_EQ(at(1'000'000), "3");
  PlanVersion first = test::version(1, 100);
  first.valid_to = LocalTime{200};
  EXPECT_EQ(store->plan(1).value().version, first);
  EXPECT_EQ(store->plans().value().size(), 3U);
}

TEST_F(PlanHistory, AVersionFromTheSameMomentReplacesTheOneThatHasNotBegun) {
  must(put(test::version(1, 100)));
  must(put(test::version(2, 100)));
  EXPECT_EQ(at(100), "2");
  EXPECT_EQ(store->plan(1).value().version.valid_to, LocalTime{100});
}

TEST_F(PlanHistory, AnEndThatWasGivenLeavesAGap) {
  PlanVersion trial = test::version(1, 100);
  trial.valid_to = LocalTime{150};
  must(put(trial));
  must(put(test::version(2, 200)));
  EXPECT_EQ(at(149), "1");
  EXPECT_EQ(at(150), "none");
  EXPECT_EQ(at(200), "2");
  EXPECT_EQ(store->plan(1).value().version, trial);
}

TEST_F(PlanHistory, VersionsAreListedByNumber) {
  must(put(test::version(5, 100)));
  must(put(test::version(2, 200)));
  EXPECT_EQ(store->plans().value().front().version, 2);
  EXPECT_EQ(at(250), "2");
}

TEST_F(PlanHistory, HistoryIsNotRewritten) {
  must(put(test::version(1, 100)));
  must(put(test::version(2, 200)));
  PlanVersion same_id = test::version(3, 300);
  same_id.id = test::version(1, 0).id;
  PlanVersion ends_early = test::version(3, 300);
  ends_early.valid_to = LocalTime{299};
  struct Row {
    const char* name;
    PlanVersion version;
  };
  for (const Row& row : {Row{"version exists", test::version(2, 300)}, Row{"plan id exists", same_id},
                         Row{"before another", test::version(3, 199)}, Row{"below 1", test::version(0, 300)},
                         Row{"ends before it begins", ends_early}}) {
    SCOPED_TRACE(row.name);
    const auto before = store->plans().value();
    EXPECT_EQ(put(row.version).error().code, ErrorCode::parameter_invalid);
    EXPECT_EQ(store->plans().value(), before);
    EXPECT_EQ(at(200), "2");
  }
}

TEST_F(PlanHistory, NoPlanIsPlanMissingAndAnEmptyList) {
  EXPECT_EQ(at(0), "none");
  EXPECT_EQ(store->plan(1).error().code, ErrorCode::plan_missing);
  EXPECT_EQ(store->plan(0).error().code, ErrorCode::plan_missing);  // the draft is no plan
  EXPECT_TRUE(store->plans().value().empty());
  must(store->put_draft(test::zone_map()));
  EXPECT_EQ(store->plan(0).error().code, ErrorCode::plan_missing);
}

TEST_F(PlanHistory, DraftAndVersionsDoNotTouchEachOther) {
  must(store->put_draft(test::zone_map(10)));
  must(put(test::version(1, 100)));
  must(store->put_draft(test::zone_map(20)));
  EXPECT_EQ(store->draft().value(), test::zone_map(20));
  EXPECT_EQ(store->plan(1).value().map, test::zone_map(1));
  must(put(test::version(2, 200)));
  EXPECT_EQ(store->draft().value(), test::zone_map(20));
}

TEST_F(PlanHistory, APlanKnowsWhetherItsGroundIsStillThere) {
  must(put(test::version(1, 100)));
  EXPECT_FALSE(store->made_on_present_ground(1).value());  // there was no ground
  must(store->put_ground(test::ground()));
  must(put(test::version(2, 200)));
  EXPECT_TRUE(store->made_on_present_ground(2).value());
  must(store->put_streets({}));  // deletes the ground
  EXPECT_FALSE(store->made_on_present_ground(2).value());
  must(store->put_ground(test::ground()));  // the same blocks again
  EXPECT_TRUE(store->made_on_present_ground(2).value());
  EXPECT_FALSE(store->made_on_present_ground(1).value());
  Ground other = test::ground();
  other.blocks.back().shape.outer[1].x += 1.0;  // the ids mean other blocks now
  must(store->put_ground(other));
  EXPECT_FALSE(store->made_on_present_ground(2).value());
  must(put(test::version(3, 300)));
  EXPECT_TRUE(store->made_on_present_ground(3).value());
  EXPECT_EQ(store->made_on_present_ground(4).error().code, ErrorCode::plan_missing);
}

}  // namespace
}  // namespace libgrid::store
