#include <libgrid/model/report.hpp>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

TEST(ReportFlags, AreASet) {
  ReportFlags flags;
  EXPECT_FALSE(flags.has(ReportFlag::street_missing));
  flags.set(ReportFlag::street_missing);
  flags.set(ReportFlag::street_missing);
  flags.set(ReportFlag::ward_odd);
  EXPECT_TRUE(flags.has(ReportFlag::street_missing));
  EXPECT_TRUE(flags.has(ReportFlag::ward_odd));
  EXPECT_FALSE(flags.has(ReportFlag::closed_before_opened));
  EXPECT_NE(flags, ReportFlags{});
}

TEST(ReportFlags, EveryFlagIsABitOfItsOwn) {
  const ReportFlag all[] = {ReportFlag::closed_before_opened,
                            ReportFlag::close_time_malformed,
                            ReportFlag::street_missing,
                            ReportFlag::ward_missing,
                            ReportFlag::ward_odd,
                            ReportFlag::accuracy_malformed,
                            ReportFlag::returned_malformed};
  ReportFlags seen;
  for (const ReportFlag flag : all) {
    EXPECT_FALSE(seen.has(flag));
    seen.set(flag);
  }
}

TEST(Attribution, UntilDecidedAReportIsInNoZone) {
  const Attribution fresh;
  EXPECT_FALSE(fresh.zone || fresh.distance);
  EXPECT_EQ(fresh.method, AttributionMethod::none);
}

}  // namespace
}  // namespace libgrid
