#include <libgrid/base/written_time.hpp>

#include <gtest/gtest.h>
#include <array>
#include <cstdio>
#include <fstream>
#include <string>

#include "tests/support/properties.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::test {
namespace {

const TimeWriting kWallClock{};
const TimeWriting kChina{.zone = TimeZone::parse("+08:00").value(), .serial = SerialDates::since_1900};
const TimeWriting kOldMac{.zone = {}, .serial = SerialDates::since_1904};

std::string read(const std::string& text, const TimeWriting& writing) {
  const auto time = read_time(text, writing);
  if (time) return to_text(*time);
  EXPECT_EQ(time.error().code, ErrorCode::time_malformed);
  return time.error().detail;
}

TEST(WrittenTime, SnippetOfTheHeader) {
  for (const char* text : {"2015-01-31T23:59:07", "2015-01-31T15:59:07Z", "42035.999386574"})
    EXPECT_EQ(read(text, kChina), "2015-01-31T23:59:07") << text;
}

TEST(WrittenTime, OffsetsNeedTheZoneOfTheCity) {
  for (const char* text : {"2015-01-31T23:59:07+08:00", "2015-01-31 23:59:07+0800", "2015-01-31 23:59:07 +08:00",
                           "2015-01-31T10:59:07-05:00", "2015-01-31T15:59:07+00:00"})
    EXPECT_EQ(read(text, kChina), "2015-01-31T23:59:07") << text;
  EXPECT_EQ(read("2015-01-31T23:59:07+08:00", kWallClock),
            "2015-01-31T23:59:07+08:00: an offset; the city file names no time_zone");
  EXPECT_EQ(read("2015-01-31T23:59:07+25:00", kChina), "2015-01-31T23:59:07+25:00: no such offset");
  EXPECT_EQ(read("2015-01-31T23:59:07.000Z", kChina), "2015-01-31T23:59:07.000Z: fractions of a second");
  EXPECT_EQ(read("2015-02-30T23:59:07Z", kChina), "2015-02-30T23:59:07Z: no such day or time of day");
}

TEST(WrittenTime, AnOffsetDoesNotLeaveTheYearsThatCanBeWritten) {
  EXPECT_EQ(read("9999-12-31T23:59:59-05:00", kChina), "9999-12-31T23:59:59-05:00: no such year on the city's clock");
  EXPECT_EQ(read("0000-01-01T00:00:00+14:00", kChina), "0000-01-01T00:00:00+14:00: no such year on the city's clock");
  EXPECT_EQ(read("9999-12-31T23:59:59+08:00", kChina), "9999-12-31T23:59:59");
}

TEST(WrittenTime, SerialDatesAreRefusedWhereNoneAreDeclared) {
  EXPECT_EQ(read("42035.99", kWallClock), "42035.99: a serial date of a spreadsheet");
}

TEST(WrittenTime, AgreesWithTheDaysOfThePythonLibrary) {
  std::ifstream file(test::source_dir() + "/tests/golden/base/serial_dates.txt");
  std::string text, of_1900, of_1904;
  std::getline(file, text);  // the head
  int rows = 0;
  for (; std::getline(file, text, '|') && std::getline(file, of_1900, '|') && std::getline(file, of_1904); ++rows) {
    for (const auto& [writing, expected] : {std::pair{kChina, of_1900}, std::pair{kOldMac, of_1904}}) {
      const auto time = read_time(text, writing);
      EXPECT_EQ(time ? to_text(*time) : "-", expected) << text;
    }
  }
  EXPECT_GE(rows, 150);
}

TEST(WrittenTime, NoSerialDate) {
  EXPECT_EQ(read("60", kChina), "60: 1900-02-29, a day that never was");
  EXPECT_EQ(read("60.75", kChina), "60.75: 1900-02-29, a day that never was");
  EXPECT_EQ(read("0", kChina), "0: no day of the serial dates that are declared");
  EXPECT_EQ(read("-1", kChina), "-1: a negative serial date");
  EXPECT_EQ(read("20150131", kChina), "20150131: no serial date is that large");
  for (const char* text :
       {"", "x", "4.2E4", "+42035", "42,035", "42035,5", "42035.", ".5", " 42035", "42035 ", "nan", "４２"})
    EXPECT_FALSE(read_time(text, kChina)) << text;
}

RC_GTEST_PROP(WrittenTimeProperty, ADayAndItsShareComeBackToTheSecond, ()) {
  const std::int64_t day = *rc::gen::inRange<std::int64_t>(61, 2'958'466);
  const std::int64_t second = *rc::gen::inRange<std::int64_t>(0, 86'400);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.9f", static_cast<double>(day) + static_cast<double>(second) / 86'400.0);
  const LocalTime expected{(day - 25'569) * 86'400 + second};
  RC_ASSERT(read_time(text.data(), kChina).value() == expected);
  if (day >= 1'462) {
    std::snprintf(text.data(), text.size(), "%.9f",
                  static_cast<double>(day - 1'462) + static_cast<double>(second) / 86'400.0);
    RC_ASSERT(read_time(text.data(), kOldMac).value() == expected);
  }
}

RC_GTEST_PROP(WrittenTimeProperty, AnOffsetMovesTheClockByItself, ()) {
  const LocalTime utc{*rc::gen::inRange<std::int64_t>(0, 4'102'444'800)};
  const int minutes = *rc::gen::inRange(-840, 841);
  std::array<char, 16> offset{};
  std::snprintf(offset.data(), offset.size(), "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                std::abs(minutes) % 60);
  const std::string text = to_text(utc + Seconds{minutes * 60}) + offset.data();
  RC_ASSERT(read_time(text, kChina).value() == utc + Seconds{28'800});
}

}  // namespace
}  // namespace libgrid::test
