#include <libgrid/places/location_text.hpp>

#include <string>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "tests/support/source_dir.hpp"

namespace libgrid::places {
namespace {

constexpr const char* kKind[] = {"street", "crossing", "stretch", "section", "bridge",
                                 "near",   "around",   "address", "area"};
constexpr const char* kCompass[] = {"", "N", "S", "E", "W", "M"};

/// "stretch 健康路 [清虚街-清潩河] S"
std::string shown(const LocationPart& part) {
  std::string out = kKind[static_cast<int>(part.kind)];
  if (!part.street.empty()) out += ' ' + part.street;
  if (!part.from.empty()) out += " [" + part.from + (part.to.empty() ? "" : "-" + part.to) + "]";
  if (!part.place.empty()) out += " @" + part.place;
  for (const PlaceClass c : part.classes) out += " #" + std::to_string(static_cast<int>(c));
  if (part.section != Compass::none) out += std::string(" part ") + kCompass[static_cast<int>(part.section)];
  if (part.side != Compass::none) out += std::string(" side ") + kCompass[static_cast<int>(part.side)];
  if (part.offset > Metres{0.0}) out += ' ' + std::to_string(static_cast<int>(part.offset.value)) + "m";
  for (const std::string& bound : part.bounds)
    if (part.kind == LocationKind::area) out += " |" + bound;
  if (part.number != 0) out += " no " + std::to_string(part.number);
  if (!part.feature.empty()) out += " (" + part.feature + ")";
  return out;
}

std::string shown(const LocationText& said) {
  std::string out;
  for (const LocationPart& part : said.parts) out += (out.empty() ? "" : "; ") + shown(part);
  return out;
}

struct Said {
  const char* text;
  const char* parts;
};

class Text : public testing::TestWithParam<Said> {};

TEST_P(Text, SaysWhatItSaysWithoutAMap) {
  EXPECT_EQ(shown(parse_location(GetParam().text, Vocabulary(NameRules::common()))), GetParam().parts);
}

// All 25 places of the bulletin (data/xuchang).
INSTANTIATE_TEST_SUITE_P(
    Bulletin, Text,
    testing::Values(Said{"大徐佳苑周边", "near @大徐佳苑"}, Said{"金叶大道围挡内", "street 金叶大道 (围挡内)"},
                    Said{"魏风路绿化带", "street 魏风路 (绿化带)"}, Said{"灞陵路", "street 灞陵路"},
                    Said{"五一路八一路口游园", "crossing 五一路 [八一路] (游园)"}, Said{"天顺街", "street 天顺街"},
                    Said{"白庙后街", "street 白庙后街"}, Said{"兴昌路桥头", "bridge 兴昌路"},
                    Said{"劳动北路绿化带", "street 劳动北路 (绿化带)"}, Said{"帝豪广场", "near @帝豪广场"},
                    Said{"西外环与新绿街交叉口", "crossing 西外环 [新绿街]"},
                    Said{"学校、医院、商场、车站周边", "around #0 #1 #2 #3"}, Said{"魏武大道", "street 魏武大道"},
                    Said{"东苑街绿化带", "street 东苑街 (绿化带)"}, Said{"新兴路桥头", "bridge 新兴路"},
                    Said{"文兴路电动车市场", "near 文兴路 @电动车市场"}, Said{"许昌南高速口", "near @许昌南高速口"},
                    Said{"开元路", "street 开元路"}, Said{"阳光大道绿化带", "street 阳光大道 (绿化带)"},
                    Said{"永宁街绿化带", "street 永宁街 (绿化带)"}, Said{"文兴路侧分带", "street 文兴路 (侧分带)"},
                    Said{"南湖街南湖游园", "near 南湖街 @南湖游园"}, Said{"仓库路南段", "section 仓库路 part S"},
                    Said{"许州路八里营段", "section 许州路 @八里营"},
                    Said{"文峰路三盛购物广场附近", "near 文峰路 @三盛购物广场"}));

// 四至 and the sentences in which the city's notices tell where streets run.
INSTANTIATE_TEST_SUITE_P(
    Relations, Text,
    testing::Values(
        Said{"健康路以南(清虚街至清潩河段)", "stretch 健康路 [清虚街-清潩河] side S"},
        Said{"清潩河(许都路至长青街段)、文峰路(东大街至建设路段)以西",
             "stretch 清潩河 [许都路-长青街] side W; stretch 文峰路 [东大街-建设路] side W"},
        Said{"天平街、东大街、许都路以北", "street 天平街 side N; street 东大街 side N; street 许都路 side N"},
        Said{"许继大道(延安路至光明二巷段、运粮河至解放路段),光明路(光明二巷至五一路段)以北",
             "stretch 许继大道 [延安路-光明二巷] side N; stretch 许继大道 [运粮河-解放路] side N; stretch 光明路 "
             "[光明二巷-五一路] side N"},
        Said{"工农路(新兴路-许由路段)", "stretch 工农路 [新兴路-许由路]"},
        Said{"劳动路八一路至天宝路段", "stretch 劳动路 [八一路-天宝路]"},
        Said{"西起东顺河街,东止文峰路", "stretch [东顺河街-文峰路]"},
        Said{"北起凭心街北段,南止颍昌路", "stretch [凭心街-颍昌路]"},
        Said{"自南外环路至北外环路", "stretch [南外环路-北外环路]"},
        Said{"文峰路隧道至建安大道", "stretch 文峰路 [隧道-建安大道]"},
        Said{"许继大道与解放路交叉口(中立交)", "crossing 许继大道 [解放路]"},
        Said{"新兴路解放路口", "crossing 新兴路 [解放路]"}, Said{"京广铁路以东", "street 京广铁路 side E"},
        Said{"许昌南高速口开元路", "near 开元路 @许昌南高速口"}));

INSTANTIATE_TEST_SUITE_P(
    Bounds, Text,
    testing::Values(Said{"东至劳动路西至文峰路南至八一路北至健康路", "area |健康路 |八一路 |劳动路 |文峰路"},
                    Said{"东到劳动路、南到八一路、西到文峰路、北到健康路", "area |健康路 |八一路 |劳动路 |文峰路"},
                    Said{"东起劳动路，西止清潩河，南至京广铁路，北至健康路", "area |健康路 |京广铁路 |劳动路 |清潩河"},
                    Said{"东至劳动路，西至文峰路，南至八一路", "area | |八一路 |劳动路 |文峰路"}));

INSTANTIATE_TEST_SUITE_P(Offsets, Text,
                         testing::Values(Said{"五一路八一路口东50米", "crossing 五一路 [八一路] side E 50m"},
                                         Said{"五一路八一路口以东约50米", "crossing 五一路 [八一路] side E 50m"},
                                         Said{"帝豪广场北侧30米", "near @帝豪广场 side N 30m"},
                                         Said{"文峰路东侧", "street 文峰路 side E"},
                                         Said{"文峰路东侧50米", "street 文峰路 side E 50m"},
                                         Said{"文峰路120号", "address 文峰路 no 120"},
                                         Said{"文峰路12-1号院", "address 文峰路 no 12 (院)"},
                                         Said{"文峰路120号东50米", "address 文峰路 side E 50m no 120"},
                                         Said{"文峰路１２０号附近", "address 文峰路 no 120"}));

INSTANTIATE_TEST_SUITE_P(
    American, Text,
    testing::Values(Said{"INTERSECTION Boylston St & Dartmouth St", "crossing Boylston St [Dartmouth St]"},
                    Said{"corner of Main St and 3rd Ave", "crossing Main St [3rd Ave]"},
                    Said{"Main St @ 3rd Ave", "crossing Main St [3rd Ave]"},
                    Said{"120-124 Main St", "address Main St no 120"}, Said{"12A Main St", "address Main St no 12"},
                    Said{"1st Ave", "street 1st Ave"}, Said{"Andover St", "street Andover St"},
                    Said{"120", "street 120"}, Said{"", ""}, Said{"  ", ""}));

TEST(LocationText, AThirdStreetIsKept) {
  const LocationText said = parse_location("Columbus Ave & Kimball St & Seagrave Rd", Vocabulary(NameRules::common()));
  ASSERT_EQ(said.parts.size(), 1u);
  EXPECT_EQ(said.parts[0].also, std::vector<std::string>{"Seagrave Rd"});
}

TEST(LocationText, NothingRecognisedIsGivenBackWhole) {
  EXPECT_EQ(parse_location("你好", Vocabulary(NameRules::common())).rest, "你好");
}

TEST(LocationText, AnyBytesAreRead) {
  const std::string pieces[] = {"五一路", "口",   "至",       "(", ")",  "以南", "段",
                                "、",     "学校", "\xE8\xB7", "&", "自", " ",    "广场"};
  Vocabulary vocabulary(NameRules::common());
  vocabulary.add_street("五一路");
  for (std::uint64_t run = 0; run < 3000; ++run) {
    const CounterRandom random(20261128, run);
    std::string text;
    for (std::uint64_t i = 0; i <= run % 9; ++i) text += pieces[random.below(i, std::size(pieces))];
    const LocationText said = parse_location(text, vocabulary);
    EXPECT_TRUE(said.rest.empty() || said.parts.empty()) << text;
  }
}

}  // namespace
}  // namespace libgrid::places
