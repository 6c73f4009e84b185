#include <service/handlers/handlers.hpp>

#include <memory>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <service/handlers/history.hpp>

#include "small_city.hpp"

namespace libgrid::service {
namespace {

using workflow::CityView;

/// Asks a router over the small city (tests/service/small_city.hpp has the picture).
class Handlers : public testing::Test {
 protected:
  [[nodiscard]] Response get(std::string path, Fields query = {}) const {
    return router_({.path = std::move(path), .query = std::move(query), .headers = {}, .body = {}, .parameters = {}});
  }
  [[nodiscard]] Json json(std::string path, Fields query = {}) const {
    const Response response = get(std::move(path), std::move(query));
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(response.content_type, "application/json; charset=utf-8");
    return Json::parse(response.body);
  }
  [[nodiscard]] Json locate(LonLat place) const {
    return json("/v1/locate", {{"lon", std::to_string(place.lon)}, {"lat", std::to_string(place.lat)}});
  }
  void expect_error(const Response& response, int status, const char* code, const char* field) const {
    EXPECT_EQ(response.status, status);
    const Json document = Json::parse(response.body);
    EXPECT_EQ(document.at("code"), code);
    EXPECT_EQ(document.at("field"), field);
  }

  CityView city_ = test::small_city();
  Router router_ = make_router(city_);
};

TEST_F(Handlers, HeaderSnippet) {
  const Response r = router_(Request{.path = "/v1/locate",
                                     .query = {{"lon", "-71.06"}, {"lat", "42.36"}},
                                     .headers = {},
                                     .body = {},
                                     .parameters = {}});
  EXPECT_EQ(r.status, 200);
}

TEST_F(Handlers, HealthSaysWhichPlanIsServed) {
  const Json health = json("/health");
  EXPECT_EQ(health.at("status"), "ok");
  EXPECT_EQ(health.at("plan_version"), 7);
  EXPECT_EQ(health.at("zones"), 6);
}

TEST_F(Handlers, LocateNamesZoneUpperZoneAndTheChainOfPosts) {
  const Json answer = locate(test::at(100, 700));
  EXPECT_EQ(answer.at("zone").at("code"), "T-01-01");
  EXPECT_EQ(answer.at("zone").at("name_zh"), "第3网格");
  EXPECT_EQ(answer.at("zone").at("name_en"), "Zone 3");
  EXPECT_EQ(answer.at("zone").at("districts"), Json::array({"West"}));
  EXPECT_EQ(answer.at("upper_zone").at("code"), "T-01");
  EXPECT_EQ(answer.at("method"), "inside");
  EXPECT_EQ(answer.at("reason"), nullptr);
  EXPECT_EQ(answer.at("distance_m"), nullptr);
  EXPECT_EQ(answer.at("plan_version"), 7);
  const Json& posts = answer.at("zone").at("posts");
  ASSERT_EQ(posts.size(), 3u);
  EXPECT_EQ(posts[0].at("title_en"), "Level 2 head");
  EXPECT_EQ(posts[1].at("title_en"), "Level 1 head");
  EXPECT_EQ(posts[2].at("title_zh"), "市级网格长");
}

TEST_F(Handlers, LocateOutsideGivesTheReasonAndTheDistance) {
  const Json answer = locate(test::at(-300, 500));
  EXPECT_EQ(answer.at("zone"), nullptr);
  EXPECT_EQ(answer.at("method"), "none");
  EXPECT_EQ(answer.at("reason"), "outside");
  EXPECT_NEAR(answer.at("distance_m").get<double>(), 300.0, 0.2);
}

TEST_F(Handlers, LocateRefusesWhatIsNoPlace) {
  struct Row {
    Fields query;
    int status;
    const char *code, *field;
  };
  const Row rows[] = {
      {{}, 400, "E_PARAMETER_INVALID", "lon"},
      {{{"lon", "-71"}}, 400, "E_PARAMETER_INVALID", "lat"},
      {{{"lon", "x"}, {"lat", "42"}}, 400, "E_PARAMETER_INVALID", "lon"},
      {{{"lon", "-71"}, {"lat", "42 "}}, 400, "E_PARAMETER_INVALID", "lat"},
      {{{"lon", "nan"}, {"lat", "42"}}, 422, "E_NUMBER_NOT_FINITE", "lon"},
      {{{"lon", "-71"}, {"lat", "inf"}}, 422, "E_NUMBER_NOT_FINITE", "lat"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(Json(row.query).dump());
    expect_error(get("/v1/locate", row.query), row.status, row.code, row.field);
  }
  expect_error(get("/v1/locate", {{"lon", "42.36"}, {"lat", "-71.06"}}), 422, "E_AXES_SWAPPED", "");
  expect_error(get("/v1/locate", {{"lon", "-71"}, {"lat", "420"}}), 422, "E_COORDINATE_OUT_OF_RANGE", "");
}

TEST(History, ADateIsAnsweredByThePlanInForceThen) {
  const LocalTime first = *parse_local_time("2015-01-01T00:00:00"), second = *parse_local_time("2015-03-01T00:00:00");
  workflow::CityData old_data = test::small_city_data(), new_data = test::small_city_data();
  old_data.plan.version = 6, old_data.plan.valid_from = first, old_data.plan.valid_to = second;
  for (Zone& zone : old_data.map.zones) zone.code = "OLD-" + zone.code;
  new_data.plan.valid_from = second, new_data.plan.valid_to.reset();
  std::vector<CityView> older;
  older.push_back(CityView::make(std::move(old_data)).value());
  const CityView newest = CityView::make(std::move(new_data)).value();
  const Router router = make_router(std::make_shared<const workflow::PlanArchive>(std::move(older), newest));
  const auto get = [&](const char* path, Fields query) {
    return router({.path = path, .query = std::move(query), .headers = {}, .body = {}, .parameters = {}});
  };
  const LonLat place = test::at(100, 700);
  const Fields there{{"lon", std::to_string(place.lon)}, {"lat", std::to_string(place.lat)}};
  const auto located = [&](const char* moment) {
    Fields query = there;
    query["as_of"] = moment;
    return get("/v1/locate", query);
  };
  EXPECT_EQ(Json::parse(located("2015-02-28T23:59:59").body).at("zone").at("code"), "OLD-T-01-01");
  EXPECT_EQ(Json::parse(located("2015-02-28").body).at("plan_version"), 6);
  EXPECT_EQ(Json::parse(located("2015-03-01").body).at("zone").at("code"), "T-01-01");
  EXPECT_EQ(Json::parse(get("/v1/locate", there).body).at("plan_version"), 7);
  const Json zones = Json::parse(get("/v1/zones", {{"as_of", "2015-01-15"}, {"level", "1"}}).body);
  ASSERT_EQ(zones.at("features").size(), 2u);
  EXPECT_EQ(zones.at("features")[0].at("properties").at("code"), "OLD-T-01");
  for (const char* bad : {"", "yesterday", "2015-02-30"}) {
    EXPECT_EQ(located(bad).status, 400);
    EXPECT_EQ(Json::parse(get("/v1/zones", {{"as_of", bad}}).body).at("field"), "as_of");
  }
  Fields old_word = there;
  old_word["at"] = "2015-02-28";
  const Response renamed = get("/v1/locate", old_word);
  EXPECT_EQ(renamed.status, 400) << "one word, one thing";
  EXPECT_EQ(Json::parse(renamed.body).at("field"), "at");
  EXPECT_NE(renamed.body.find("nearest: as_of"), std::string::npos) << renamed.body;
  const Json one = Json::parse(get("/v1/zones/3", {{"as_of", "2015-01-15"}}).body);
  EXPECT_EQ(one.at("properties").at("code"), "OLD-T-01-01");
  const Response before = located("2014-12-31");
  EXPECT_EQ(before.status, 404);
  EXPECT_NE(before.body.find("2015-01-01T00:00:00"), std::string::npos);
}

TEST_F(Handlers, ZonesAreGeoJsonByLevel) {
  EXPECT_EQ(json("/v1/zones").at("features").size(), 6u);
  EXPECT_EQ(json("/v1/zones", {{"level", "1"}}).at("features").size(), 2u);
  const Json zones = json("/v1/zones", {{"level", "2"}});
  EXPECT_EQ(zones.at("type"), "FeatureCollection");
  ASSERT_EQ(zones.at("features").size(), 4u);
  const Json& feature = zones.at("features")[0];
  EXPECT_EQ(feature.at("geometry").at("type"), "MultiPolygon");
  const Json& ring = feature.at("geometry").at("coordinates")[0][0];
  EXPECT_EQ(ring.size(), 5u);
  EXPECT_EQ(ring[0], ring[4]);
  EXPECT_NEAR(ring[0][0].get<double>(), test::at(0, 500).lon, 1e-7);
  EXPECT_NEAR(ring[0][1].get<double>(), test::at(0, 500).lat, 1e-7);
  for (const char* bad : {"0", "3", "x", "", "2.0", "99999999999999999999"})
    expect_error(get("/v1/zones", {{"level", bad}}), 400, "E_PARAMETER_INVALID", "level");
}

TEST_F(Handlers, OneZoneById) {
  const Json zone = json("/v1/zones/5").at("properties");
  EXPECT_EQ(zone.at("code"), "T-02-01");
  EXPECT_NEAR(zone.at("label")[0].get<double>(), test::at(750, 750).lon, 1e-7);
  EXPECT_EQ(get("/v1/zones/99").status, 404);
  expect_error(get("/v1/zones/five"), 400, "E_PARAMETER_INVALID", "id");
}

TEST_F(Handlers, DutiesOfAZoneAndOfAnUpperZone) {
  const Json lowest = json("/v1/duties", {{"zone", "4"}});
  ASSERT_EQ(lowest.at("features").size(), 1u);
  const Json& piece = lowest.at("features")[0].at("properties");
  EXPECT_EQ(piece.at("street"), "Main Street");
  EXPECT_EQ(piece.at("length_m"), 500.0);
  EXPECT_EQ(piece.at("rule"), "inside");
  EXPECT_EQ(json("/v1/duties", {{"zone", "1"}}).at("features").size(), 1u) << "those of zones 3 and 4";
  EXPECT_EQ(json("/v1/duties", {{"zone", "3"}}).at("features").size(), 0u);
  EXPECT_EQ(get("/v1/duties", {{"zone", "99"}}).status, 404);
  EXPECT_EQ(get("/v1/duties").status, 400);
}

TEST_F(Handlers, HotspotsAreCells) {
  const Json cells = json("/v1/hotspots", {{"category", "Dumping"}});
  ASSERT_EQ(cells.at("features").size(), 4u);
  const Json& hot = cells.at("features")[0].at("properties");
  EXPECT_EQ(hot.at("n"), 2);
  EXPECT_EQ(hot.at("z"), 3.5);
  EXPECT_EQ(hot.at("significant"), 1);
  const Json& ring = cells.at("features")[0].at("geometry").at("coordinates")[0];
  EXPECT_NEAR(ring[2][0].get<double>(), test::at(250, 250).lon, 1e-7) << "cell (0, 0) is 250 m wide";
  expect_error(get("/v1/hotspots", {{"category", "摆摊"}}), 404, "E_NOT_FOUND", "category");
  expect_error(get("/v1/hotspots"), 400, "E_PARAMETER_INVALID", "category");
}

TEST_F(Handlers, CategoriesLeaveTheDefaultCoordinateOut) {
  const Json categories = json("/v1/categories").at("categories");
  ASSERT_EQ(categories.size(), 2u);
  EXPECT_EQ(categories[0].at("category"), "Dumping");
  EXPECT_EQ(categories[0].at("reports"), 3);
  EXPECT_EQ(categories[0].at("has_hotspots"), true);
  EXPECT_EQ(categories[0].at("rebound").at("naive"), 0.5);
  EXPECT_EQ(categories[1].at("category"), "摆摊");
  EXPECT_EQ(categories[1].at("rebound"), nullptr);
}

TEST_F(Handlers, SummaryCarriesAttributionBoundsAndTheDemosFigures) {
  const Json summary = json("/v1/summary");
  EXPECT_EQ(summary.at("attribution"), "Streets © nobody");
  EXPECT_EQ(summary.at("city").at("name_zh"), "小城");
  EXPECT_EQ(summary.at("reports"), 4);
  EXPECT_EQ(summary.at("street_m"), 1000.0);
  EXPECT_EQ(summary.at("figures").at("reports"), 5);
  EXPECT_NEAR(summary.at("bounds")[0].get<double>(), test::at(0, 0).lon, 1e-4);
  EXPECT_NEAR(summary.at("bounds")[3].get<double>(), test::at(0, 1000).lat, 1e-4);
}

TEST_F(Handlers, BiasIsWhatWasGivenOrNothing) {
  Request request;
  request.path = "/v1/bias";
  const Response none = router_(request);
  EXPECT_EQ(none.status, 200);
  EXPECT_EQ(none.body, R"({"type":"FeatureCollection","features":[]})");
  const std::string zones = R"({"type":"FeatureCollection","features":[{"type":"Feature"}]})";
  const Router with = make_router(city_, *bias_document(zones));
  EXPECT_EQ(with(request).body, zones);
  for (const char* wrong : {"", "{", "[]", R"({"type":"Feature"})", R"({"type":"FeatureCollection"})"})
    EXPECT_EQ(bias_document(wrong).error().code, ErrorCode::format_unknown) << wrong;
}

TEST_F(Handlers, LinksAreLines) {
  const Json links = json("/v1/links");
  ASSERT_EQ(links.at("features").size(), 1u);
  EXPECT_EQ(links.at("features")[0].at("geometry").at("type"), "LineString");
  EXPECT_EQ(links.at("features")[0].at("properties").at("length_m"), 12.0);
}

TEST(SplitName, TwoLanguagesOrOne) {
  EXPECT_EQ(split_name("第3网格 / Zone 3").zh, "第3网格");
  EXPECT_EQ(split_name("第3网格 / Zone 3").en, "Zone 3");
  EXPECT_EQ(split_name("Roslindale").zh, "Roslindale");
  EXPECT_EQ(split_name("").en, "");
}

}  // namespace
}  // namespace libgrid::service
