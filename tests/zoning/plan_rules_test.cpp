#include <libgrid/zoning/plan_rules.hpp>

#include <numeric>

#include <gtest/gtest.h>

#include "tests/support/ascii_city.hpp"

namespace libgrid::zoning {
namespace {

/// Block 2 of A B C becomes 10 (west) and 11 (east), of one and three parts of its ground.
struct Halves {
  std::vector<Block> before = test::ascii_city("ABBBBC").blocks();
  std::vector<Block> parts{2};
  std::vector<StreetStretch> stretches;
  Halves() {
    parts[0].id = BlockId{10}, parts[1].id = BlockId{11};
    parts[0].shape.outer = {{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 0}};
    parts[1].shape.outer = {{20, 0}, {50, 0}, {50, 10}, {20, 10}, {20, 0}};
    for (Block& part : parts) part.area = area(part.shape);
    parts[0].reports = 2, parts[1].reports = 2;
    stretches = {{StreetId{7}, Metres{0}, Metres{40}, BlockId{10}, BlockId{10}},
                 {StreetId{8}, Metres{0}, Metres{10}, BlockId{11}, BlockId{11}},
                 {StreetId{9}, Metres{0}, Metres{60}, BlockId{11}, {}}};
    parts[0].street_length = Metres{40}, parts[1].street_length = Metres{70};
  }
  [[nodiscard]] std::vector<double> after(LimitedWorkload workload) const {
    workload.of_block = {3.0, 8.0, 5.0};
    return rules_after({.must_link = {}, .workloads = {workload}}, {before[1], 1, parts, stretches})
        .workloads[0]
        .of_block;
  }
};

TEST(RulesAfter, the_parts_share_what_the_block_had) {
  const Halves halves;
  using Shared = std::vector<double>;
  EXPECT_EQ(halves.after({.name = "n", .of_block = {}}), (Shared{3.0, 5.0, 2.0, 6.0}));  // by area
  EXPECT_EQ(halves.after({.name = "n", .of_block = {}, .share = ShareBy::reports}), (Shared{3.0, 5.0, 4.0, 4.0}));
  EXPECT_EQ(
      halves.after({.name = "n", .of_block = {}, .share = ShareBy::streets, .streets = {StreetId{7}, StreetId{8}}}),
      (Shared{3.0, 5.0, 8.0 * (40.0 / 50.0), 8.0 - 8.0 * (40.0 / 50.0)}));
  EXPECT_DOUBLE_EQ(halves.after({.name = "n", .of_block = {}, .share = ShareBy::streets})[2], 8.0 * 40 / 110);
  EXPECT_EQ(halves.after({.name = "n",
                          .of_block = {},
                          .share = ShareBy::places,
                          .places = {{{15, 5}, 3.0}, {{30, 5}, 1.0}, {{5, 5}, 9.0}}}),
            (Shared{3.0, 5.0, 6.0, 2.0}));
  EXPECT_EQ(halves.after({.name = "n", .of_block = {}, .share = ShareBy::places}),
            (Shared{3.0, 5.0, 2.0, 6.0}));  // no places: by area
}

TEST(RulesAfter, must_links_follow_their_places) {
  const Halves halves;
  const auto after = [&](std::vector<Xy> places) {
    const MustLink link{.name = "x", .blocks = {BlockId{1}, BlockId{2}}, .places = std::move(places)};
    return rules_after({.must_link = {link}, .workloads = {}}, {halves.before[1], 1, halves.parts, halves.stretches})
        .must_link[0]
        .blocks;
  };
  EXPECT_EQ(after({}), (std::vector<BlockId>{BlockId{1}, BlockId{10}, BlockId{11}}));
  EXPECT_EQ(after({{5, 5}, {30, 5}}), (std::vector<BlockId>{BlockId{1}, BlockId{11}}));
}

TEST(LimitedWorkload, limits_are_closed_and_a_most_of_zero_is_none) {
  const LimitedWorkload both{.name = "n", .of_block = {}, .least = 0.9, .most = 1.1};
  EXPECT_TRUE(both.allows(0.9) && both.allows(1.1) && both.allows(1.1 + 1e-12));
  EXPECT_FALSE(both.allows(0.8999) || both.allows(1.1001));
  const LimitedWorkload least{.name = "n", .of_block = {}, .least = 0.9};
  EXPECT_TRUE(least.allows(99.0));
  EXPECT_EQ(limit_finding("zone X", both, 1.2)->id, "zone X, n");
  EXPECT_FALSE(limit_finding("zone X", both, 1.0));
}

TEST(PartedFinding, names_every_block_and_its_zone) {
  const MustLink link{.name = "park", .blocks = {BlockId{4}, BlockId{5}}};
  EXPECT_FALSE(parted_finding(link, [](BlockId) { return std::string("zone A"); }));
  const auto apart = [](BlockId block) { return block.value == 4 ? std::string("zone A") : std::string("zone B"); };
  EXPECT_EQ(parted_finding(link, apart)->detail, "block 4 in zone A, block 5 in zone B");
  EXPECT_FALSE(parted_finding({.name = "empty", .blocks = {}}, apart));
}

TEST(WallFinding, names_zone_and_blocks) {
  const Error error = wall_finding("zone A", BlockId{9}, BlockId{3});
  EXPECT_EQ(error.id, "zone A, blocks 3 and 9");
  EXPECT_NE(message_zh(error).find("围墙"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::zoning
