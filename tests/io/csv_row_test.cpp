#include <libgrid/io/detail/csv_row.hpp>

#include <string>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::io::detail {
namespace {

using Kind = RowScan::Kind;

std::string shown(const RowScan& scan, const RowScanner& scanner) {
  if (scan.kind == Kind::need_more) return "need more";
  if (scan.kind == Kind::broken)
    return "broken " + std::to_string(scan.bytes) + " in field " + std::to_string(scan.field);
  std::string text = "row " + std::to_string(scan.bytes);
  for (const std::string_view field : scanner.fields()) text += " [" + std::string(field) + "]";
  return text;
}

std::string scanned(std::string_view text, bool last) {
  RowScanner scanner;
  return shown(scanner.scan(text, last), scanner);
}

struct Case {
  std::string_view text;
  std::string_view whole;  ///< nothing comes after
  std::string_view part;   ///< more may come
};

TEST(RowScanner, CutsOneRowOffTheFront) {
  constexpr Case kCases[] = {
      {"a,b\nc\n", "row 4 [a] [b]", "row 4 [a] [b]"},
      {"a,b\r\nc", "row 5 [a] [b]", "row 5 [a] [b]"},
      {"a,b", "row 3 [a] [b]", "need more"},
      {"a,", "row 2 [a] []", "need more"},
      {"\n", "row 1 []", "row 1 []"},
      {"a\r", "broken 2 in field 0", "need more"},
      {"a\rb\n", "broken 4 in field 0", "broken 4 in field 0"},
      {"a,b\"c\nd", "broken 6 in field 1", "broken 6 in field 1"},
      {"a,b\"c", "broken 5 in field 1", "need more"},
      {"\"a\"", "row 3 [a]", "need more"},
      {"\"a\"\"", "broken 4 in field 0", "need more"},
      {"\"a\"\"b\"\n", "row 7 [a\"b]", "row 7 [a\"b]"},
      {"\"a\nb", "broken 3 in field 0", "need more"},
      {"\"a\"b\nc", "broken 5 in field 0", "broken 5 in field 0"},
      {"\"a\"\r", "broken 4 in field 0", "need more"},
      {"\"\"\"\",\"\"\"x\"\"\"\n", "row 13 [\"] [\"x\"]", "row 13 [\"] [\"x\"]"},
  };
  for (const Case& c : kCases) {
    SCOPED_TRACE(testing::PrintToString(c.text));
    EXPECT_EQ(scanned(c.text, true), c.whole);
    EXPECT_EQ(scanned(c.text, false), c.part);
  }
}

TEST(RowScanner, AnotherSeparatorWhereItIsDeclared) {
  RowScanner scanner(';');
  EXPECT_EQ(shown(scanner.scan("a,b;c\n", true), scanner), "row 6 [a,b] [c]");
  RowScanner tabs('\t');
  EXPECT_EQ(shown(tabs.scan("\"a\tb\"\tc;d", true), tabs), "row 9 [a\tb] [c;d]");
}

/// Where the pieces of a file end must not matter: a decision on a front part is the decision on the whole.
TEST(RowScanner, DecidesTheSameOnAnyFrontPart) {
  constexpr std::uint64_t kSeed = 11;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  const CounterRandom draw{kSeed, 0};
  constexpr std::string_view kAlphabet = "a,\"\n\r\"";
  std::uint64_t index = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text(1 + draw.below(index++, 12), 'a');
    for (char& c : text) c = kAlphabet[draw.below(index++, kAlphabet.size())];
    const std::string whole = scanned(text, true);
    for (std::size_t size = 1; size <= text.size(); ++size) {
      const std::string part = scanned(std::string_view(text).substr(0, size), false);
      EXPECT_TRUE(part == "need more" || part == whole) << testing::PrintToString(text) << " at " << size;
    }
  }
}

}  // namespace
}  // namespace libgrid::io::detail
