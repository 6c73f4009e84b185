#include <libgrid/workflow/detail/layer_findings.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail {
namespace {

ImportedZone square(std::int64_t number, std::string code, double west, double side) {
  const Ring ring{{west, 0}, {west + side, 0}, {west + side, side}, {west, side}, {west, 0}};
  return {number, std::move(code), "", {{.outer = ring, .holes = {}}}};
}

TEST(LayerFindings, OverlapsBySizeWithCodesAndSquareMetres) {
  const std::vector<ImportedZone> zones{square(1, "A", 0, 10), square(2, "B", 9, 10), square(3, "C", 16, 10)};
  const auto texts = layer_findings("ward", zones);
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_EQ(texts[0].en, "ward: 2 overlaps, 40.0 m2 (B, C: 30.0 m2; A, B: 10.0 m2)");
  EXPECT_EQ(texts[0].zh, "ward：2 处重叠，共 40.0 平方米（B, C: 30.0 m2; A, B: 10.0 m2）");
}

TEST(LayerFindings, OnlyTenAreNamed) {
  std::vector<ImportedZone> zones;
  for (int i = 0; i < 13; ++i) zones.push_back(square(i + 1, std::to_string(i), 9.0 * i, 10));
  const std::string text = layer_findings("w", zones).at(0).en;
  EXPECT_TRUE(text.starts_with("w: 12 overlaps, 120.0 m2 (0, 1: 10.0 m2; ")) << text;
  EXPECT_TRUE(text.ends_with("9, 10: 10.0 m2; …)")) << text;
}

TEST(LayerFindings, ARingThatCrossesItself) {
  const Ring bow_tie{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}};
  const std::vector<ImportedZone> zones{{7, "D", "", {{.outer = bow_tie, .holes = {}}}}, square(8, "E", 20, 10)};
  const auto texts = layer_findings("ward", zones);
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_EQ(texts[0].en, "ward: 1 feature with an invalid ring, read by even-odd parity (feature 7, D)");
}

TEST(LayerFindings, ACoverageWithGapsHolesAndIslandsHasNone) {
  EXPECT_TRUE(
      layer_findings("w", std::vector{square(1, "A", 0, 10), square(2, "B", 10, 10), square(3, "C", 40, 1)}).empty());
  EXPECT_TRUE(layer_findings("w", std::vector<io::LonLatZone>{}).empty());
}

TEST(LayerFindings, WhatCannotBeProjectedIsTold) {
  const io::LonLatLine ring{{113, 34}, {113.1, 34}, {-67, -34}, {113, 34}};
  std::vector<io::LonLatZone> zones(1);
  zones[0].number = 1;
  zones[0].shape = {{.outer = ring, .holes = {}}};
  for (const FindingText& text : layer_findings("w", zones)) EXPECT_TRUE(text.en.starts_with("w: ")) << text.en;
}

}  // namespace
}  // namespace libgrid::workflow::detail
