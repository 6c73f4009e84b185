#include <service/handlers/decisions.hpp>

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/workflow/decide.hpp>
#include <service/handlers/handlers.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::service {
namespace {

using workflow::test::must;

/// The tiny city with a published plan, behind a router.
struct Decisions : testing::Test {
  workflow::test::TinyFolder folder;
  workflow::CityFiles files = workflow::test::write_tiny_city(folder.path());
  workflow::Workspace workspace = workflow::test::new_workspace(folder.path());
  LonLat at;
  Router router;

  void SetUp() override {
    workflow::test::run_steps(workspace, files, "publish");
    at = must(workspace.store().reports()).reports.front().at;
    add_decisions(router, {.workspace = workspace.folder(), .writable = true});
  }
  [[nodiscard]] Response ask(std::string method, std::string path, std::string body = {},
                             std::string type = "application/json") const {
    return router({.method = std::move(method),
                   .path = std::move(path),
                   .query = {},
                   .headers = {{"content-type", std::move(type)}},
                   .body = std::move(body),
                   .parameters = {}});
  }
  [[nodiscard]] Json decision() const {
    return {{"lon", at.lon}, {"lat", at.lat}, {"category", "Graffiti"}, {"zone", "TIN-01-01"}};
  }
  [[nodiscard]] Json listed() const { return Json::parse(ask("GET", "/v1/decisions").body).at("decisions"); }
};

TEST_F(Decisions, AreRecordedReadReplacedAndWithdrawn) {
  EXPECT_TRUE(listed().empty());
  const Response made = ask("POST", "/v1/decisions", decision().dump(), "Application/JSON; charset=utf-8");
  ASSERT_EQ(made.status, 201) << made.body;
  const Json first = Json::parse(made.body);
  EXPECT_EQ(first.at("decision").at("id"), "decision-1");
  EXPECT_EQ(first.at("decision").at("zone"), "TIN-01-01");
  EXPECT_NE(first.at("findings").back().at("zh").get<std::string>().find("生效"), std::string::npos);
  EXPECT_NE(first.at("findings").back().at("en").get<std::string>().find("within reach"), std::string::npos);
  EXPECT_EQ(must(workflow::decisions_of(workspace)).size(), 1U) << "what the command line sees";
  EXPECT_EQ(Json::parse(ask("GET", "/v1/decisions/decision-1").body), listed().at(0));
  Json other = decision();
  other["zone"] = "TIN-01-02";
  EXPECT_EQ(ask("POST", "/v1/decisions", other.dump()).status, 201);
  ASSERT_EQ(listed().size(), 1U);
  EXPECT_EQ(listed().at(0).at("zone"), "TIN-01-02");
  EXPECT_EQ(ask("DELETE", "/v1/decisions/decision-1").status, 200);
  EXPECT_TRUE(listed().empty());
  EXPECT_EQ(ask("DELETE", "/v1/decisions/decision-1").status, 404);
  EXPECT_EQ(ask("GET", "/v1/decisions/decision-1").status, 404);
}

TEST_F(Decisions, WhatIsRefused) {
  const auto without = [&](const char* name) {
    Json body = decision();
    body.erase(name);
    return body.dump();
  };
  const auto with = [&](const char* name, Json value) {
    Json body = decision();
    body[name] = std::move(value);
    return body.dump();
  };
  struct Row {
    std::string body;
    int status;
    const char *code, *field;
  };
  const std::vector<Row> rows{{"", 400, "E_JSON_MALFORMED", ""},
                              {"[]", 400, "E_JSON_MALFORMED", ""},
                              {std::string(100'000, '['), 400, "E_JSON_MALFORMED", ""},
                              {"{\"lon\": 1, \"zone\": \"\xff\"}", 400, "E_JSON_MALFORMED", ""},
                              {without("lon"), 400, "E_PARAMETER_INVALID", "lon"},
                              {with("lat", "42.35"), 400, "E_PARAMETER_INVALID", "lat"},
                              {without("category"), 400, "E_PARAMETER_INVALID", "category"},
                              {with("category", ""), 400, "E_PARAMETER_INVALID", "category"},
                              {with("zone", 7), 400, "E_PARAMETER_INVALID", "zone"},
                              {with("zone", "TIN-09-09"), 404, "E_NOT_FOUND", "zone"},
                              {with("radius", 5), 400, "E_PARAMETER_INVALID", "radius"},
                              {with("lon", 0.0), 422, "E_COORDINATE_OUT_OF_RANGE", "at"}};
  for (const Row& row : rows) {
    const Response response = ask("POST", "/v1/decisions", row.body);
    EXPECT_EQ(response.status, row.status) << row.body.substr(0, 100);
    EXPECT_EQ(Json::parse(response.body).at("code"), row.code) << row.body.substr(0, 100);
    EXPECT_EQ(Json::parse(response.body).at("field"), row.field) << row.body.substr(0, 100);
  }
  Json swapped = decision();
  swapped["lon"] = at.lat, swapped["lat"] = at.lon;
  EXPECT_EQ(Json::parse(ask("POST", "/v1/decisions", swapped.dump()).body).at("code"), "E_AXES_SWAPPED");
  for (const char* type : {"", "text/plain", "application/jsonp", "application/x-www-form-urlencoded"})
    EXPECT_EQ(ask("POST", "/v1/decisions", decision().dump(), type).status, 415) << type;
  EXPECT_TRUE(listed().empty());
}

TEST_F(Decisions, WithoutLeaveOnlyReadingIsThere) {
  Router reading;
  add_decisions(reading, {.workspace = workspace.folder()});
  std::swap(router, reading);
  EXPECT_EQ(ask("POST", "/v1/decisions", decision().dump()).status, 405);
  EXPECT_EQ(ask("DELETE", "/v1/decisions/decision-1").status, 405);
  EXPECT_TRUE(listed().empty());
  Router none;
  add_decisions(none, {});
  std::swap(router, none);
  EXPECT_TRUE(listed().empty());
}

}  // namespace
}  // namespace libgrid::service
