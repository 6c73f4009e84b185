#include <libgrid/workflow/detail/analysis_files.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::test {
namespace {

using namespace detail;

MultiPolygon square(double x) { return {Polygon{{{x, 0}, {x + 100, 0}, {x + 100, 100}, {x, 100}, {x, 0}}, {}}}; }

TEST(AnalysisFiles, PicturesSpeakOneLanguageAndSayWhatIsSynthetic) {
  ZonePicture picture{.title = {"图 <1>", "Map <1>"},
                      .note = {"注", "note"},
                      .shapes = {square(0), square(100)},
                      .legend_of = {0, 2},
                      .tips = {{"甲", "A"}, {"乙", "B"}},
                      .legend = {{"#b30000", {"热", "hot"}}, {"#2b8cbe", {"冷", "cold"}}, {"#eeeeee", {"无", "none"}}}};
  const std::string zh = picture_of(picture, PictureLanguage::zh, true),
                    en = picture_of(picture, PictureLanguage::en, false);
  EXPECT_NE(zh.find("图 &lt;1&gt;"), std::string::npos);
  EXPECT_NE(zh.find("合成数据 / synthetic"), std::string::npos);
  EXPECT_EQ(zh.find(">hot"), std::string::npos);
  EXPECT_NE(en.find("hot (1)"), std::string::npos);
  EXPECT_EQ(en.find("cold ("), std::string::npos);  // no zone of that class
  EXPECT_EQ(en.find("synthetic"), std::string::npos);
  EXPECT_NE(en.find("<title>B</title>"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::test
