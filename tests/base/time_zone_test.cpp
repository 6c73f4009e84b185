#include <libgrid/base/time_zone.hpp>

#include <gtest/gtest.h>
#include <fstream>
#include <string>

#include "tests/support/properties.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::test {
namespace {

TEST(TimeZone, SnippetOfTheHeader) {
  const TimeZone xuchang = TimeZone::parse("+08:00").value(),
                 boston = TimeZone::parse("EST5EDT,M3.2.0,M11.1.0").value();
  const LocalTime utc = *parse_local_time("2015-07-01T16:00:00");
  EXPECT_EQ(to_text(boston.local(utc)), "2015-07-01T12:00:00");
  EXPECT_EQ(to_text(xuchang.local(utc)), "2015-07-02T00:00:00");
}

TEST(TimeZone, AgreesWithTheTablesOfThePythonLibrary) {
  std::ifstream file(test::source_dir() + "/tests/golden/base/time_zones.txt");
  std::string rule, utc, wall;
  std::getline(file, rule);  // the head
  int rows = 0;
  for (; std::getline(file, rule, '|') && std::getline(file, utc, '|') && std::getline(file, wall); ++rows) {
    const auto zone = TimeZone::parse(rule);
    ASSERT_TRUE(zone) << rule;
    EXPECT_EQ(to_text(zone->local(*parse_local_time(utc))), wall) << rule << ' ' << utc;
  }
  EXPECT_GE(rows, 200);
}

TEST(TimeZone, OffsetsAsIsoWritesThem) {
  const struct {
    const char* text;
    std::int64_t seconds;
  } good[] = {{"Z", 0},           {"+00:00", 0},      {"+08:00", 28'800},
              {"+0800", 28'800},  {"+08", 28'800},    {"-05:00", -18'000},
              {"+05:45", 20'700}, {"-0330", -12'600}, {"+14:00", 50'400}};
  for (const auto& row : good) {
    ASSERT_TRUE(parse_utc_offset(row.text)) << row.text;
    EXPECT_EQ(parse_utc_offset(row.text)->value, row.seconds) << row.text;
  }
  for (const char* text : {"", "z", "+", "+8", "+8:00", "+25:00", "+14:01", "+08:60", "-00:00", "-0000", "+08:", "+080",
                           "+08:0", "+08:000", "08:00", "+08 00", "UTC", "+０８:00"})
    EXPECT_FALSE(parse_utc_offset(text)) << text;
}

TEST(TimeZone, RefusesWhatIsNoRule) {
  for (const char* text : {"", "Asia/Shanghai", "CST", "CST-", "CS-8", "CST-25", "<+8-8", "EST5EDT", "EST5EDT,M3.2.0",
                           "EST5EDT,M3.2.0,M11.1", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0",
                           "EST5EDT,M3.0.0,M11.1.0", "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J60,J300",
                           "EST5EDT,M3.2.0,M11.1.0x", "EST5EDT,M3.2.0/168,M11.1.0", "CST-8 ", "CST-8:60"}) {
    const auto zone = TimeZone::parse(text);
    ASSERT_FALSE(zone) << text;
    EXPECT_EQ(zone.error().code, ErrorCode::parameter_invalid);
    EXPECT_EQ(zone.error().field, "time_zone");
  }
}

RC_GTEST_PROP(TimeZoneProperty, ClocksGoForwardButForTheHourOfAutumn, ()) {
  const TimeZone zone = TimeZone::parse(*rc::gen::element<std::string>("EST5EDT,M3.2.0,M11.1.0",
                                                                       "AEST-10AEDT,M10.1.0,M4.1.0/3", "+08:00"))
                            .value();
  const LocalTime utc{*rc::gen::inRange<std::int64_t>(0, 4'102'444'800)};
  const Seconds step{*rc::gen::inRange<std::int64_t>(0, 86'400)};
  const Seconds gone = zone.local(utc + step) - zone.local(utc);
  RC_ASSERT(gone == step || gone == step + Seconds{3'600} || gone == step - Seconds{3'600});
}

}  // namespace
}  // namespace libgrid::test
