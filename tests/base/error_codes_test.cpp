#include <libgrid/base/error_codes.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

bool has_chinese(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

TEST(ErrorCodes, RowIHasCodeI) {
  // `internal` stays the last enumerator, so the table has a row for each of them.
  ASSERT_EQ(all_errors().size(), static_cast<std::size_t>(ErrorCode::internal) + 1);
  for (std::size_t i = 0; i < all_errors().size(); ++i) {
    SCOPED_TRACE(all_errors()[i].name);
    EXPECT_EQ(all_errors()[i].code, static_cast<ErrorCode>(i));
    EXPECT_EQ(&info(static_cast<ErrorCode>(i)), &all_errors()[i]);
  }
}

TEST(ErrorCodes, EveryRowSpeaksBothLanguages) {
  for (const ErrorInfo& row : all_errors()) {
    SCOPED_TRACE(row.name);
    EXPECT_FALSE(row.text_en.empty() || row.cure_en.empty());
    EXPECT_TRUE(is_ascii(row.text_en) && is_ascii(row.cure_en));
    EXPECT_TRUE(has_chinese(row.text_zh) && has_chinese(row.cure_zh));
  }
}

TEST(ErrorCodes, SentencesAreJoinedByMessageSoNoneEndsItself) {
  for (const ErrorInfo& row : all_errors()) {
    SCOPED_TRACE(row.name);
    EXPECT_FALSE(row.text_en.ends_with('.') || row.cure_en.ends_with('.'));
    EXPECT_FALSE(row.text_zh.ends_with("。") || row.cure_zh.ends_with("。"));
  }
}

TEST(ErrorCodes, NamesAreStableWireNames) {
  std::set<std::string_view> names;
  for (const ErrorInfo& row : all_errors()) {
    SCOPED_TRACE(row.name);
    EXPECT_TRUE(row.name.starts_with("E_") || row.name.starts_with("W_"));
    EXPECT_TRUE(std::all_of(row.name.begin(), row.name.end(),
                            [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }));
    EXPECT_TRUE(names.insert(row.name).second) << "name used twice";
  }
}

TEST(ErrorCodes, StatusIsAnHttpErrorStatus) {
  for (const ErrorInfo& row : all_errors()) {
    SCOPED_TRACE(row.name);
    EXPECT_TRUE(row.http_status >= 400 && row.http_status < 600);
  }
}

}  // namespace
}  // namespace libgrid
