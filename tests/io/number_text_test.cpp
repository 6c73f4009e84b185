#include <libgrid/io/number_text.hpp>

#include <string>

#include <gtest/gtest.h>

namespace libgrid::io {
namespace {

std::string read(std::string_view text) {
  const auto number = parse_number(text);
  return number ? std::to_string(*number) : std::string(info(number.error().code).name);
}

TEST(NumberText, TheWholeTextIsTheNumber) {
  for (const std::string_view text : {"1.5", "-0", "1e2", "1E+2", ".5", "5.", "007", "-71.0648"}) {
    EXPECT_TRUE(parse_number(text).has_value()) << text;
  }
  for (const std::string_view text : {"", "-", ".", "e5", "+1", " 1", "1 ", "1,5", "0x1p3", "1_000", "--1", "１"}) {
    EXPECT_EQ(read(text), "E_NUMBER_MALFORMED") << text;
  }
  for (const std::string_view text : {"nan", "NaN", "-nan", "inf", "Infinity", "1e309", "-1e309"}) {
    EXPECT_EQ(read(text), "E_NUMBER_NOT_FINITE") << text;
  }
  EXPECT_EQ(parse_number("0.1").value(), 0.1);
}

TEST(NumberText, AWholeNumberHasNoPointAndLiesInItsRange) {
  for (const std::string_view text : {"0", "-0", "007", "-9223372036854775808", "9223372036854775807"})
    EXPECT_TRUE(parse_whole(text).has_value()) << text;
  for (const std::string_view text : {"", "-", "1.0", "1e2", "+1", " 1", "1 ", "9223372036854775808", "nan", "１"})
    EXPECT_EQ(parse_whole(text).error().code, ErrorCode::number_malformed) << text;
  EXPECT_EQ(parse_whole("99", {.least = 0, .most = 99}).value(), 99);
  for (const std::string_view text : {"-1", "100"})
    EXPECT_EQ(parse_whole(text, {.least = 0, .most = 99}).error().code, ErrorCode::number_malformed) << text;
}

TEST(NumberText, LongTextsAreCutInTheError) {
  EXPECT_EQ(parse_number(std::string(10'000, 'x')).error().detail.size(), 40U);
  std::string chinese;
  for (int i = 0; i < 100; ++i) chinese += "路";
  EXPECT_EQ(parse_number(chinese).error().detail.size(), 39U);  // whole characters
}

}  // namespace
}  // namespace libgrid::io
