#include <libgrid/base/time.hpp>

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid {
namespace {

TEST(LocalTime, SnippetOfTheHeader) {
  Expected<LocalTime> opened = parse_local_time("2015-01-31T23:59:07");
  Expected<LocalTime> closed = parse_local_time("2015-02-01T00:00:07");
  ASSERT_TRUE(opened && closed);
  const Seconds age = *closed - *opened;
  EXPECT_EQ(age, Seconds{60});
}

struct GoodRow {
  const char* text;
  std::int64_t seconds;
};

TEST(LocalTime, KnownInstants) {
  const GoodRow rows[] = {
      {"1970-01-01T00:00:00", 0},
      {"1969-12-31T23:59:59", -1},
      {"2000-02-29T12:00:00", 951'825'600},
      {"2015-01-01 00:00:00", 1'420'070'400},
      {"2015-09-30T23:59:59", 1'443'657'599},
      {"2038-01-19T03:14:08", 2'147'483'648},
      {"9999-12-31T23:59:59", 253'402'300'799},
      {"0000-01-01T00:00:00", -62'167'219'200},
  };
  for (const GoodRow& row : rows) {
    SCOPED_TRACE(row.text);
    const auto time = parse_local_time(row.text);
    ASSERT_TRUE(time);
    EXPECT_EQ(time->seconds, row.seconds);
  }
}

TEST(LocalTime, RefusesWhatIsNotARealTime) {
  const char* rows[] = {
      "",
      "2015",
      "2015-01-31",
      "2015-02-29T00:00:00",  // not a leap year
      "1900-02-29T00:00:00",  // nor this
      "2015-13-01T00:00:00",
      "2015-00-01T00:00:00",
      "2015-04-31T00:00:00",
      "2015-01-00T00:00:00",
      "2015-01-31T24:00:00",
      "2015-01-31T23:60:00",
      "2015-01-31T23:59:60",
      "2015-1-31T23:59:07",
      "2015-01-31T23:59:07Z",  // an offset is never guessed away
      "2015-01-31t23:59:07",
      "2015/01/31T23:59:07",
      "01/31/2015 23:59:07",
      " 2015-01-31T23:59:07",
      "2015-01-31T23:59:07 ",
      "+015-01-31T23:59:07",
      "2015-01-31T-1:59:07",
      "２０１５-01-31T23:59",  // 19 bytes are not 19 characters
  };
  for (const char* text : rows) {
    SCOPED_TRACE(text);
    const auto time = parse_local_time(text);
    ASSERT_FALSE(time);
    EXPECT_EQ(time.error().code, ErrorCode::time_malformed);
  }
}

TEST(LocalTime, DetailOfARefusalIsShort) {
  const auto time = parse_local_time(std::string(100'000, 'x'));
  ASSERT_FALSE(time);
  EXPECT_EQ(time.error().detail.size(), 40u);
}

TEST(LocalTime, TextReadsBackTheSame) {
  const CounterRandom draw{42, 0};
  SCOPED_TRACE("seed 42");
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const LocalTime time{static_cast<std::int64_t>(draw.below(i, 315'569'520'000)) - 62'167'219'200};
    ASSERT_EQ(parse_local_time(to_text(time)).value(), time) << to_text(time);
  }
}

TEST(LocalTime, TextOfKnownInstants) {
  EXPECT_EQ(to_text(LocalTime{0}), "1970-01-01T00:00:00");
  EXPECT_EQ(to_text(LocalTime{-1}), "1969-12-31T23:59:59");
  EXPECT_EQ(to_text(LocalTime{1'420'070'400}), "2015-01-01T00:00:00");
}

TEST(LocalTime, DifferencesAndSumsAreSeconds) {
  const LocalTime t{1'000};
  EXPECT_EQ(t + days(30) - t, Seconds{2'592'000});
  EXPECT_LT(t, t + Seconds{1});
}

TEST(LocalTime, WhatWasRefusedIsNamed) {
  EXPECT_EQ(why_no_time("42035.99"), "a serial date of a spreadsheet");
  EXPECT_EQ(why_no_time("42035"), "a serial date of a spreadsheet");
  EXPECT_EQ(why_no_time("2015-01-31T23:59:07+08:00"), "an offset; times are local wall clock");
  EXPECT_EQ(why_no_time("2015-01-31 23:59:07Z"), "an offset; times are local wall clock");
  EXPECT_EQ(why_no_time("2015-01-31T23:59:07.250"), "fractions of a second");
  EXPECT_EQ(why_no_time("2015-01-31T23:59"), "no seconds");
  EXPECT_EQ(why_no_time("2015-01-31"), "a date without a time");
  for (const char* other : {"", "yesterday", "31/01/2015 23:59", "4203x.5", "2015-13-01T00:00:00"})
    EXPECT_EQ(why_no_time(other), "") << other;
}

}  // namespace
}  // namespace libgrid
