#include <libgrid/attribution/as_of.hpp>

#include <gtest/gtest.h>

namespace libgrid::attribution {
namespace {

LocalTime at(const char* text) { return parse_local_time(text).value(); }

PlanVersion version(std::int64_t number, const char* from, const char* to = nullptr) {
  PlanVersion made;
  made.id = PlanId{10 + number};
  made.version = number;
  made.valid_from = at(from);
  if (to != nullptr) made.valid_to = at(to);
  return made;
}

TEST(AsOf, ThePlanInForceAtAMoment) {
  const std::vector<PlanVersion> versions{version(2, "2022-06-01T00:00:00"),
                                          version(1, "2022-01-01T00:00:00", "2022-06-01T00:00:00")};
  EXPECT_EQ(plan_at(versions, at("2021-12-31T23:59:59")), std::nullopt);
  EXPECT_EQ(plan_at(versions, at("2022-01-01T00:00:00")), PlanId{11});
  EXPECT_EQ(plan_at(versions, at("2022-05-31T23:59:59")), PlanId{11});
  EXPECT_EQ(plan_at(versions, at("2022-06-01T00:00:00")), PlanId{12});
  EXPECT_EQ(plan_at({}, at("2022-06-01T00:00:00")), std::nullopt);
}

TEST(AsOf, OverlappingVersionsLeaveTheHigherInForce) {
  const std::vector<PlanVersion> versions{version(3, "2022-02-01T00:00:00"), version(1, "2022-01-01T00:00:00")};
  EXPECT_EQ(plan_at(versions, at("2022-01-15T00:00:00")), PlanId{11});
  EXPECT_EQ(plan_at(versions, at("2022-02-15T00:00:00")), PlanId{13});
}

TEST(AsOf, BeforeAllTheFirstAnswersThatEverWasInForce) {
  const char* start = "2022-01-01T00:00:00";
  const std::vector<PlanVersion> versions{version(1, start, start), version(2, start, "2022-02-01T00:00:00"),
                                          version(3, "2022-02-01T00:00:00")};
  EXPECT_EQ(answering_version(versions, at("2021-12-31T23:59:59")).version, 2);
  EXPECT_EQ(answering_version(versions, at(start)).version, 2);
  EXPECT_EQ(answering_version(versions, at("2022-03-01T00:00:00")).version, 3);
}

TEST(AsOf, OnlyRowsThatChangeHandsAreListed) {
  std::vector<Attribution> before(3), after(3);
  before[0].zone = after[0].zone = ZoneId{1};
  before[1].zone = ZoneId{1};
  after[1].zone = ZoneId{2};
  after[2].zone = ZoneId{3};
  EXPECT_EQ(reassignments(before, after),
            (std::vector<Reassignment>{{1, ZoneId{1}, ZoneId{2}}, {2, std::nullopt, ZoneId{3}}}));
}

}  // namespace
}  // namespace libgrid::attribution
