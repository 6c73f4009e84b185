#include <libgrid/workflow/responsible_view.hpp>

#include <gtest/gtest.h>

#include <libgrid/workflow/decide.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(ResponsibleView, GivesTheRowsOfResponsibleAt) {
  const Workspace& workspace = finished_workspace();
  const ResponsibleView view = must(ResponsibleView::load(workspace.folder()));
  std::vector<AskedPlace> places;
  for (const Report& report : must(workspace.store().reports()).reports)
    places.push_back({report.at, report.street, report.category, Metres{20.0}});
  const std::vector<ResponsibleRow> rows = must(responsible_at(workspace, places, std::nullopt, {}));
  for (std::size_t i = 0; i < places.size(); ++i) EXPECT_EQ(must(view.at(places[i], 1)), rows[i]) << i;
  EXPECT_TRUE(view.current());
  EXPECT_EQ(view.at(places.front(), 9).error().code, ErrorCode::plan_missing);
  EXPECT_EQ(must(view.at({.at = {200.0, 95.0}}, 1)).rule, "outside");
}

TEST(ResponsibleView, ADecisionThatIsRecordedMakesItOld) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "publish");
  const LonLat at = must(workspace.store().reports()).reports.front().at;
  const AskedPlace place{.at = at, .category = "Graffiti"};
  ResponsibleView view = must(ResponsibleView::load(workspace.folder()));
  const ResponsibleRow before = must(view.at(place, 1));
  const std::string other = before.zone == "TIN-01-01" ? "TIN-01-02" : "TIN-01-01";
  must(record_decision(workspace, {.at = at, .category = "Graffiti", .zone = other}));
  EXPECT_FALSE(view.current());
  EXPECT_EQ(must(view.at(place, 1)), before) << "it never changes";
  view = must(ResponsibleView::load(workspace.folder()));
  EXPECT_TRUE(view.current());
  const ResponsibleRow after = must(view.at(place, 1));
  EXPECT_EQ(after.zone, other);
  EXPECT_EQ(after.method, attribution::ResponsibleBy::precedent);
  EXPECT_EQ(after.rule, "decision-1");
}

}  // namespace
}  // namespace libgrid::workflow::test
