#include <libgrid/model/words.hpp>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

TEST(Words, EveryEnumeratorHasTheWordOfTheContract) {
  EXPECT_EQ(word(MergeReason::thin), "thin");
  EXPECT_EQ(word(MergeReason::artefact), "artefact");
  EXPECT_EQ(word(MergeRule::artefacts), "artefacts");
  EXPECT_EQ(word(RoadSide::whole), "whole");
  EXPECT_EQ(word(DutyRule::border_lower_code), "border_lower_code");
  EXPECT_EQ(word(AttributionMethod::none), "none");
  EXPECT_EQ(word(UnassignedReason::default_coordinate), "default_coordinate");
}

TEST(Words, NoReasonIsAnEmptyField) {
  EXPECT_EQ(word_or_empty(UnassignedReason::none), "");
  EXPECT_EQ(word_or_empty(UnassignedReason::outside), "outside");
}

TEST(Words, FlagsAreJoinedInTheirOrder) {
  ReportFlags flags;
  EXPECT_EQ(words(flags), "");
  flags.set(ReportFlag::ward_odd);
  flags.set(ReportFlag::ward_missing);  // no flag of the contract
  flags.set(ReportFlag::closed_before_opened);
  EXPECT_EQ(words(flags), "closed_before_opened;ward_odd");
}

}  // namespace
}  // namespace libgrid
