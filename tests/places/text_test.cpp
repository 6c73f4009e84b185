#include <libgrid/places/detail/text.hpp>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::places::detail {
namespace {

TEST(Text, ComesBackAsItWas) {
  for (const char* text : {"", "Main St", "五一路八一路口", "naïve", "\xF0\xA0\x80\x8B"})
    EXPECT_EQ(utf8(code_points(text)), text);
}

TEST(Text, BrokenSequencesBecomeOneMarkPerByte) {
  for (const char* broken : {"\xC0\xAF", "\xED\xA0\x80", "\xE8\xB7", "\xF5\x80\x80\x80", "\x80"}) {
    const std::u32string read = code_points(broken);
    EXPECT_EQ(read, std::u32string(std::string_view(broken).size(), U'\uFFFD'));
  }
}

TEST(Text, AnyBytesAreReadWithoutLoss) {
  for (std::uint64_t run = 0; run < 500; ++run) {
    const CounterRandom random(20261128, run);
    std::string bytes;
    for (std::uint64_t i = 0; i < run % 40; ++i) bytes += static_cast<char>(random.below(i, 256));
    const std::u32string read = code_points(bytes);
    EXPECT_EQ(code_points(utf8(read)), read) << "seed 20261128, run " << run;
  }
}

TEST(Text, Numerals) {
  EXPECT_EQ(numeral_value(U'〇'), 0);
  EXPECT_EQ(numeral_value(U'九'), 9);
  EXPECT_EQ(numeral_value(U'十'), 10);
  EXPECT_EQ(numeral_value(U'路'), -1);
}

}  // namespace
}  // namespace libgrid::places::detail
