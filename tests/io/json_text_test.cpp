#include <libgrid/io/detail/json_text.hpp>

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <libgrid/io/detail/json.hpp>

namespace libgrid::io::detail {
namespace {

std::string fixed(double number, int decimals) {
  std::string text;
  append_fixed(text, number, decimals);
  return text;
}

TEST(JsonText, FixedNumbersAreShort) {
  EXPECT_EQ(fixed(0.0, 7), "0");
  EXPECT_EQ(fixed(-0.0, 7), "0");
  EXPECT_EQ(fixed(-0.00000004, 7), "0");
  EXPECT_EQ(fixed(-71.06480000000001, 7), "-71.0648");
  EXPECT_EQ(fixed(100.0, 7), "100");
  EXPECT_EQ(fixed(100.0, 0), "100");
  EXPECT_EQ(fixed(0.125, 2), "0.12");
  EXPECT_EQ(fixed(1e300, 1).size(), 301U);
}

TEST(JsonText, AnyTextComesBack) {
  std::string text;
  for (int c = 0; c < 128; ++c) text += static_cast<char>(c);
  text = text.substr(1) + "路\xF0\x9F\x98\x80";
  std::string json;
  append_json_string(json, text);
  EXPECT_EQ(*parse_json(json).value().text(), text);
}

TEST(JsonText, NumbersThatAreNoneAreNull) {
  std::string json = "[";
  append_json_number(json, std::nan(""));
  json += ',';
  append_json_number(json, -std::numeric_limits<double>::infinity());
  json += ',';
  append_json_number(json, 0.1);
  EXPECT_EQ(json, "[null,null,0.1");
}

}  // namespace
}  // namespace libgrid::io::detail
