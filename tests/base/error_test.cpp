#include <libgrid/base/error.hpp>

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

Expected<double> parse_number(std::string_view text) {
  if (text != "1.5") return fail(ErrorCode::number_malformed, std::string(text));
  return 1.5;
}

// The snippet of error.hpp.
Expected<double> parse_longitude(std::string_view text) {
  Expected<double> lon = parse_number(text);
  if (!lon) return fail(std::move(lon.error()).at_field("lon"));
  return lon;
}

TEST(Error, SnippetOfTheHeader) {
  EXPECT_EQ(parse_longitude("1.5").value(), 1.5);
  const auto refused = parse_longitude("12x.5");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::number_malformed);
  EXPECT_EQ(refused.error().detail, "12x.5");
  EXPECT_EQ(refused.error().field, "lon");
}

struct MessageRow {
  const char* name;
  Error error;
  const char* english;
  const char* chinese;
};

TEST(Error, MessageNamesPlaceThenWhatThenDetailThenCure) {
  const MessageRow rows[] = {
      {"nothing known but the code", make_error(ErrorCode::id_missing),
       "the row has no id. Cure: give every row an id.", "该行没有编号。处理办法：请为每一行填写编号。"},
      {"everything known",
       make_error(ErrorCode::id_missing, "empty").in_file("reports.csv").at_row(17).at_field("case_id").about("A-3"),
       "reports.csv, row 17, field case_id, id A-3: the row has no id (empty). Cure: give every row an id.",
       "reports.csv，行 17，字段 case_id，编号 A-3: 该行没有编号（empty）。处理办法：请为每一行填写编号。"},
      {"no file name", make_error(ErrorCode::id_missing).at_row(1),
       "row 1: the row has no id. Cure: give every row an id.", "行 1: 该行没有编号。处理办法：请为每一行填写编号。"},
      {"row 0 is a place too", make_error(ErrorCode::id_missing).at_row(0),
       "row 0: the row has no id. Cure: give every row an id.", "行 0: 该行没有编号。处理办法：请为每一行填写编号。"},
  };
  for (const MessageRow& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(message_en(row.error), row.english);
    EXPECT_EQ(message_zh(row.error), row.chinese);
  }
}

Expected<void> check(bool good) {
  if (!good) return fail(ErrorCode::parameter_invalid, "checked");
  return {};
}

Expected<std::string> checked_then_tried(bool good, std::string_view number) {
  GRID_CHECK(check(good));
  GRID_TRY(value, parse_number(number));
  return std::to_string(value);
}

TEST(Error, TryAndCheckHandTheFirstErrorUp) {
  EXPECT_EQ(checked_then_tried(true, "1.5").value(), "1.500000");
  EXPECT_EQ(checked_then_tried(false, "1.5").error().detail, "checked");
  EXPECT_EQ(checked_then_tried(true, "wrong").error().detail, "wrong");
}

}  // namespace
}  // namespace libgrid
