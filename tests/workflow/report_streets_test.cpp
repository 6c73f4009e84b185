#include <libgrid/workflow/report_streets.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/workflow/text_places.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(ReportStreets, EveryReportHasARowAndTheFiguresAddUp) {
  const TinyFolder folder;
  const Workspace& workspace = finished_workspace();
  const auto file = folder.path() / "report_streets.csv";
  places::Gazetteer gazetteer = must(load_gazetteer(workspace, {}, nullptr));
  const std::string street = must(workspace.store().streets()).front().name;
  for (const Report& report : must(workspace.store().reports()).reports)  // their texts name no street of the tiny city
    gazetteer.add_alias(report.street, street);
  const places::StreetChoiceOptions whole_city{.absurd = Metres{1e5}};
  const StepSummary summary = must(snap_reports(workspace, gazetteer, file, {}, whole_city));
  const std::string table = read_file(file);
  const auto reports = static_cast<std::int64_t>(must(workspace.store().reports()).reports.size());
  EXPECT_EQ(std::ranges::count(table, '\n'), reports + 1);
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < 4; ++i) sum += std::get<std::int64_t>(summary.figures[i].value);
  EXPECT_EQ(sum, reports);
  EXPECT_GT(std::get<std::int64_t>(summary.figures[0].value), 0) << "some reports name a street of the city";
  EXPECT_TRUE(table.starts_with("case_id,street_id,street,side,measure_m,distance_m,rule,named_m,ask\n"));
  const auto again = folder.path() / "again.csv";
  must(snap_reports(workspace, gazetteer, again, {}, whole_city));
  EXPECT_EQ(read_file(again), table) << "same workspace, same bytes";
}

TEST(ReportStreets, CancellingStopsIt) {
  const TinyFolder folder;
  StepContext context;
  context.cancel.cancel();
  const auto stopped = snap_reports(finished_workspace(), must(load_gazetteer(finished_workspace(), {}, nullptr)),
                                    folder.path() / "r.csv", context);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace libgrid::workflow::test
