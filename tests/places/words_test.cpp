#include <libgrid/places/detail/words.hpp>

#include <gtest/gtest.h>

namespace libgrid::places::detail {
namespace {

/// Words as "street:五一路 crossing:口", with only the kinds that a name can have told apart.
std::string shown(std::string_view text, const Vocabulary& vocabulary) {
  std::string out;
  for (const Word& word : words_of(text, vocabulary)) {
    if (!out.empty()) out += ' ';
    if (word.kind == WordKind::street) out += "street:";
    if (word.kind == WordKind::place) out += "place:";
    if (word.kind == WordKind::other) out += "other:";
    out += word.text;
  }
  return out;
}

TEST(Words, UnknownNamesAreFoundByTheirLastWord) {
  const Vocabulary nothing(NameRules::common());
  EXPECT_EQ(shown("五一路八一路口游园", nothing), "street:五一路 street:八一路 口 other:游园");
  EXPECT_EQ(shown("西外环与新绿街交叉口", nothing), "street:西外环 与 street:新绿街 交叉口");
  EXPECT_EQ(shown("文峰路三盛购物广场附近", nothing), "street:文峰路 place:三盛购物广场 附近");
  EXPECT_EQ(shown("许州路八里营段", nothing), "street:许州路 place:八里营 段");
  EXPECT_EQ(shown("健康路以南(清虚街至清潩河段)", nothing), "street:健康路 以南 ( street:清虚街 至 street:清潩河 段 )");
}

TEST(Words, TheLongestKnownNameWins) {
  Vocabulary vocabulary(NameRules::common());
  vocabulary.add_street("和平路");
  vocabulary.add_street("和平路东");
  vocabulary.add_place("帝豪");
  EXPECT_EQ(shown("和平路与帝豪", vocabulary), "street:和平路 与 place:帝豪");
  EXPECT_EQ(shown("和平路东段", vocabulary), "street:和平路东 段");
}

TEST(Words, TextIsAsItWasWritten) {
  Vocabulary vocabulary(NameRules::common());
  vocabulary.add_street("颍昌大道");
  EXPECT_EQ(shown("颖昌大道　１２号", vocabulary), "street:颖昌大道 other:１２号");
}

}  // namespace
}  // namespace libgrid::places::detail
