#include <libgrid/places/street_name.hpp>

#include <gtest/gtest.h>

namespace libgrid::places {
namespace {

struct Spelling {
  const char* one;
  const char* other;
  const char* folded;
};

class SameName : public testing::TestWithParam<Spelling> {};

TEST_P(SameName, FoldsToTheSameText) {
  const NameRules rules = NameRules::common();
  EXPECT_EQ(fold_name(GetParam().one, rules), GetParam().folded);
  EXPECT_EQ(fold_name(GetParam().other, rules), GetParam().folded);
  EXPECT_EQ(fold_name(GetParam().folded, rules), GetParam().folded) << "folding a folded name changes nothing";
}

INSTANTIATE_TEST_SUITE_P(
    Spellings, SameName,
    testing::Values(Spelling{"West Sixth Street", "W 6th St.", "w 6th st"},
                    Spelling{"O'Brien Hwy", "OBRIEN  HIGHWAY", "obrien hwy"},
                    Spelling{"Saint Alphonsus Street", "St Alphonsus St", "st alphonsus st"},
                    Spelling{"颖昌大道", "颍昌大道", "颍昌大道"}, Spelling{"光明二巷", "光明2巷", "光明2巷"},
                    Spelling{"五一路", "51路", "51路"}, Spelling{"十二中街", "12中街", "12中街"},
                    Spelling{"二十一路", "２１路", "21路"}, Spelling{"一百零五路", "105路", "105路"},
                    Spelling{"建设　路", "建设 路", "建设路"}, Spelling{"Ａ区１号", "a区1号", "a区1号"}));

TEST(StreetName, OriginPointsIntoTheTextAsItWasWritten) {
  const FoldedText folded = fold_characters("ＡB 十二路", NameRules::common());
  EXPECT_EQ(folded.text, U"ab12路");
  EXPECT_EQ(folded.origin, (std::vector<std::size_t>{0, 1, 3, 3, 5, 6}));
}

TEST(StreetName, BrokenBytesKeepAMark) {
  EXPECT_EQ(fold_name("\xFF\xE8\xB7", NameRules::common()), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(StreetName, ACityAddsItsOwnWords) {
  NameRules rules = NameRules::common();
  rules.words["dot"] = "dorchester";
  EXPECT_EQ(fold_name("Dot Ave", rules), "dorchester ave");
}

}  // namespace
}  // namespace libgrid::places
