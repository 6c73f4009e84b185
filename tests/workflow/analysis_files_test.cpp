#include <libgrid/workflow/detail/analysis_files.hpp>

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace libgrid::workflow::test {
namespace {

using namespace detail;

MultiPolygon square(double x) { return {Polygon{{{x, 0}, {x + 100, 0}, {x + 100, 100}, {x, 100}, {x, 0}}, {}}}; }

TEST(AnalysisFiles, JsonHasNullWhereThereIsNoNumber) {
  AnalysisDocument document;
  document.parameters = {{"days", std::int64_t{28}}, {"level", 0.05}, {"model", std::string("poisson")}};
  document.n = 7;
  document.statistics = {{.name = "llr", .statistic = 1.5, .p = 0.01}, {.name = "odd", .statistic = std::nan("")}};
  document.definitions.push_back({"hot", {"热", "hot"}});
  document.warnings = {"few | 少"};
  const auto json = nlohmann::json::parse(to_json("scan", document));
  EXPECT_EQ(json["analysis"], "scan");
  EXPECT_EQ(json["parameters"]["days"], 28);
  EXPECT_TRUE(json["seed"].is_null());
  EXPECT_EQ(json["statistics"][0]["p"], 0.01);
  EXPECT_TRUE(json["statistics"][0]["variance"].is_null());
  EXPECT_TRUE(json["statistics"][1]["statistic"].is_null());
  EXPECT_EQ(json["definitions"][0]["zh"], "热");
  EXPECT_EQ(json["warnings"].size(), 1U);
}

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
