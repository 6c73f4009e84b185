#include <libgrid/workflow/detail/report_data.hpp>

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::detail::report {
namespace {

Report opened(const char* time) {
  Report report;
  report.opened = *parse_local_time(time);
  return report;
}

TEST(ShownWithSigns, SquareMetresAreWrittenSo) {
  const auto figure = [](double value, const char* unit) { return Figure{"land", value, "", "", "", "", unit}; };
  EXPECT_EQ(shown_with_signs(figure(126.69, "km2")), "126.7 km²");
  EXPECT_EQ(shown_with_signs(figure(1543.96, "km")), "1,544.0 km");
  EXPECT_EQ(shown_with_signs(figure(0.5, "")), "0.5000");
}

TEST(WeeklyCounts, WeeksBeginOnMondayAndEmptyOnesAreThere) {
  // 2015-01-05 is a Monday; the file ends on Wednesday of the last week.
  const std::vector<WeekCount> weeks =
      weekly_counts({opened("2015-01-05T00:00:00"), opened("2015-01-11T23:59:59"), opened("2015-01-21T10:00:00")});
  ASSERT_EQ(weeks.size(), 3U);
  const char* mondays[] = {"2015-01-05T00:00:00", "2015-01-12T00:00:00", "2015-01-19T00:00:00"};
  const std::int64_t reports[] = {2, 0, 1};
  const bool whole[] = {true, true, false};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(to_text(weeks[i].monday), mondays[i]);
    EXPECT_EQ(weeks[i].reports, reports[i]);
    EXPECT_EQ(weeks[i].whole, whole[i]) << i;
  }
}

TEST(WeeklyCounts, BeforeTheFirstMondayOf1970) {
  const std::vector<WeekCount> weeks = weekly_counts({opened("1969-12-31T12:00:00")});
  ASSERT_EQ(weeks.size(), 1U);
  EXPECT_EQ(to_text(weeks[0].monday), "1969-12-29T00:00:00");
  EXPECT_FALSE(weeks[0].whole);
}

TEST(WeeklyCounts, OfNothingIsNothing) { EXPECT_TRUE(weekly_counts({}).empty()); }

TEST(DistrictsOfZones, MostAreaFirstAndNothingUnderATenth) {
  Zone upper, lower;
  upper.id = ZoneId{1}, lower.id = ZoneId{2}, lower.parent = ZoneId{1};
  ZoneMap map;
  map.zones = {upper, lower};
  std::vector<Block> blocks;
  const double areas[] = {15, 76, 9};
  for (std::int64_t i = 0; i < 3; ++i) {
    blocks.push_back({.id = BlockId{i + 1},
                      .district = DistrictId{i + 1},
                      .shape = {},
                      .area = SquareMetres{areas[i]},
                      .street_length = {}});
    map.blocks.push_back({BlockId{i + 1}, ZoneId{2}});
  }
  const std::vector<District> districts{
      {DistrictId{1}, "West", {}}, {DistrictId{2}, "East", {}}, {DistrictId{3}, "Isle", {}}};
  const auto names = districts_of_zones(map, blocks, districts);
  EXPECT_EQ(names.at(ZoneId{2}), (std::vector<std::string>{"East", "West"}));
  EXPECT_EQ(names.at(ZoneId{1}), names.at(ZoneId{2}));
}

TEST(ReportData, TheLowestZonesOfAZoneOverAnyNumberOfLevels) {
  ReportData data;
  const auto add = [&](std::int64_t id, int level, std::int64_t parent) {
    Zone zone;
    zone.id = ZoneId{id};
    zone.level = level;
    if (parent != 0) zone.parent = ZoneId{parent};
    data.map.zones.push_back(zone);
  };
  add(1, 1, 0), add(2, 1, 0), add(3, 2, 1), add(4, 2, 1), add(5, 2, 2), add(6, 3, 3), add(7, 3, 4), add(8, 3, 5);
  const auto ids = [&](std::size_t at) {
    std::vector<std::int64_t> out;
    for (const Zone* zone : data.lowest_in(data.map.zones[at])) out.push_back(zone->id.value);
    return out;
  };
  EXPECT_EQ(ids(0), (std::vector<std::int64_t>{6, 7}));
  EXPECT_EQ(ids(4), (std::vector<std::int64_t>{8}));
  EXPECT_EQ(ids(5), (std::vector<std::int64_t>{6}));
}

TEST(ReadReportData, CountsAgreeWithTheSummaries) {
  const ReportData data = test::must(read_report_data(test::finished_workspace()));
  const auto whole = [&](const char* name) { return std::get<std::int64_t>(data.figure(name)->value); };
  EXPECT_EQ(data.attributions.all(), whole("report_rows"));
  EXPECT_EQ(data.attributions.assigned(), whole("assigned"));
  EXPECT_EQ(data.attributions.default_coordinate, whole("unassigned_default"));
  EXPECT_EQ(data.attributions.outside, whole("unassigned_outside"));
  EXPECT_EQ(data.attributions.rejected, whole("rejected_rows"));
  EXPECT_NEAR((data.duties.inside + data.duties.border + data.duties.outside).value / 1000.0,
              std::get<double>(data.figure("network_km")->value), 1e-9);
  std::int64_t of_weeks = 0, of_categories = 0, at_default = 0;
  for (const WeekCount& week : data.weeks) of_weeks += week.reports;
  for (const CategoryCount& category : data.categories)
    of_categories += category.reports, at_default += category.at_default;
  EXPECT_EQ(of_weeks, test::kRows - test::kRefusedRows);
  EXPECT_EQ(of_categories, test::kRows - test::kRefusedRows);
  EXPECT_EQ(at_default, test::kDefaultRows);
  EXPECT_EQ(data.figure("no such figure"), nullptr);
  EXPECT_EQ(data.lowest_level(), 2);
  EXPECT_EQ(data.zones_at(2).size(), 6U);
}

TEST(ReadReportData, MostFrequentAndHottestCategoriesComeFirst) {
  const ReportData data = test::must(read_report_data(test::finished_workspace()));
  ASSERT_EQ(data.categories.size(), 3U);
  EXPECT_EQ(data.categories[0].name, "Graffiti");
  ASSERT_FALSE(data.hot_categories.empty());
  EXPECT_EQ(data.hot_categories[0].name, "Pothole");  // all reports of the isle are potholes, in few cells
  EXPECT_GT(data.hot_categories[0].hot, 0);
  EXPECT_TRUE(std::ranges::is_sorted(data.hot_categories, std::greater{}, &CategoryCells::hot));
}

TEST(ReadReportData, NeedsEveryStep) {
  const test::TinyFolder folder;
  const CityFiles files = test::write_tiny_city(folder.path());
  Workspace workspace = test::new_workspace(folder.path());
  EXPECT_EQ(read_report_data(workspace).error().code, ErrorCode::step_missing);
  test::run_steps(workspace, files, "partition");
  EXPECT_EQ(read_report_data(workspace).error().code, ErrorCode::plan_missing);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
