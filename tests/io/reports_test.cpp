#include <libgrid/io/reports.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/io/csv_writer.hpp>

#include "geopackage_files.hpp"
#include "gzip.hpp"
#include "temporary_folder.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::io {
namespace {

const std::string kHeader = "case_id,opened,closed,type,street,ward,lon,lat\n";
const std::string kGood = "1,2015-01-01T00:20:09,2015-01-02T09:08:42,Pothole,Beacon St,Ward 5,-71.0648,42.3574\n";

std::string boston(const char* name) { return test::source_dir() + "/data/boston/" + name; }

std::string flags_of(const Report& report) {
  std::string text;
  const auto add = [&](ReportFlag flag, const char* name) {
    if (report.flags.has(flag)) text += std::string(text.empty() ? "" : ";") + name;
  };
  add(ReportFlag::closed_before_opened, "closed_before_opened");
  add(ReportFlag::close_time_malformed, "close_time_malformed");
  add(ReportFlag::street_missing, "street_missing");
  add(ReportFlag::ward_missing, "ward_missing");
  add(ReportFlag::ward_odd, "ward_odd");
  add(ReportFlag::accuracy_malformed, "accuracy_malformed");
  add(ReportFlag::returned_malformed, "returned_malformed");
  return text;
}

TEST(Reports, SnippetOfTheHeader) {
  const City city;
  Expected<ReportTable> table = io::read_reports(boston("reports.csv.gz"), {.columns = city.report_columns});
  ASSERT_TRUE(table.has_value()) << message_en(table.error());
  EXPECT_EQ(table->reports.size(), 93'963U);
  EXPECT_TRUE(table->rejected.empty());
}

TEST(Reports, OneRowAsItIs) {
  const ReportTable table = reports_from_csv(kHeader + kGood, "r.csv", {}).value();
  ASSERT_EQ(table.reports.size(), 1U);
  const Report expected{.row = 1,
                        .id = "1",
                        .opened = parse_local_time("2015-01-01T00:20:09").value(),
                        .closed = parse_local_time("2015-01-02T09:08:42").value(),
                        .category = "Pothole",
                        .street = "Beacon St",
                        .ward = "Ward 5",
                        .at = {-71.0648, 42.3574},
                        .flags = {}};
  EXPECT_EQ(table.reports.front(), expected);
}

TEST(Reports, ColumnsMayHaveOtherNamesOrderAndNeighbours) {
  const ReportColumns columns{.id = "编号",
                              .opened = "上报时间",
                              .closed = "办结时间",
                              .category = "类别",
                              .street = "道路",
                              .ward = "片区",
                              .lon = "经度",
                              .lat = "纬度"};
  const std::string text =
      "备注,纬度,经度,片区,道路,类别,办结时间,上报时间,编号\n"
      ",34.02,113.85,魏都,人民路,占道经营,,2022-09-23 08:00:00,XC-1\n";
  const ReportTable table = reports_from_csv(text, "r.csv", {.columns = columns}).value();
  ASSERT_EQ(table.reports.size(), 1U);
  EXPECT_EQ(table.reports.front().at, (LonLat{113.85, 34.02}));
  EXPECT_EQ(table.reports.front().street, "人民路");
  EXPECT_FALSE(table.reports.front().closed.has_value());
}

struct BadRow {
  std::string name;
  std::string row;
  std::string field;
  std::string code;
};

TEST(Reports, RefusesARowForTheseReasonsOnly) {
  const std::vector<BadRow> bad{
      {"no id", ",2015-01-01T00:20:09,,Pothole,S,W,-71,42", "case_id", "E_ID_MISSING"},
      {"id of blanks", " \t,2015-01-01T00:20:09,,Pothole,S,W,-71,42", "case_id", "E_ID_MISSING"},
      {"id used before", "1,2015-01-01T00:20:09,,Pothole,S,W,-71,42", "case_id", "E_ID_DUPLICATE"},
      {"no opening time", "2,,,Pothole,S,W,-71,42", "opened", "E_TIME_MALFORMED"},
      {"a day that is none", "2,2015-02-29T00:00:00,,Pothole,S,W,-71,42", "opened", "E_TIME_MALFORMED"},
      {"American time", "2,01/31/2015 10:00,,Pothole,S,W,-71,42", "opened", "E_TIME_MALFORMED"},
      {"time with zone", "2,2015-01-01T00:20:09Z,,Pothole,S,W,-71,42", "opened", "E_TIME_MALFORMED"},
      {"no type", "2,2015-01-01T00:20:09,,,S,W,-71,42", "type", "E_TYPE_MISSING"},
      {"type of blanks", "2,2015-01-01T00:20:09,,  ,S,W,-71,42", "type", "E_TYPE_MISSING"},
      {"no lon", "2,2015-01-01T00:20:09,,P,S,W,,42", "lon", "E_NUMBER_MALFORMED"},
      {"no lat", "2,2015-01-01T00:20:09,,P,S,W,-71,", "lat", "E_NUMBER_MALFORMED"},
      {"word", "2,2015-01-01T00:20:09,,P,S,W,west,42", "lon", "E_NUMBER_MALFORMED"},
      {"trailing letter", "2,2015-01-01T00:20:09,,P,S,W,-71W,42", "lon", "E_NUMBER_MALFORMED"},
      {"blank before", "2,2015-01-01T00:20:09,,P,S,W, -71,42", "lon", "E_NUMBER_MALFORMED"},
      {"plus sign", "2,2015-01-01T00:20:09,,P,S,W,-71,+42", "lat", "E_NUMBER_MALFORMED"},
      {"decimal comma", "2,2015-01-01T00:20:09,,P,S,W,\"-71,06\",42", "lon", "E_NUMBER_MALFORMED"},
      {"hexadecimal", "2,2015-01-01T00:20:09,,P,S,W,-0x47,42", "lon", "E_NUMBER_MALFORMED"},
      {"full-width digits", "2,2015-01-01T00:20:09,,P,S,W,１１３,42", "lon", "E_NUMBER_MALFORMED"},
      {"nan", "2,2015-01-01T00:20:09,,P,S,W,NaN,42", "lon", "E_NUMBER_NOT_FINITE"},
      {"nan with tail", "2,2015-01-01T00:20:09,,P,S,W,nan(1),42", "lon", "E_NUMBER_NOT_FINITE"},
      {"infinity", "2,2015-01-01T00:20:09,,P,S,W,-71,-inf", "lat", "E_NUMBER_NOT_FINITE"},
      {"too large for a double", "2,2015-01-01T00:20:09,,P,S,W,1e999,42", "lon", "E_NUMBER_NOT_FINITE"},
      {"swapped axes", "2,2015-01-01T00:20:09,,P,S,W,34.02,113.85", "lat", "E_AXES_SWAPPED"},
      {"lon beyond 180", "2,2015-01-01T00:20:09,,P,S,W,180.0001,42", "lon", "E_COORDINATE_OUT_OF_RANGE"},
      {"metres", "2,2015-01-01T00:20:09,,P,S,W,236012,900471", "lat", "E_COORDINATE_OUT_OF_RANGE"},
      {"lat beyond 90 either way", "2,2015-01-01T00:20:09,,P,S,W,-171,91", "lat", "E_COORDINATE_OUT_OF_RANGE"},
      {"row too short", "2,2015-01-01T00:20:09,,P,S,W,-71", "", "E_ROW_WIDTH"},
      {"GBK street", "2,2015-01-01T00:20:09,,P,\xC8\xCB\xC3\xF1\xC2\xB7,W,-71,42", "street", "E_ENCODING_NOT_UTF8"},
      {"unclosed quote", "2,2015-01-01T00:20:09,,P,\"S,W,-71,42", "street", "E_QUOTE_UNCLOSED"},
      {"several reasons: the first", ",x,,,S,W,nan,nan", "case_id", "E_ID_MISSING"},
  };
  const std::string last = "9,2015-01-01T00:20:09,,Pothole,S,W,-71,42\n";
  for (const BadRow& c : bad) {
    SCOPED_TRACE(c.name);
    const auto table = reports_from_csv(kHeader + kGood + c.row + "\n" + last, "r.csv", {});
    ASSERT_TRUE(table.has_value()) << message_en(table.error());
    ASSERT_EQ(table->rejected.size(), 1U);
    const Error& error = table->rejected.front().error;
    EXPECT_EQ(info(error.code).name, c.code);
    EXPECT_EQ(error.field, c.field);
    EXPECT_EQ(error.row, 2);
    EXPECT_EQ(error.file, "r.csv");
    ASSERT_EQ(table->reports.size(), 2U);
    EXPECT_EQ(table->reports.back().row, 3);
  }
}

struct Flagged {
  std::string name;
  std::string row;
  std::string flags;
};

TEST(Reports, TheseAreFlagsOnly) {
  const std::vector<Flagged> rows{
      {"clean", "2,2015-01-01T00:20:09,2015-01-01T00:20:09,P,S,Ward 1,-71,42", ""},
      {"open", "2,2015-01-01T00:20:09,,P,S,Ward 1,-71,42", ""},
      {"closed before opened", "2,2015-01-01T00:20:09,2015-01-01T00:20:08,P,S,Ward 1,-71,42", "closed_before_opened"},
      {"closing time unreadable", "2,2015-01-01T00:20:09,soon,P,S,Ward 1,-71,42", "close_time_malformed"},
      {"no street", "2,2015-01-01T00:20:09,,P,,Ward 1,-71,42", "street_missing"},
      {"street of blanks", "2,2015-01-01T00:20:09,,P,  ,Ward 1,-71,42", "street_missing"},
      {"no ward", "2,2015-01-01T00:20:09,,P,S,,-71,42", "ward_missing"},
      {"ward as number", "2,2015-01-01T00:20:09,,P,S,03,-71,42", "ward_odd"},
      {"ward as words", "2,2015-01-01T00:20:09,,P,S,Roxbury,-71,42", "ward_odd"},
      {"everything", "2,2015-01-01T00:20:09,2014-01-01T00:00:00,P,,3,-71,42",
       "closed_before_opened;street_missing;ward_odd"},
      {"edges of the earth", "2,2015-01-01T00:20:09,,P,S,Ward 1,-180,90", ""},
      {"exponent", "2,2015-01-01T00:20:09,,P,S,Ward 1,-7.1e1,42", ""},
  };
  const std::string more = "7,2015-01-01T00:20:09,,P,S,Ward 12,-71,42\n";
  for (const Flagged& c : rows) {
    SCOPED_TRACE(c.name);
    const ReportTable table = reports_from_csv(kHeader + kGood + more + c.row + "\n", "r.csv", {}).value();
    ASSERT_EQ(table.reports.size(), 3U);
    EXPECT_EQ(flags_of(table.reports[2]), c.flags);
    EXPECT_EQ(flags_of(table.reports[0]), "");
  }
}

/// The wards of a file, and which of them are odd in it ('!').
struct Wards {
  std::string name;
  std::vector<std::string> wards;
  std::string odd;
};

TEST(Reports, AWardIsOddWhereMostOfTheFileWritesOtherwise) {
  const std::vector<Wards> files{
      {"Ward N is usual", {"Ward 3", "Ward 12", "Ward 1", "03", "3", ""}, "...!!."},
      {"numbers are usual", {"3", "03", "12", "Ward 3", ""}, "...!."},
      {"names are all alike", {"Roxbury", "West Roxbury", "Fenway", "魏都"}, "...."},
      {"names among numbers", {"3", "4", "Roxbury"}, "..!"},
      {"another word", {"Ward 3", "Ward 4", "Precinct 3"}, "..!"},
      {"a tie goes to the first in order: # before Ward #", {"Ward 3", "3"}, "!."},
      {"only blanks", {"", " "}, ".."},
      {"one row", {"3"}, "."},
  };
  for (const Wards& c : files) {
    SCOPED_TRACE(c.name);
    std::string text = kHeader;
    for (std::size_t i = 0; i < c.wards.size(); ++i) {
      text += std::to_string(i) + ",2015-01-01T00:00:00,,P,S," + c.wards[i] + ",-71,42\n";
    }
    std::string odd;
    const ReportTable table = reports_from_csv(text, "r.csv", {}).value();
    for (const Report& report : table.reports) {
      odd += report.flags.has(ReportFlag::ward_odd) ? '!' : '.';
    }
    EXPECT_EQ(odd, c.odd);
  }
}

TEST(Reports, AnIdOfARefusedRowIsStillFree) {
  const std::string text = kHeader + "5,never,,P,S,W,-71,42\n5,2015-01-01T00:00:00,,P,S,W,-71,42\n";
  const ReportTable table = reports_from_csv(text, "r.csv", {}).value();
  ASSERT_EQ(table.reports.size(), 1U);
  EXPECT_EQ(table.reports.front().row, 2);
  EXPECT_EQ(table.rejected.front().error.id, "5");
}

TEST(Reports, SwappedAxesAreFoundByTheExpectedExtent) {
  const LonLatBox boston_box{.min = {-71.2, 42.2}, .max = {-70.9, 42.4}};
  const LonLatBox equator_box{.min = {10.0, 20.0}, .max = {11.0, 21.0}};
  const auto codes = [](const std::string& place, const LonLatBox& box) {
    const auto table =
        reports_from_csv(kHeader + "1,2015-01-01T00:00:00,,P,S,W," + place + "\n", "r.csv", {.expected_extent = box})
            .value();
    return table.rejected.empty() ? std::string("good") : std::string(info(table.rejected.front().error.code).name);
  };
  EXPECT_EQ(codes("-71.06,42.35", boston_box), "good");
  EXPECT_EQ(codes("42.35,-71.06", boston_box), "E_AXES_SWAPPED");
  EXPECT_EQ(codes("-70,40", boston_box), "good");  // outside: attribution says so, not io
  EXPECT_EQ(codes("20.5,10.5", equator_box), "E_AXES_SWAPPED");
  EXPECT_EQ(codes("10.5,20.5", equator_box), "good");
}

/// Of one row: its opening time and place, or the field and code of its refusal.
std::string shown(const ReportTable& table) {
  if (!table.rejected.empty())
    return table.rejected.front().error.field + ' ' + std::string(info(table.rejected.front().error.code).name);
  const Report& report = table.reports.front();
  std::array<char, 60> place{};
  std::snprintf(place.data(), place.size(), " %.6f %.6f", report.at.lon, report.at.lat);
  return to_text(report.opened) + (report.closed ? "/" + to_text(*report.closed) : "") + place.data();
}

TEST(Reports, TimesComeAsTheSourceDeclaresThem) {
  const ReportFormat china{.source = {.time_zone = "+08:00", .serial_dates = SerialDates::since_1900}};
  const ReportFormat boston{.source = {.time_zone = "EST5EDT,M3.2.0,M11.1.0", .serial_dates = SerialDates::since_1904}};
  const auto row = [](const std::string& opened, const std::string& closed, const ReportFormat& format) {
    return shown(
        reports_from_csv(kHeader + "1," + opened + "," + closed + ",P,S,W,113.8,34\n", "r.csv", format).value());
  };
  const std::string place = " 113.800000 34.000000";
  EXPECT_EQ(row("2022-09-23T08:00:00+08:00", "2022-09-23T01:00:00Z", china),
            "2022-09-23T08:00:00/2022-09-23T09:00:00" + place);
  EXPECT_EQ(row("2022-09-23T08:00:00", "44827.5", china), "2022-09-23T08:00:00/2022-09-23T12:00:00" + place);
  EXPECT_EQ(row("2015-07-01T16:00:00Z", "2015-12-01T16:00:00Z", boston),
            "2015-07-01T12:00:00/2015-12-01T11:00:00" + place);
  EXPECT_EQ(row("43365.5", "", boston), "2022-09-23T12:00:00" + place) << "1,462 days before the number of 1900";
  EXPECT_EQ(row("60", "", china), "opened E_TIME_MALFORMED");
  EXPECT_EQ(row("-44827", "", china), "opened E_TIME_MALFORMED");
  EXPECT_EQ(row("yesterday", "", china), "opened E_TIME_MALFORMED");
  const std::string text = kHeader + "1,44827.5,60,P,S,W,113.8,34\n";
  EXPECT_EQ(flags_of(reports_from_csv(text, "r.csv", china).value().reports.front()), "close_time_malformed");
}

TEST(Reports, PlacesComeToDegreesFromTheFrameThatIsDeclared) {
  const LonLatBox xuchang{.min = {113.3, 33.6}, .max = {114.4, 34.5}};
  const auto row = [&](const std::string& crs, const std::string& place) {
    const auto table = reports_from_csv(kHeader + "1,2022-09-23T08:00:00,,P,S,W," + place + "\n", "r.csv",
                                        {.source = {.crs = crs}, .expected_extent = xuchang});
    return table ? shown(*table) : std::string(info(table.error().code).name);
  };
  const std::string at = "2022-09-23T08:00:00 113.852300 34.035700";
  EXPECT_EQ(row("EPSG:4326", "113.8523,34.0357"), at);
  EXPECT_EQ(row("GCJ-02", "113.858172352,34.034142006"), at);
  EXPECT_EQ(row("BD-09", "113.864617055,34.040279883"), at);
  EXPECT_EQ(row("EPSG:4547", "486360.472,3767631.223"), at) << "lon: the column of the easting";
  EXPECT_EQ(row("EPSG:4547", "3767631.223,486360.472"), "lon E_AXES_SWAPPED");
  EXPECT_EQ(row("GCJ-02", "34.034142006,113.858172352"), "lon E_AXES_SWAPPED");
  EXPECT_EQ(row("EPSG:4547", "1e9,1e9"), "lon E_COORDINATE_OUT_OF_RANGE");
  EXPECT_EQ(row("EPSG:999999", "113.8523,34.0357"), "E_CRS_UNKNOWN");
  EXPECT_EQ(row("", "113.8523,34.0357"), "E_CRS_MISSING");
}

TEST(Reports, TheEncodingIsDeclared) {
  const std::string text = kHeader + "1,2022-09-23T08:00:00,,\xD5\xBC\xB5\xC0,S,W,113.8,34\n";
  EXPECT_EQ(reports_from_csv(text, "r.csv", {.source = {.encoding = "gbk"}}).value().reports.front().category, "占道");
  EXPECT_EQ(reports_from_csv(text, "r.csv", {}).value().rejected.size(), 1U);
  EXPECT_EQ(reports_from_csv(text, "r.csv", {.source = {.encoding = "big5"}}).error().code,
            ErrorCode::parameter_invalid);
}

TEST(Reports, TheStatedAccuracyIsReadWhereThereIsAColumn) {
  const std::string header = "case_id,opened,closed,type,street,ward,lon,lat,gps_m\n";
  const auto of = [&](const std::string& accuracy) {
    return reports_from_csv(header + "1,2022-09-23T08:00:00,,P,S,W,113.8,34," + accuracy + "\n", "r.csv",
                            {.columns = {.accuracy = "gps_m"}})
        .value()
        .reports.front();
  };
  EXPECT_EQ(of("32.5").accuracy, Metres{32.5});
  EXPECT_EQ(of("0").accuracy, Metres{0.0});
  EXPECT_EQ(of(" ").accuracy, std::nullopt);
  EXPECT_EQ(flags_of(of("")), "");
  for (const char* odd : {"-1", "nan", "inf", "1e400", "20000", "5 m", "\"3,5\"", "高"}) {
    EXPECT_EQ(flags_of(of(odd)), "accuracy_malformed") << odd;
    EXPECT_EQ(of(odd).accuracy, std::nullopt) << odd;
  }
  EXPECT_EQ(reports_from_csv(kHeader + kGood, "r.csv", {.columns = {.accuracy = "gps_m"}}).error().field, "gps_m");
}

TEST(Reports, AMissingColumnRefusesTheFileByItsName) {
  for (const std::string column : {"case_id", "opened", "type", "lon", "lat"}) {
    SCOPED_TRACE(column);
    std::string header = kHeader;
    header.replace(header.find(column), column.size(), "other");
    const auto table = reports_from_csv(header + kGood, "r.csv", {});
    ASSERT_FALSE(table.has_value());
    EXPECT_EQ(table.error().code, ErrorCode::column_missing);
    EXPECT_EQ(table.error().field, column);
    EXPECT_EQ(table.error().file, "r.csv");
  }
}

TEST(Reports, IdTimeCategoryAndPlaceAreEnough) {
  const ReportTable table =
      reports_from_csv("case_id,opened,type,x,y\n1,2015-01-01T00:20:09,Pothole,-71.0648,42.3574\n", "r.csv",
                       {.columns = {.lon = "x", .lat = "y"}})
          .value();
  ASSERT_EQ(table.reports.size(), 1U);
  const Report& report = table.reports.front();
  EXPECT_EQ(report.at, (LonLat{-71.0648, 42.3574}));
  EXPECT_EQ(report.street + report.ward + report.source, "");
  EXPECT_EQ(report.closed, std::nullopt);
  EXPECT_EQ(flags_of(report), "street_missing;ward_missing");
  EXPECT_EQ(table.absent, (std::vector<std::string>{"closed", "street", "ward", "source"}));
  EXPECT_EQ(reports_from_csv(kHeader + kGood, "r.csv", {}).value().absent, (std::vector<std::string>{"source"}));
}

TEST(Reports, AnOptionalColumnThatTheCityNamesHasToBeThereAnEmptyNameIsNeverLookedFor) {
  const std::vector<std::pair<std::string, ReportColumns>> named{
      {"a", {.closed = "a"}}, {"b", {.street = "b"}},   {"c", {.ward = "c"}},      {"d", {.accuracy = "d"}},
      {"e", {.source = "e"}}, {"f", {.returned = "f"}}, {"g", {.resolution = "g"}}};
  for (const auto& [name, columns] : named) {
    const auto table = reports_from_csv(kHeader + kGood, "r.csv", {.columns = columns});
    ASSERT_FALSE(table.has_value()) << name;
    EXPECT_EQ(table.error().code, ErrorCode::column_missing);
    EXPECT_EQ(table.error().field, name);
  }
  const ReportTable table =
      reports_from_csv(kHeader + kGood, "r.csv", {.columns = {.street = "", .source = ""}}).value();
  EXPECT_TRUE(table.absent.empty());
  EXPECT_EQ(table.reports.front().street, "");
  EXPECT_EQ(table.reports.front().ward, "Ward 5");
}

TEST(Reports, SourceAndReworkAreReadAsTheyAreWritten) {
  const auto of = [](const std::string& returned) {
    return reports_from_csv("case_id,opened,type,lon,lat,who,how,back\n1,2022-09-23T08:00:00,P,113.8,34,热线,铺装," +
                                returned + "\n",
                            "r.csv", {.columns = {.source = "who", .returned = "back", .resolution = "how"}})
        .value()
        .reports.front();
  };
  EXPECT_EQ(of("").source, "热线");
  EXPECT_EQ(of("").resolution, "铺装");
  const std::vector<std::pair<const char*, std::int64_t>> good{
      {"0", 0}, {"2", 2}, {"2.0", 2}, {"1000", 1000}, {"是", 1}, {"Yes", 1},   {"TRUE", 1},
      {"y", 1}, {"", 0},  {" ", 0},   {"否", 0},      {"no", 0}, {"False", 0}, {"N", 0}};
  for (const auto& [text, times] : good) {
    EXPECT_EQ(of(text).returned, times) << text;
    EXPECT_FALSE(of(text).flags.has(ReportFlag::returned_malformed)) << text;
  }
  for (const char* odd : {"-1", "1.5", "1001", "nan", "maybe", "二"}) {
    EXPECT_EQ(of(odd).returned, 0) << odd;
    EXPECT_TRUE(of(odd).flags.has(ReportFlag::returned_malformed)) << odd;
  }
}

TEST(Reports, CancelStopsWithoutATable) {
  CancelToken cancel;
  cancel.cancel();
  const auto table = read_reports(boston("reports.csv.gz"), {}, {}, cancel);
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().code, ErrorCode::cancelled);
}

TEST(Reports, ProgressGoesFromNothingToAll) {
  std::vector<double> shares;
  const Progress progress{[&](std::string_view step, double share) {
    EXPECT_EQ(step, "read reports");
    shares.push_back(share);
  }};
  ASSERT_TRUE(read_reports(boston("reports.csv.gz"), {}, progress).has_value());
  ASSERT_GT(shares.size(), 10U);
  EXPECT_TRUE(std::ranges::is_sorted(shares));
  EXPECT_EQ(shares.back(), 1.0);
}

/// One file with every fault, and what a reader of rejected.csv sees of it, in two languages.
TEST(Reports, TheGoldenFileOfFaults) {
  const std::string folder = test::source_dir() + "/tests/golden/io/";
  const ReportTable table = read_reports(folder + "bad_reports.csv", {}).value();
  CsvWriter rejected({"file", "row", "field", "code", "message_zh", "message_en"});
  for (const RejectedRow& row : table.rejected) {
    rejected.add(row.error.file).add(row.error.row).add(row.error.field).add(info(row.error.code).name);
    rejected.add(message_zh(row.error)).add(message_en(row.error)).end_row();
  }
  EXPECT_EQ(rejected.text(), bytes_of(folder + "bad_reports.rejected.csv"));
  std::string good;
  for (const Report& report : table.reports) good += report.id + " " + flags_of(report) + "\n";
  EXPECT_EQ(good, "1 \n2 closed_before_opened;street_missing;ward_odd\n11 close_time_malformed\n13 ward_missing\n");
}

/// Counted with another program (Python's csv module) when the data came in.
TEST(Reports, BostonHasTheCountsOfItsReadme) {
  const ReportTable table = read_reports(boston("reports.csv.gz"), {}).value();
  std::int64_t before = 0, no_street = 0, no_ward = 0, odd = 0, malformed = 0, open = 0;
  for (const Report& report : table.reports) {
    before += report.flags.has(ReportFlag::closed_before_opened);
    no_street += report.flags.has(ReportFlag::street_missing);
    no_ward += report.flags.has(ReportFlag::ward_missing);
    odd += report.flags.has(ReportFlag::ward_odd);
    malformed += report.flags.has(ReportFlag::close_time_malformed);
    open += !report.closed.has_value();
  }
  EXPECT_EQ(before, 176);
  EXPECT_EQ(no_street, 8'987);
  EXPECT_EQ(no_ward, 9'002);
  EXPECT_EQ(odd, 10'359);
  EXPECT_EQ(malformed, 0);
  EXPECT_EQ(open, 14'257);
  EXPECT_EQ(table.reports.back().row, 93'963);
}

/// Reports as a layer of points and as a table of columns, in one GeoPackage whose layer is named like the file.
std::filesystem::path report_package(const TemporaryFolder& folder, int epsg, const std::string& point) {
  const auto path = folder.at("t.gpkg");
  make_wkt_layer(path, epsg, {{"1", "first", point}, {"2", "", ""}, {"3", "third", "LINESTRING (0 0, 1 1)"}});
  std::vector<std::string> statements;
  for (const char* column : {"case_id", "closed", "type", "street", "ward"})
    statements.push_back(std::string("ALTER TABLE t ADD COLUMN ") + column + " TEXT");
  statements.emplace_back("ALTER TABLE t ADD COLUMN opened DATETIME");
  statements.emplace_back(
      "UPDATE t SET case_id = 'c' || id, opened = '2015-01-01T00:20:09.000Z', closed = '2015-01-02T09:08:42', "
      "type = 'Pothole', ward = 'Ward 5'");
  statements.emplace_back(
      "CREATE TABLE plain (case_id INTEGER PRIMARY KEY, opened TEXT, closed TEXT, type TEXT, street TEXT, ward TEXT, "
      "lon DOUBLE, lat TEXT)");
  statements.emplace_back(
      "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('plain', 'attributes', 'plain')");
  statements.emplace_back(
      "INSERT INTO plain VALUES (1, '2015-01-01T00:20:09', NULL, 'Pothole', NULL, 'Ward 5', -71.0648, '42.3574'), "
      "(2, '2015-01-01T00:20:09', NULL, 'Pothole', NULL, 'Ward 5', -71.0648, '42,3574')");
  execute(path, statements);
  return path;
}

/// "row:id:lon:lat:opened row:FIELD:CODE ...", or what is wrong with the file.
std::string told(const Expected<ReportTable>& table) {
  if (!table) return std::string(info(table.error().code).name) + ':' + table.error().field;
  std::string text;
  for (const Report& r : table->reports)
    text += std::to_string(r.row) + ':' + r.id + ':' + shortest_text(r.at.lon) + ':' + shortest_text(r.at.lat) + ':' +
            to_text(r.opened) + ' ';
  for (const RejectedRow& r : table->rejected)
    text += std::to_string(*r.error.row) + ':' + r.error.field + ':' + std::string(info(r.error.code).name) + ' ';
  return text;
}

TEST(Reports, PointsOfAGeoPackage) {
  const TemporaryFolder folder;
  const auto path = report_package(folder, 4326, "POINT (-71.0648 42.3574)");
  const std::string refused = "2:geometry:E_GEOMETRY_EMPTY 3:geometry:E_GEOMETRY_TYPE ";
  EXPECT_EQ(told(read_reports(path, {})),
            "1:opened:E_TIME_MALFORMED 2:opened:E_TIME_MALFORMED 3:opened:E_TIME_MALFORMED ")
      << "a DATETIME is UTC; which zone the city has must be said";
  EXPECT_EQ(told(read_reports(path, {.source = {.time_zone = "-05:00"}})),
            "1:c1:-71.0648:42.3574:2014-12-31T19:20:09 " + refused);
  EXPECT_EQ(told(read_reports(path, {.columns = {.id = "no"}})), "E_COLUMN_MISSING:no");
  EXPECT_EQ(told(read_reports(path, {.source = {.layer = "no"}})), "E_NOT_FOUND:");
}

TEST(Reports, AGeoPackageHasSourcesAndReworkToo) {
  const TemporaryFolder folder;
  const auto path = report_package(folder, 4326, "POINT (-71.0648 42.3574)");
  execute(path, {"ALTER TABLE t ADD COLUMN source TEXT", "ALTER TABLE t ADD COLUMN back BOOLEAN",
                 "UPDATE t SET source = '热线', back = 1"});
  const ReportTable table =
      read_reports(path, {.columns = {.returned = "back"}, .source = {.time_zone = "-05:00"}}).value();
  ASSERT_EQ(table.reports.size(), 1U);
  EXPECT_EQ(table.reports.front().source, "热线");
  EXPECT_EQ(table.reports.front().returned, 1);
  EXPECT_TRUE(table.absent.empty());
}

TEST(Reports, TheFrameOfAGeoPackageIsWhatTheFileSays) {
  const TemporaryFolder folder;
  const auto opened = [&](int epsg, const std::string& point, const std::string& crs,
                          const std::string& zone = "+00:00") {
    std::filesystem::remove(folder.at("t.gpkg"));
    return told(read_reports(report_package(folder, epsg, point), {.source = {.crs = crs, .time_zone = zone}}));
  };
  const std::string swapped = opened(4326, "POINT (42.3574 -171.0648)", "EPSG:4326");
  EXPECT_TRUE(swapped.starts_with("1:geometry:E_AXES_SWAPPED ")) << swapped;
  const std::string plane = opened(32650, "POINT (500000 0)", "EPSG:4326");
  EXPECT_TRUE(plane.starts_with("1:c1:117:0:2015-01-01T00:20:09 ")) << plane;
  EXPECT_EQ(opened(0, "POINT (117 34)", "EPSG:4326"), "E_CRS_MISSING:");
  const std::string undefined = opened(0, "POINT (500000 0)", "EPSG:32650");
  EXPECT_TRUE(undefined.starts_with("1:c1:117:0:")) << undefined;
  const std::string shifted = opened(4326, "POINT (117 34)", "GCJ-02");
  EXPECT_TRUE(shifted.starts_with("1:c1:116.99")) << shifted;
}

TEST(Reports, AGeoPackageTableOfColumnsIsReadAsACsv) {
  const TemporaryFolder folder;
  const auto path = report_package(folder, 4326, "POINT (1 2)");
  EXPECT_EQ(told(read_reports(path, {.source = {.layer = "plain"}})),
            "1:1:-71.0648:42.3574:2015-01-01T00:20:09 2:lat:E_NUMBER_MALFORMED ");
}

}  // namespace
}  // namespace libgrid::io
