#include <libgrid/workflow/detail/refusal_place.hpp>

#include <gtest/gtest.h>

#include <libgrid/base/error_details.hpp>
#include <libgrid/zoning/certificate.hpp>

#include "tests/support/ascii_city.hpp"

namespace libgrid::workflow {
namespace {

/// A B C in a row, of which C is light; the metres of the drawing are those of EPSG:4547.
struct Row {
  libgrid::test::AsciiCity drawn = libgrid::test::ascii_city("ABC");
  Ground ground;
  City city;

  Row() {
    ground.blocks = drawn.blocks();
    for (Block& block : ground.blocks) {
      block.workload = block.id == ground.blocks.back().id ? 0.02 : 0.49;
      for (Xy& p : block.shape.outer) p = {p.x + 500'000.0, p.y + 3'800'000.0};
    }
    city.frame = Frame{4547};
  }

  [[nodiscard]] Error refusal(const std::vector<zoning::BlockPair>& walls, const zoning::PlanRules& rules,
                              int zones = 2) const {
    const auto graph = zoning::BlockGraph::build(ground.blocks, drawn.borders(), {}, walls);
    zoning::PartitionOptions options{.levels = {{1, zones, 0.05}}};
    options.excluded = rules.excluded;
    const auto reason = zoning::infeasibility(graph, options);
    if (!reason || !*reason) return make_error(ErrorCode::internal, "no certificate");
    return detail::with_place(zoning::error_of(graph, options, **reason), {graph, ground, rules, city});
  }
};

TEST(RefusalPlace, ABlockBehindAWallIsToldWithTheWallAndItsPlace) {
  const Row row;
  const BlockId b = row.ground.blocks[1].id, c = row.ground.blocks[2].id;
  const Error error = row.refusal({{b, c}}, {});
  EXPECT_EQ(error.id, "component of block " + std::to_string(c.value));
  EXPECT_NE(error.detail.find("no number of zones fits; walls close in its blocks " + std::to_string(c.value) +
                              ": open a gate in the barriers"),
            std::string::npos)
      << error.detail;
  EXPECT_NE(error.detail.find("; it is at 114.00"), std::string::npos) << error.detail;
  EXPECT_EQ(error.detail.find("declare a link"), std::string::npos);
  const std::string zh = detail_in_chinese(error.code, error.detail);
  EXPECT_NE(zh.find("任何网格数都不合适；墙等障碍把街区 " + std::to_string(c.value) + " 围在其中"), std::string::npos)
      << zh;
  EXPECT_NE(zh.find("；位于经度 114.00"), std::string::npos) << zh;
}

TEST(RefusalPlace, GroundThatIsLeftOutIsNamedWhereItCutsOff) {
  const Row row;
  const zoning::PlanRules rules{.excluded = {row.ground.blocks[1].id}};
  const Error error = row.refusal({}, rules, 1);
  EXPECT_NE(error.detail.find("excluded ground cuts off its blocks"), std::string::npos) << error.detail;
  const std::string zh = detail_in_chinese(error.code, error.detail);
  EXPECT_NE(zh.find("不划入网格的地块把街区"), std::string::npos) << zh;
}

TEST(RefusalPlace, AMustLinkWhoseBlocksLieApartIsNamed) {
  const Row row;
  const BlockId a = row.ground.blocks[0].id, c = row.ground.blocks[2].id;
  const auto graph = zoning::BlockGraph::build(row.ground.blocks, row.drawn.borders(), {});
  zoning::PlanRules rules;
  rules.must_link.push_back({.name = "hospital", .blocks = {a, c}});
  zoning::PartitionOptions options{.levels = {{1, 2, 0.05}}};
  options.must_link = {{a, c}};
  const auto refused = zoning::partition(graph, options);
  ASSERT_FALSE(refused);
  const Error error = detail::with_place(refused.error(), {graph, row.ground, rules, row.city});
  EXPECT_EQ(error.id, "must-link hospital");
  EXPECT_EQ(error.detail,
            "its blocks 1,3 are not connected with each other: give it places in blocks between them too");
  EXPECT_NE(message_zh(error).find("其街区 1,3 互不连通"), std::string::npos) << message_zh(error);
}

TEST(RefusalPlace, AHeavyBlockIsToldWithItsPlaceAndOtherErrorsStay) {
  Row row;
  row.ground.blocks[0].workload = 5.0;
  const Error error = row.refusal({}, {});
  EXPECT_TRUE(error.detail.starts_with("block carries ")) << error.detail;
  EXPECT_NE(error.detail.find(" (longitude, latitude)"), std::string::npos) << error.detail;
  EXPECT_NE(detail_in_chinese(error.code, error.detail).find("上限为 1.0500；位于经度 114.00"), std::string::npos)
      << detail_in_chinese(error.code, error.detail);
  const auto graph = zoning::BlockGraph::build(row.ground.blocks, row.drawn.borders(), {});
  const Error other = make_error(ErrorCode::zone_infeasible, "nothing").about("level 1");
  EXPECT_EQ(detail::with_place(other, {graph, row.ground, {}, row.city}).detail, "nothing");
}

}  // namespace
}  // namespace libgrid::workflow
