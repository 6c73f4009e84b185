#include <libgrid/io/detail/recoded.hpp>

#include <string>

#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

/// All bytes of the source, read in pieces of `piece`.
std::string all_of(std::string_view bytes, TextEncoding encoding, std::size_t piece = 4096) {
  auto source = recoded(from_memory(bytes), encoding);
  std::string out, buffer(piece, '\0');
  while (true) {
    const auto count = (*source)->read(buffer);
    if (!count || *count == 0) return out;
    out.append(buffer, 0, *count);
  }
}

TEST(Recoded, Gb18030) {
  EXPECT_EQ(all_of("\xB1\xE0\xBA\xC5,b\n", TextEncoding::gb18030), "编号,b\n");
  EXPECT_EQ(all_of("\x81\x39\xEE\x39", TextEncoding::gb18030), "\xE3\x90\x80") << "four bytes: U+3400";
  EXPECT_EQ(all_of("ab\xB1", TextEncoding::gb18030), "ab\xFF") << "cut in the middle";
  EXPECT_EQ(all_of("a\x80\xFFz\n1", TextEncoding::gb18030).substr(0, 2), "a\xFF") << "no sequence";
}

TEST(Recoded, Utf16OfBothOrders) {
  using std::string_literals::operator""s;
  EXPECT_EQ(all_of("\xFF\xFE\x16\x7F,\0\n\0"s, TextEncoding::utf16), "编,\n");
  EXPECT_EQ(all_of("\xFE\xFF\x7F\x16\0,\0\n"s, TextEncoding::utf16), "编,\n");
  EXPECT_EQ(all_of("a\0b\0"s, TextEncoding::utf16), "ab") << "no mark: the low byte first";
  EXPECT_EQ(all_of("\xFF\xFE\x3D\xD8\x00\xDE"s, TextEncoding::utf16), "\xF0\x9F\x98\x80") << "a pair";
  EXPECT_EQ(all_of("\xFF\xFE\x3D\xD8z\0"s, TextEncoding::utf16).back(), 'z') << "half a pair is not the end";
}

TEST(Recoded, PiecesDoNotMatter) {
  std::string text;
  for (int i = 0; i < 50'000; ++i)
    text +=
        "\xB1\xE0"
        "a\x81\x39\xEE\x39";
  const std::string whole = all_of(text, TextEncoding::gb18030);
  EXPECT_EQ(whole.size(), 50'000U * 7U);
  EXPECT_EQ(all_of(text, TextEncoding::gb18030, 7), whole);
  EXPECT_EQ(all_of("plain\xFF", TextEncoding::utf8), "plain\xFF");
}

}  // namespace
}  // namespace libgrid::io::detail
