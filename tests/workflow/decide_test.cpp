#include <libgrid/workflow/decide.hpp>

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/workflow/responsible.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

using attribution::ResponsibleBy;

/// The tiny city with a published plan, and a report of Graffiti to decide about.
struct Decide : ::testing::Test {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  Report report;
  std::string zone;

  void SetUp() override {
    run_steps(workspace, files, "publish");
    must(cut_streets(workspace, {}));
    const auto answers = must(responsible_as_of(workspace, {}));
    const auto reports = must(workspace.store().reports()).reports;
    for (std::size_t i = 0; i < reports.size(); ++i)
      if (reports[i].category == "Graffiti" && answers[i].method == ResponsibleBy::inside) report = reports[i];
    ASSERT_FALSE(report.id.empty());
    zone = other_zone();
  }
  /// A zone that does not answer for the report today.
  [[nodiscard]] std::string other_zone() const {
    const auto today = must(responsible_at(workspace, asked(), std::nullopt, {})).front().zone;
    return today == "TIN-01-01" ? "TIN-01-02" : "TIN-01-01";
  }
  [[nodiscard]] std::vector<AskedPlace> asked(const std::string& category = "Graffiti") const {
    return {{.at = report.at, .category = category}};
  }
  [[nodiscard]] ResponsibleRow answer(const std::string& category = "Graffiti") const {
    return must(responsible_at(workspace, asked(category), std::nullopt, {})).front();
  }
  [[nodiscard]] Expected<StepSummary> decide(const std::string& to) const {
    return record_decision(workspace, {.at = report.at, .category = "Graffiti", .zone = to});
  }
};

TEST_F(Decide, ACategoryThatNoReportHasIsTold) {
  const auto told = [&](const std::string& category) {
    const auto done = must(record_decision(workspace, {.at = report.at, .category = category, .zone = zone}));
    return std::ranges::any_of(done.findings, [](const std::string& text) {
      return text.starts_with("no report of the workspace is of the category");
    });
  };
  EXPECT_TRUE(told("Grafiti"));
  EXPECT_FALSE(told("Graffiti"));
}

TEST_F(Decide, IsReusedForItsCategoryAtItsSpotAndCanBeTakenBack) {
  const StepSummary done = must(decide(zone));
  EXPECT_TRUE(done.findings.back().starts_with("decision-1: Graffiti -> " + zone)) << done.findings.back();
  EXPECT_EQ(answer().zone, zone);
  EXPECT_EQ(answer().rule, "decision-1");
  EXPECT_NE(answer("Pothole").rule, "decision-1");
  const auto all = must(responsible_as_of(workspace, {}));
  const auto reused = std::ranges::count(all, ResponsibleBy::precedent, &attribution::Responsibility::method);
  EXPECT_GT(reused, 0);
  EXPECT_NE(done.findings.back().find(std::to_string(reused) + " reports"), std::string::npos) << done.findings.back();
  const StepSummary assigned = must(assign_reports(workspace, {}));
  const auto figure = std::ranges::find(assigned.figures, "by_precedent", &Figure::name);
  ASSERT_NE(figure, assigned.figures.end());
  EXPECT_EQ(std::get<std::int64_t>(figure->value), reused);
  must(withdraw_decision(workspace, "decision-1"));
  EXPECT_NE(answer().zone, zone);
  EXPECT_EQ(withdraw_decision(workspace, "decision-1").error().code, ErrorCode::not_found);
}

TEST_F(Decide, AtTheSameSpotTheLaterDecisionCounts) {
  must(decide(zone));
  const std::string today = zone == "TIN-01-01" ? "TIN-02-01" : "TIN-01-01";
  const StepSummary again = must(decide(today));
  EXPECT_NE(again.findings.front().find("decision-1 was decided at this spot before"), std::string::npos);
  ASSERT_EQ(must(decisions_of(workspace)).size(), 1U);
  EXPECT_EQ(answer().zone, today);
  must(record_decision(workspace, {.at = report.at, .category = "Pothole", .zone = zone, .id = "meeting of May"}));
  ASSERT_EQ(must(decisions_of(workspace)).size(), 2U);
  EXPECT_EQ(must(decisions_of(workspace))[1].at, report.at);
  EXPECT_EQ(answer("Pothole").rule, "meeting of May");
}

