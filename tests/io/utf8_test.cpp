#include <libgrid/io/detail/utf8.hpp>

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

/// The definition itself, one code point after the other: the brute-force twin.
std::string encoded(std::uint32_t code) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | code >> 6), byte(0x80 | (code & 63))};
  if (code < 0x10000) return {byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 63)), byte(0x80 | (code & 63))};
  return {byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 63)), byte(0x80 | (code >> 6 & 63)),
          byte(0x80 | (code & 63))};
}

TEST(Utf8, EveryCodePointButSurrogatesIsValid) {
  for (std::uint32_t code = 0; code <= 0x120000; ++code) {
    const bool expected = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    if (is_utf8(encoded(code)) != expected) FAIL() << std::hex << code;
  }
}

/// Of all texts of one, two and three bytes exactly the encodings of code points are valid.
TEST(Utf8, NothingElseOfUpToThreeBytesIsValid) {
  std::int64_t two = 0, three = 0;
  for (int a = 0x80; a < 256; ++a) {
    EXPECT_FALSE(is_utf8(std::string{static_cast<char>(a)}));
    for (int b = 0; b < 256; ++b) {
      two += is_utf8(std::string{static_cast<char>(a), static_cast<char>(b)});
      for (int c = 0; c < 256; ++c) {
        three += is_utf8(std::string{static_cast<char>(a), static_cast<char>(b), static_cast<char>(c)});
      }
    }
  }
  EXPECT_EQ(two, 0x800 - 0x80);                                         // two-byte characters
  EXPECT_EQ(three, (0x10000 - 0x800 - 0x800) + (0x800 - 0x80) * 0x80);  // three-byte ones; two-byte ones and one ASCII
}

TEST(Utf8, SaysHowFarTheTextIsValid) {
  EXPECT_EQ(valid_utf8_prefix(""), 0U);
  EXPECT_EQ(valid_utf8_prefix("plain ASCII of some length"), 26U);
  EXPECT_EQ(valid_utf8_prefix("12345678\xFF"), 8U);
  EXPECT_EQ(valid_utf8_prefix("1234567\xFF"
                              "9"),
            7U);
  EXPECT_EQ(valid_utf8_prefix("路\xE8\xB7"), 3U);
  EXPECT_EQ(valid_utf8_prefix("\xF0\x9F\x98\x80\x80"), 4U);
}

TEST(Utf8, TheBeginningHasWholeCharacters) {
  EXPECT_EQ(beginning_of("short"), "short");
  EXPECT_EQ(beginning_of("人民路", 9), "人民路");
  EXPECT_EQ(beginning_of("人民路", 8), "人民");
  EXPECT_EQ(beginning_of("人民路", 2), "");
}

}  // namespace
}  // namespace libgrid::io::detail
