#include <service/http/handler.hpp>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace libgrid::service {
namespace {

TEST(Handler, HeaderSnippet) {
  const Handler hello = [](const Request&) {
    return Response{.body = "你好", .content_type = "text/plain", .headers = {}};
  };
  const Response r = hello(Request{.path = "/hello", .query = {}, .headers = {}, .body = {}, .parameters = {}});
  EXPECT_EQ(r.body, "你好");
  EXPECT_EQ(r.status, 200);
}

TEST(ErrorResponse, SpeaksBothLanguagesAndHasTheTablesStatus) {
  for (const ErrorInfo& row : all_errors()) {
    SCOPED_TRACE(std::string(row.name));
    const Response response = error_response(make_error(row.code, "detail"));
    EXPECT_EQ(response.status, row.http_status);
    const auto document = nlohmann::json::parse(response.body);
    EXPECT_EQ(document.at("code"), row.name);
    EXPECT_EQ(document.at("cure_zh"), row.cure_zh);
    EXPECT_EQ(document.at("cure_en"), row.cure_en);
    EXPECT_NE(document.at("message_zh").get<std::string>().find(row.text_zh), std::string::npos);
    EXPECT_NE(document.at("message_en").get<std::string>().find(row.text_en), std::string::npos);
  }
}

TEST(ErrorResponse, BytesThatAreNotUtf8StayValidJson) {
  const Response response = error_response(make_error(ErrorCode::parameter_invalid, "a\xFF"));
  EXPECT_NO_THROW({ const auto document = nlohmann::json::parse(response.body); });
}

}  // namespace
}  // namespace libgrid::service