TEST_F(Decide, WhatCannotBeDecidedIsRefusedAndNothingIsWritten) {
  EXPECT_EQ(decide("TIN-99-99").error().field, "zone");
  const auto at = [&](LonLat place) {
    return record_decision(workspace, {.at = place, .category = "Graffiti", .zone = zone}).error().code;
  };
  EXPECT_EQ(at({report.at.lat, report.at.lon}), ErrorCode::axes_swapped);
  EXPECT_EQ(at({0.0, 0.0}), ErrorCode::coordinate_out_of_range);
  const Error upper = decide("TIN-01").error();
  EXPECT_EQ(upper.code, ErrorCode::parameter_invalid) << message_en(upper);
  EXPECT_EQ(upper.detail, "not a zone of the lowest level");
  EXPECT_EQ(at({std::nan(""), report.at.lat}), ErrorCode::number_not_finite);
  EXPECT_EQ(record_decision(workspace, {.at = report.at, .category = "", .zone = zone}).error().field, "category");
  EXPECT_TRUE(must(decisions_of(workspace)).empty());
  EXPECT_FALSE(std::filesystem::exists(workspace.folder() / "recorded_decisions.csv"));
}

/// A table that the city file names, and changes of it afterwards.
TEST(DecideAndPrecedents, TheTableIsReadAgainAndARecordedDecisionComesFirst) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  std::string city = tiny_city_json();
  city.pop_back();
  write_file(folder.path() / "city.json", city + R"(, "responsible": {"precedents": "decisions.csv"}})");
  const PositionText text;
  const LonLat at = text.degrees({kCorner.x + 1300.0, kCorner.y + 300.0});
  const auto table = [&](const std::string& zone) {
    write_file(folder.path() / "decisions.csv", "id,sector,category,lon,lat,zone\nd1,,Graffiti," +
                                                    io::shortest_text(at.lon) + "," + io::shortest_text(at.lat) + "," +
                                                    zone + "\n");
  };
  table("TIN-01-01");
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "assign");
  const auto zone = [&] {
    return must(
               responsible_at(workspace, std::vector<AskedPlace>{{.at = at, .category = "Graffiti"}}, std::nullopt, {}))
        .front()
        .zone;
  };
  EXPECT_EQ(zone(), "TIN-01-01");
  table("TIN-02-01");
  const StepSummary assigned = must(assign_reports(workspace, {}));
  EXPECT_TRUE(assigned.findings.front().starts_with("decisions.csv has changed")) << assigned.findings.front();
  EXPECT_EQ(zone(), "TIN-02-01");
  const auto same_id = record_decision(workspace, {.at = at, .category = "Pothole", .zone = "TIN-01-02", .id = "d1"});
  EXPECT_EQ(same_id.error().code, ErrorCode::id_duplicate);
  EXPECT_EQ(same_id.error().file, "decisions.csv");
  must(record_decision(workspace, {.at = at, .category = "Graffiti", .zone = "TIN-01-02"}));
  EXPECT_EQ(zone(), "TIN-01-02");
  table("TIN-02-02");
  const StepSummary imported = must(import_city(workspace, files, {}));
  EXPECT_TRUE(std::ranges::any_of(imported.findings, [](const auto& f) { return f.starts_with("decisions.csv has"); }));
  EXPECT_EQ(zone(), "TIN-01-02");
  must(withdraw_decision(workspace, "decision-1"));
  EXPECT_EQ(zone(), "TIN-02-02");
}

}  // namespace
}  // namespace libgrid::workflow::test
