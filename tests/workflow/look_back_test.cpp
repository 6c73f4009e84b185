#include <gtest/gtest.h>

#include <libgrid/workflow/look_back.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(LookBackList, VisitsWithinTheBudgetAreWritten) {
  const TinyFolder folder;
  const StepSummary summary = must(export_look_back(finished_workspace(), folder.path(), {.budget = 5.0}, {}));
  OutputQuery query(folder.path());
  EXPECT_EQ(query("lookback.csv", "SELECT count(*) FROM lookback"),
            std::to_string(std::get<std::int64_t>(summary.figures.at(0).value)));
  EXPECT_EQ(query("lookback.csv", "SELECT count(*) FROM lookback WHERE probability < 0 OR probability > 1"), "0");
  EXPECT_LE(std::get<std::int64_t>(summary.figures.at(0).value), 5);
}

TEST(LookBackList, SenselessRequestsAreRefused) {
  const TinyFolder folder;
  EXPECT_FALSE(export_look_back(finished_workspace(), folder.path(), {.budget = -1.0}, {}));
  EXPECT_FALSE(export_look_back(finished_workspace(), folder.path(), {.random_share = 2.0}, {}));
  const auto nothing = export_look_back(finished_workspace(), folder.path(), {.budget = 0.0}, {});
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::parameter_invalid);
}

TEST(LookBackList, ADayOutsideTheDataIsRefusedWithTheDaysThatAreThere) {
  const TinyFolder folder;
  for (const char* day : {"1999-01-01T00:00:00", "2099-01-01T00:00:00"}) {
    const auto told = export_look_back(finished_workspace(), folder.path(), {.day = *parse_local_time(day)}, {});
    ASSERT_FALSE(told) << day;
    EXPECT_EQ(told.error().code, ErrorCode::parameter_invalid);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "lookback.csv"));
  }
}

TEST(LookBackList, MonthStarts) {
  const auto at = [](const char* text) { return *parse_local_time(text); };
  EXPECT_EQ(month_starts(at("2015-11-02T00:00:00"), at("2016-01-01T00:00:00")),
            (std::vector<LocalTime>{at("2015-12-01T00:00:00"), at("2016-01-01T00:00:00")}));
  EXPECT_EQ(month_starts(at("2015-11-01T00:00:00"), at("2015-11-30T00:00:00")).size(), 1U);
  EXPECT_TRUE(month_starts(at("2015-11-02T00:00:00"), at("2015-11-30T00:00:00")).empty());
}

}  // namespace
}  // namespace libgrid::workflow::test
