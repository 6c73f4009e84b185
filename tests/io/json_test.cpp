#include <libgrid/io/detail/json.hpp>

#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

TEST(Json, SnippetOfTheHeader) {
  const auto run = []() -> Expected<std::string> {
    const std::string_view text = R"({"name":"Beacon"})";
    std::string used;
    const auto use = [&](const std::string* name) { used = *name; };
    GRID_TRY(document, parse_json(text));
    if (const Json* name = document.find("name")) use(name->text());
    return used;
  };
  EXPECT_EQ(run().value(), "Beacon");
}

TEST(Json, NumbersKeepTheirKind) {
  const Json list =
      parse_json("[0,-0,9223372036854775807,9223372036854775808,18446744073709551616,1.0,1e2,-5,5e-324]").value();
  const Json::Items& items = *list.items();
  EXPECT_TRUE(std::holds_alternative<std::int64_t>(items[0].value));
  EXPECT_TRUE(std::holds_alternative<std::int64_t>(items[2].value));
  EXPECT_TRUE(std::holds_alternative<std::uint64_t>(items[3].value));
  EXPECT_TRUE(std::holds_alternative<double>(items[4].value));
  EXPECT_TRUE(std::holds_alternative<double>(items[5].value));
  EXPECT_EQ(items[6].number(), 100.0);
  EXPECT_EQ(items[7].number(), -5.0);
  EXPECT_EQ(items[8].number(), 5e-324);
}

TEST(Json, KeepsMembersInOrderAndFindsThem) {
  const Json object = parse_json(R"({"b":[],"a":{"c":null},"":true})").value();
  ASSERT_EQ(object.members()->size(), 3U);
  EXPECT_EQ((*object.members())[0].key, "b");
  EXPECT_TRUE(object.find("a")->find("c")->is_null());
  EXPECT_TRUE(std::get<bool>(object.find("")->value));
  EXPECT_EQ(object.find("d"), nullptr);
  EXPECT_EQ(object.find("b")->find("x"), nullptr);
}

TEST(Json, ErrorsNameThePlace) {
  EXPECT_EQ(parse_json("{\"a\":1,}").error().detail, "at byte 8");
  EXPECT_EQ(parse_json("{\"a\":1,\"a\":1}").error().detail, "the key \"a\" is repeated");
  EXPECT_EQ(parse_json("\"\xFF\"").error().detail, "at byte 2");
  EXPECT_EQ(parse_json("[[[]]]", 3).value().items()->size(), 1U);
  EXPECT_EQ(parse_json("[[[]]]", 2).error().code, ErrorCode::json_too_deep);
}

}  // namespace
}  // namespace libgrid::io::detail
