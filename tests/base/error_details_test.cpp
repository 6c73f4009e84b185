#include <libgrid/base/error_details.hpp>

#include <gtest/gtest.h>

#include <libgrid/base/error.hpp>

namespace libgrid {
namespace {

struct Row {
  ErrorCode code;
  const char* en;
  const char* zh;
};

class DetailInChinese : public testing::TestWithParam<Row> {};

TEST_P(DetailInChinese, KeepsTheValuesAndSaysTheSame) {
  EXPECT_EQ(detail_in_chinese(GetParam().code, GetParam().en), GetParam().zh);
}

INSTANTIATE_TEST_SUITE_P(
    Table, DetailInChinese,
    testing::Values(
        Row{ErrorCode::not_found, "the newest plan has no zone NE07", "最新方案没有网格 NE07"},
        Row{ErrorCode::not_found, "the newest plan has no zone A {} B; the row answers for nothing",
            "最新方案没有网格 A {} B；该行不起作用"},
        Row{ErrorCode::row_width, "7 fields, the header has 9", "7 个字段，表头有 9 个"},
        Row{ErrorCode::parameter_invalid, "0 is not between 0.1 and 100", "0 不在 0.1 到 100 之间"},
        // Chinese names the community first
        Row{ErrorCode::parameter_invalid,
            "1000 units in community 003, the last number is 999; take larger cells (--area) or smaller communities",
            "社区 003 有 1000 个单元，最大编号为 999；请加大单元面积（--area）或划小社区"},
        // a sentence inside a sentence
        Row{ErrorCode::coordinate_out_of_range,
            "the districts lie at x 1.0 to 2.0, y 3.0 to 4.0, EPSG:4547 is for longitude 112.5 to 115.5, latitude 20.0 "
            "to "
            "50.0: another city's file, or the wrong frame_epsg in the city file (UTM there is EPSG:32619)",
            "辖区位于 x 1.0 至 2.0，y 3.0 至 4.0，而 EPSG:4547 适用于 经度 112.5 至 115.5，纬度 20.0 至 50.0："
            "可能是其他城市的文件，或城市配置的 frame_epsg 有误（该处 UTM 为 EPSG:32619）"},
        Row{ErrorCode::zone_infeasible, "block carries 2.3100 of the mean zone of level 2, the maximum is 1.0500",
            "该街区承担层级 2 平均网格的 2.3100，上限为 1.0500"},
        Row{ErrorCode::zone_not_contiguous, "2 parts", "2 片"},
        Row{ErrorCode::workload_out_of_band, "0.5094 of the mean, band +-0.05", "平均值的 0.5094，允许范围 ±0.05"},
        Row{ErrorCode::zone_count_differs, "13 zones of level 2, the city file asks for 12",
            "层级 2 有 13 个网格，城市配置要求 12 个"},
        Row{ErrorCode::zone_infeasible, "impossible: 4 blocks for 5 zones", "不可能：4 个街区要分成 5 个网格"},
        Row{ErrorCode::zone_infeasible,
            "component carries 2.0000 of the mean zone of level 1, band +-0.05: no number of zones fits; declare a "
            "link (all workloads are multiples of 0.2222 of the mean, and no multiple is within the band)",
            "该连通片承担层级 1 平均网格的 2.0000，允许范围 ±0.05：任何网格数都不合适；请声明连接（工作量均为平均值 "
            "0.2222 的倍数，没有一个倍数落在范围内）"},
        Row{ErrorCode::zone_infeasible,
            "component carries 2.0000 of the mean zone of level 1, band +-0.05: no number of zones fits; declare a "
            "link (all workloads are multiples of a unit, a zone carries 3 to 4 of them); it lies in the district Bei; "
            "the workload counts all cases, not those of the period that rebalance was told",
            "该连通片承担层级 1 平均网格的 2.0000，允许范围 "
            "±0.05：任何网格数都不合适；请声明连接（工作量均为同一单位的倍数，"
            "每个网格承担 3 至 4 个单位）；位于辖区 Bei；工作量计入全部案件，不只计 rebalance 所给时段"},
        Row{ErrorCode::zone_infeasible,
            "no plan was found within the work limit, though one may exist; outside the band: A-1: 1.2000 (+-0.05), "
            "A-2: 1.1000 (+-0.05) and 3 more",
            "在计算量限度内没有找到方案，但方案可能存在；超出允许范围的网格：A-1: 1.2000 (+-0.05), A-2: 1.1000 "
            "(+-0.05) 等，另有 3 个"},
        // values stay as they are
        Row{ErrorCode::number_malformed, "12x.5", "12x.5"}, Row{ErrorCode::number_malformed, "none", "none"},
        Row{ErrorCode::parameter_invalid, "none", "无"},
        Row{ErrorCode::time_malformed, "yesterday at noon", "yesterday at noon"}, Row{ErrorCode::internal, "", ""},
        Row{ErrorCode::parameter_invalid, "days >= 1, 0 < level < 1", "days >= 1, 0 < level < 1"}));

TEST(MessageInChinese, WhatAnIdStandsForIsChineseToo) {
  const auto zh = [](const char* id) {
    return message_zh(make_error(ErrorCode::zone_not_contiguous, "2 parts").about(id));
  };
  EXPECT_TRUE(zh("zone BOS-01").starts_with("网格 BOS-01: ")) << zh("zone BOS-01");
  EXPECT_TRUE(zh("zone BOS-01, blocks 2 and 3").starts_with("网格 BOS-01，街区 2 和 3: "));
  EXPECT_TRUE(zh("component of block 7").starts_with("街区 7 所在连通片: "));
  EXPECT_TRUE(zh("component of zone BOS-01").starts_with("网格 BOS-01 所在连通片: "));
  EXPECT_TRUE(zh("101000123").starts_with("编号 101000123: "));
}

TEST(DetailInChineseText, ABracesValueIsNoTemplate) {
  EXPECT_EQ(detail_in_chinese(ErrorCode::row_width, "{1} fields, the header has {"), "{1} 个字段，表头有 { 个");
}

TEST(DetailInChineseText, TheWholeSentenceOfAnErrorIsChinese) {
  const Error error = make_error(ErrorCode::parameter_invalid, "not before until").at_field("since");
  EXPECT_EQ(message_zh(error).find("not before"), std::string::npos) << message_zh(error);
  EXPECT_NE(message_en(error).find("(not before until)"), std::string::npos);
}

}  // namespace
}  // namespace libgrid
