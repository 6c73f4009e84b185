#include <service/http/request_check.hpp>

#include <gtest/gtest.h>

namespace libgrid::service {
namespace {

const HeaderLine kHost{"Host", "127.0.0.1:8080"};

TEST(CheckHeaders, HeaderSnippet) {
  const std::vector<HeaderLine> lines = {kHost, {"Accept", "*/*"}};
  const Expected<void> fine = check_headers(lines);
  EXPECT_TRUE(fine);
}

TEST(CheckHeaders, RefusalsAsATable) {
  struct Row {
    const char* name;
    std::vector<HeaderLine> lines;
    const char* field;
    ErrorCode code = ErrorCode::parameter_invalid;
  };
  const Row rows[] = {
      {"no Host", {}, "Host"},
      {"two Hosts", {kHost, kHost}, "Host"},
      {"another machine", {{"Host", "evil.example"}}, "Host"},
      {"two lengths", {kHost, {"Content-Length", "3"}, {"content-length", "3"}}, "Content-Length"},
      {"negative length", {kHost, {"Content-Length", "-1"}}, "Content-Length"},
      {"signed length", {kHost, {"Content-Length", "+1"}}, "Content-Length"},
      {"list of lengths", {kHost, {"Content-Length", "3, 3"}}, "Content-Length"},
      {"length and chunks", {kHost, {"Content-Length", "3"}, {"Transfer-Encoding", "chunked"}}, "Transfer-Encoding"},
      {"chunks and length", {kHost, {"Transfer-Encoding", "chunked"}, {"Content-Length", "3"}}, "Transfer-Encoding"},
      {"unknown coding", {kHost, {"Transfer-Encoding", "xchunked"}}, "Transfer-Encoding"},
      {"two codings", {kHost, {"Transfer-Encoding", "gzip, chunked"}}, "Transfer-Encoding"},
      {"coding twice",
       {kHost, {"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}},
       "Transfer-Encoding"},
      {"packed body", {kHost, {"Content-Encoding", "gzip"}}, "Content-Encoding", ErrorCode::format_unknown},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto checked = check_headers(row.lines);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, row.code);
    EXPECT_EQ(checked.error().field, row.field);
  }
}

TEST(IsLoopbackHost, NamesOfThisMachineOnly) {
  for (const char* good : {"127.0.0.1", "127.0.0.1:8080", "localhost", "LocalHost:1", "[::1]", "[::1]:8080"})
    EXPECT_TRUE(is_loopback_host(good)) << good;
  for (const char* bad : {"", "127.0.0.1.evil.example", "localhost.evil.example", "127.0.0.1:", "127.0.0.1:80x",
                          "127.0.0.1:123456", "user@localhost", "0.0.0.0", "::1", "127.0.0.2", "localhost:80:80"})
    EXPECT_FALSE(is_loopback_host(bad)) << bad;
}

TEST(ToFields, NamesBecomeLowerCaseAndEqualOnesAreJoined) {
  const std::vector<HeaderLine> lines = {{"If-None-Match", "\"a\""}, {"IF-NONE-MATCH", "\"b\""}, {"Accept", "*/*"}};
  EXPECT_EQ(to_fields(lines), (Fields{{"accept", "*/*"}, {"if-none-match", "\"a\", \"b\""}}));
}

}  // namespace
}  // namespace libgrid::service
