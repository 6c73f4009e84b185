#include <libgrid/io/detail/object_reader.hpp>

#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

constexpr Range kPositive{0.0, 1e9, "above 0", true};
constexpr Range kCount{0.0, 1e15, "a count from 0"};

struct Rules {
  Metres cell{250.0};
  std::int64_t least_reports = 0;
};

Expected<Rules> read(std::string_view text) {
  const Json json = parse_json(text).value();
  Rules rules;
  ObjectReader object(json, "hotspots");
  object.optional("cell_m", rules.cell, kPositive);
  object.required("least_reports", rules.least_reports, kCount);
  GRID_CHECK(object.finish());
  return rules;
}

TEST(ObjectReader, SnippetOfTheHeader) {
  EXPECT_EQ(read(R"({"cell_m":100,"least_reports":7})").value().cell, Metres{100.0});
  EXPECT_EQ(read(R"({"least_reports":7})").value().cell, Metres{250.0});
}

TEST(ObjectReader, ReadsTrueAndFalseAndNothingElse) {
  const auto read_choice = [](std::string_view text) -> Expected<bool> {
    const Json json = parse_json(text).value();
    bool choice = true;
    ObjectReader object(json, "city");
    object.optional("synthetic", choice);
    GRID_CHECK(object.finish());
    return choice;
  };
  EXPECT_FALSE(read_choice(R"({"synthetic":false})").value());
  EXPECT_TRUE(read_choice("{}").value());
  EXPECT_EQ(read_choice(R"({"synthetic":1})").error().detail, "not true or false");
}

struct Bad {
  std::string_view text;
  std::string_view field;
  std::string_view detail;
};

TEST(ObjectReader, TheFirstWrongMemberIsNamed) {
  constexpr Bad kCases[] = {
      {"[]", "hotspots", "not an object"},
      {"{}", "hotspots.least_reports", "missing"},
      {R"({"least_reports":-1})", "hotspots.least_reports", "-1 is not a count from 0"},
      {R"({"least_reports":1.5})", "hotspots.least_reports", "not a whole number"},
      {R"({"least_reports":null})", "hotspots.least_reports", "not a whole number"},
      {R"({"least_reports":1,"cell_m":0})", "hotspots.cell_m", "0 is not above 0"},
      {R"({"least_reports":1,"cell_m":"1"})", "hotspots.cell_m", "not a number"},
      {R"({"least_reports":1,"cell":1})", "hotspots.cell",
       "unknown key, nearest: cell_m; known here: cell_m, least_reports"},
      {R"({"least_reports":1,"reports_least":1})", "hotspots.reports_least",
       "unknown key, nearest: least_reports; known here: cell_m, least_reports"},
      {R"({"cell_m":-1,"least_reports":-1})", "hotspots.cell_m", "-1 is not above 0"},
  };
  for (const Bad& c : kCases) {
    SCOPED_TRACE(c.text);
    const auto rules = read(c.text);
    ASSERT_FALSE(rules.has_value());
    EXPECT_EQ(rules.error().field, c.field);
    EXPECT_EQ(rules.error().detail, c.detail);
  }
}

}  // namespace
}  // namespace libgrid::io::detail
