#include <service/http/target.hpp>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::service {
namespace {

TEST(ParseTarget, HeaderSnippet) {
  const Expected<Target> target = parse_target("/v1/zones/%E7%BD%91?level=2");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/v1/zones/网");
  EXPECT_EQ(target->query.at("level"), "2");
}

TEST(ParseTarget, QueriesAsATable) {
  struct Row {
    const char* text;
    Fields query;
  };
  const Row rows[] = {
      {"/", {}},
      {"/?", {}},
      {"/?a=1&b=2", {{"a", "1"}, {"b", "2"}}},
      {"/?a=1&a=2", {{"a", "1"}}},
      {"/?a", {{"a", ""}}},
      {"/?a=&=x&&", {{"a", ""}}},
      {"/?a=b=c", {{"a", "b=c"}}},
      {"/?type=Illegal+Dumping", {{"type", "Illegal Dumping"}}},
      {"/?type=%E6%91%86%E6%91%8A", {{"type", "摆摊"}}},
      {"/?lon=-71.06#top", {{"lon", "-71.06"}}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const auto target = parse_target(row.text);
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/");
    EXPECT_EQ(target->query, row.query);
  }
}

TEST(ParseTarget, OddTargetsAreRefused) {
  const char* rows[] = {"",          "*",          "http://x/", "v1",      "/..",         "/a/../b", "/%2e%2e/a",
                        "/a/%2E%2E", "/.",         "//",        "/a//b",   "/a%00b",      "/%",      "/%4",
                        "/%zz",      "/a\\b",      "/a%5cb",    "/%0d%0a", "/%ff",        "/%c0%af", "/%ed%a0%80",
                        "/?a=%00",   "/?a=%f5%80", "/?%=1",     "/%7f",    "/..%2f..%2fx"};
  for (const char* row : rows) {
    SCOPED_TRACE(row);
    const auto target = parse_target(row);
    ASSERT_FALSE(target);
    EXPECT_EQ(target.error().code, ErrorCode::parameter_invalid);
  }
  EXPECT_FALSE(parse_target("/" + std::string(9000, 'a')));
  EXPECT_FALSE(parse_target(std::string_view("/a\0b", 4)));
}

TEST(ParseTarget, AnyBytesGiveACleanPathOrAnError) {
  constexpr std::uint64_t kSeed = 31;
  const CounterRandom draw{kSeed, 0};
  std::uint64_t n = 0;
  constexpr std::string_view kAlphabet = "/.%?&=+#2eEfFcC0\\ a\x80\xE7";
  for (int round = 0; round < 20'000; ++round) {
    std::string text = "/";
    for (std::uint64_t i = draw.below(n++, 16); i > 0; --i) text += kAlphabet[draw.below(n++, kAlphabet.size())];
    const auto target = parse_target(text);
    if (!target) continue;
    SCOPED_TRACE(text + " seed 31 round " + std::to_string(round));
    ASSERT_EQ(target->path.front(), '/');
    ASSERT_EQ(target->path.find('\0'), std::string::npos);
    ASSERT_EQ((target->path + "/").find("/../"), std::string::npos);
    ASSERT_TRUE(is_utf8(target->path));
  }
}

TEST(IsUtf8, TableOfTheUnicodeStandardsCorners) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("a网\xF0\x9F\x9A\xB2"));
  for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE7\xBD", "\xE7", "a\xFF"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
}

}  // namespace
}  // namespace libgrid::service
