#include <service/http/router.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

namespace libgrid::service {
namespace {

Response text(std::string body) { return {.body = std::move(body), .content_type = "text/plain", .headers = {}}; }

Request get(std::string path) {
  return {.path = std::move(path), .query = {}, .headers = {}, .body = {}, .parameters = {}};
}

Router three_routes() {
  Router router;
  router.get("/v1/zones/{id}", [](const Request& r) { return text("zone " + r.parameters.at("id")); });
  router.get("/v1/zones", [](const Request&) { return text("zones"); });
  router.get("/v1/zones/all", [](const Request&) { return text("all"); });
  router.get("/tiles/{layer}/{z}/{y}.mvt",
             [](const Request& r) { return text(r.parameters.at("layer") + r.parameters.at("y")); });
  return router;
}

TEST(Router, FindsHandlersByPath) {
  const Router router = three_routes();
  EXPECT_EQ(router(get("/v1/zones")).body, "zones");
  EXPECT_EQ(router(get("/v1/zones/17")).body, "zone 17");
  EXPECT_EQ(router(get("/v1/zones/all")).body, "all") << "a literal beats a name, whatever was added first";
  EXPECT_EQ(router(get("/tiles/heat/3/7.mvt")).body, "heat7");
  for (const char* path : {"/", "/v1", "/v1/zones/", "/v1/zones/1/2", "/tiles/heat/3/7", "/tiles/heat/3/.mvt"})
    EXPECT_EQ(router(get(path)).status, 404) << path;
}

TEST(Router, OnlyReadingIsAllowed) {
  const Router router = three_routes();
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"}) {
    Request request = get("/v1/zones");
    request.method = method;
    const Response response = router(request);
    EXPECT_EQ(response.status, 405) << method;
    EXPECT_EQ(response.headers.at("allow"), "GET, HEAD");
  }
  Request head = get("/v1/zones");
  head.method = "HEAD";
  EXPECT_EQ(router(head).status, 200);
}

TEST(Router, APathMayTakeMoreMethodsAndSaysWhich) {
  Router router = three_routes();
  router.on("POST", "/v1/zones",
            [](const Request& r) { return Response{.status = 201, .body = r.body, .headers = {}}; });
  router.on("DELETE", "/v1/zones/{id}", [](const Request& r) { return text("gone " + r.parameters.at("id")); });
  const auto ask = [&](const char* method, const char* path) {
    Request request = get(path);
    request.method = method;
    request.body = "new";
    return router(request);
  };
  EXPECT_EQ(ask("POST", "/v1/zones").status, 201);
  EXPECT_EQ(ask("POST", "/v1/zones").body, "new");
  EXPECT_EQ(ask("GET", "/v1/zones").body, "zones");
  const Response gone = ask("DELETE", "/v1/zones/3");
  EXPECT_EQ(gone.body, "gone 3");
  EXPECT_FALSE(gone.headers.contains("etag")) << "a change is no representation to be kept";
  EXPECT_EQ(ask("PUT", "/v1/zones").headers.at("allow"), "GET, HEAD, POST");
  EXPECT_EQ(ask("POST", "/v1/zones/3").headers.at("allow"), "GET, HEAD, DELETE");
  EXPECT_EQ(ask("POST", "/nowhere").status, 405);
  const std::vector<std::string> patterns = router.patterns();
  EXPECT_EQ(std::ranges::count(patterns, "/v1/zones"), 1);
}

TEST(Router, AnUnchangedAnswerIs304) {
  const Router router = three_routes();
  const Response first = router(get("/v1/zones"));
  Request again = get("/v1/zones");
  again.headers["if-none-match"] = "\"other\", " + first.headers.at("etag");
  const Response second = router(again);
  EXPECT_EQ(second.status, 304);
  EXPECT_EQ(second.body, "");
  EXPECT_EQ(second.headers.at("etag"), first.headers.at("etag"));
  again.headers["if-none-match"] = "\"other\"";
  EXPECT_EQ(router(again).status, 200);
  EXPECT_NE(router(get("/v1/zones/1")).headers.at("etag"), router(get("/v1/zones/2")).headers.at("etag"));
}

TEST(Router, AHandlerThatThrowsIsAnInternalError) {
  Router router;
  router.get("/x", [](const Request&) -> Response { throw std::runtime_error("bug"); });
  const Response response = router(get("/x"));
  EXPECT_EQ(response.status, 500);
  EXPECT_NE(response.body.find("E_INTERNAL"), std::string::npos);
}

TEST(Router, AQueryKeyThatNobodyKnowsIsRefusedWithTheNearest) {
  Router router = three_routes();
  router.get("/v1/tracks", [](const Request& r) { return text("track " + std::string(value_of(r.query, "as_of"))); },
             {"as_of", "level"});
  const auto ask = [&](const char* path, Fields query) {
    Request request = get(path);
    request.query = std::move(query);
    return router(request);
  };
  EXPECT_EQ(ask("/v1/tracks", {{"as_of", "2015-03-01"}}).body, "track 2015-03-01");
  const auto expect_refused = [&](const char* path, Fields query, const char* field, const std::string& detail) {
    const Response refused = ask(path, std::move(query));
    EXPECT_EQ(refused.status, 400);
    const auto body = nlohmann::json::parse(refused.body);
    EXPECT_EQ(body.at("code"), "E_PARAMETER_INVALID");
    EXPECT_EQ(body.at("field"), field);
    EXPECT_EQ(body.at("detail"), detail);
  };
  expect_refused("/v1/tracks", {{"levle", "1"}}, "levle", "unknown key, nearest: level; known here: as_of, level");
  expect_refused("/v1/tracks", {{"at", "2015-03-01"}}, "at", "unknown key, nearest: as_of; known here: as_of, level");
  expect_refused("/v1/tracks", {{"as_of", "2015-03-01"}, {"LEVEL", "1"}}, "LEVEL",
                 "unknown key, nearest: level; known here: as_of, level");
  expect_refused("/v1/zones", {{"level", "1"}}, "level", "unknown key; none is known here");
  EXPECT_EQ(router.query_keys("/v1/tracks"), (Router::Keys{"as_of", "level"}));
  EXPECT_TRUE(router.query_keys("/v1/zones").empty());
  // Another method first: what is wrong is the method.
  Request post = get("/v1/tracks");
  post.method = "POST";
  post.query = {{"x", "1"}};
  EXPECT_EQ(router(post).status, 405);
}

TEST(Router, OtherPathsGoToOtherwise) {
  Router router = three_routes();
  router.otherwise([](const Request& r) { return text("file " + r.path); });
  EXPECT_EQ(router(get("/assets/a.js")).body, "file /assets/a.js");
  Request page = get("/");
  page.query = {{"lang", "zh"}};
  EXPECT_EQ(router(page).body, "file /") << "a page may be asked for with anything";
}

}  // namespace
}  // namespace libgrid::service
