#include <service/handlers/responsible_desk.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include <libgrid/workflow/decide.hpp>
#include <service/handlers/history.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::service {
namespace {

using workflow::test::must;

/// The tiny city with a published plan, asked over HTTP.
struct Desk : testing::Test {
  workflow::test::TinyFolder folder;
  workflow::CityFiles files = workflow::test::write_tiny_city(folder.path());
  workflow::Workspace workspace = workflow::test::new_workspace(folder.path());
  std::unique_ptr<const workflow::CityView> city;
  Report report;
  Router router;

  void SetUp() override {
    workflow::test::run_steps(workspace, files, "publish");
    report = must(workspace.store().reports()).reports.front();
    city = std::make_unique<const workflow::CityView>(must(workflow::CityView::load(workspace.folder())));
    router = make_router(std::make_shared<const workflow::PlanArchive>(*city), {},
                         {.workspace = workspace.folder(), .writable = true},
                         must(ResponsibleDesk::open(workspace.folder())));
  }
  [[nodiscard]] Response ask(Fields further) const {
    Fields query{{"lon", std::to_string(report.at.lon)}, {"lat", std::to_string(report.at.lat)}};
    query.merge(further);
    return router({.path = "/v1/locate", .query = std::move(query), .headers = {}, .body = {}, .parameters = {}});
  }
  [[nodiscard]] Json answer(Fields further = {}) const { return Json::parse(ask(std::move(further)).body); }
};

TEST_F(Desk, LocateGivesTheRowOfTheTableBesideWhatItGaveBefore) {
  const Json found = answer({{"category", report.category}, {"street", report.street}});
  const LonLat asked{std::stod(std::to_string(report.at.lon)), std::stod(std::to_string(report.at.lat))};
  const workflow::ResponsibleRow row =
      must(workflow::responsible_at(
               workspace, std::vector<workflow::AskedPlace>{{asked, report.street, report.category}}, std::nullopt, {}))
          .front();
  const Json& told = found.at("responsible");
  EXPECT_EQ(told.at("plan_version"), 1);
  EXPECT_EQ(told.at("zone"), row.zone);
  EXPECT_EQ(told.at("method"), attribution::word(row.method));
  EXPECT_EQ(told.at("rule"), row.rule);
  EXPECT_EQ(told.at("to_verify"), row.to_verify);
  EXPECT_EQ(told.at("candidates").size(), row.candidates.size());
  EXPECT_EQ(told.at("ask_street"), row.ask_street);
  ASSERT_EQ(told.at("levels").size(), 2U);
  EXPECT_EQ(told.at("levels")[0].at("code"), row.zone);
  EXPECT_EQ(told.at("levels")[1].at("level"), 1);
  EXPECT_EQ(told.at("posts").size(), 3U);
  for (const char* before : {"lon", "lat", "zone", "upper_zone", "method", "reason", "distance_m", "plan_version"})
    EXPECT_TRUE(found.contains(before)) << before;
  EXPECT_EQ(found.at("zone").at("posts"), told.at("posts"));
}

TEST_F(Desk, ADecisionAnswersFromTheNextQuestionOn) {
  const std::string zone = answer().at("responsible").at("zone");
  const std::string other = zone == "TIN-01-01" ? "TIN-01-02" : "TIN-01-01";
  must(workflow::record_decision(workspace, {.at = report.at, .category = "Graffiti", .zone = other}));
  const Json told = answer({{"category", "Graffiti"}}).at("responsible");
  EXPECT_EQ(told.at("zone"), other);
  EXPECT_EQ(told.at("method"), "precedent");
  EXPECT_EQ(told.at("rule"), "decision-1");
  EXPECT_EQ(told.at("levels")[0].at("code"), other);
  EXPECT_EQ(answer().at("responsible").at("zone"), zone) << "of no category: no decision";
  must(workflow::withdraw_decision(workspace, "decision-1"));
  EXPECT_EQ(answer({{"category", "Graffiti"}}).at("responsible").at("zone"), zone);
}

TEST_F(Desk, TheAccuracyIsAnAmountOfMetres) {
  const Json wide = answer({{"accuracy", "5000"}}).at("responsible");
  EXPECT_EQ(wide.at("candidates").size(), 6U);
  EXPECT_TRUE(wide.at("to_verify").get<bool>());
  for (const char* bad : {"-1", "10001", "far", ""}) {
    const Response refused = ask({{"accuracy", bad}});
    EXPECT_EQ(refused.status, 400) << bad;
    EXPECT_EQ(Json::parse(refused.body).at("field"), "accuracy") << bad;
  }
}

TEST_F(Desk, AWorkspaceThatIsNoneIsRefused) {
  EXPECT_EQ(ResponsibleDesk::open(folder.path() / "nowhere").error().code, ErrorCode::workspace_missing);
}

}  // namespace
}  // namespace libgrid::service
