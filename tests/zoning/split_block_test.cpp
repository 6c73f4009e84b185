#include <libgrid/zoning/split_block.hpp>

#include <limits>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/coverage/dissolve.hpp>

#include "tests/support/ascii_city.hpp"
#include "tests/support/seeds.hpp"
#include "tests/zoning/jittered_city.hpp"

namespace libgrid::zoning {
namespace {

struct DrawnGround {
  std::vector<Block> blocks;
  std::vector<BlockBorder> borders;
  std::vector<Link> links;
  std::vector<StreetStretch> stretches;

  std::vector<const Block*> refs() const {
    std::vector<const Block*> all;
    for (const Block& block : blocks) all.push_back(&block);
    return all;
  }
  Expected<BlockSplit> split(BlockId block, const LineString& line, const SplitPlaces& places = {}) const {
    const auto all = refs();
    return split_block({all, borders, links, stretches}, {block, line, BlockId{1000}}, places);
  }
};

DrawnGround drawn(std::string_view picture) {
  const test::AsciiCity city = test::ascii_city(picture);
  DrawnGround ground{city.blocks(), city.borders(), {}, {}};
  for (Block& block : ground.blocks) block.reports = 10, block.street_length = Metres{100.0}, block.workload = 0.25;
  return ground;
}

TEST(SplitBlock, figures_without_places_go_by_area) {
  const DrawnGround ground = drawn("AAAAB");
  const BlockSplit split = *ground.split(BlockId{1}, {{10.0, -1.0}, {10.0, 11.0}});
  ASSERT_EQ(split.parts.size(), 2U);
  EXPECT_EQ(split.parts[0].area, SquareMetres{100.0});
  EXPECT_EQ(split.parts[0].reports, 3);  // 2.5, rounded
  EXPECT_EQ(split.parts[1].reports, 7);
  EXPECT_EQ(split.parts[0].street_length, Metres{25.0});
  EXPECT_DOUBLE_EQ(split.parts[1].workload, 0.25 * (0.5 * 0.75 + 0.5 * 0.7));  // half streets, half reports
  EXPECT_EQ(split.borders, (std::vector<BlockBorder>{{BlockId{2}, BlockId{1001}, Metres{10.0}},
                                                     {BlockId{1000}, BlockId{1001}, Metres{10.0}}}));
  EXPECT_TRUE(split.redrawn.empty());  // the line meets the outer border only
}

TEST(SplitBlock, a_line_that_is_not_finite_is_named) {
  for (const double x : {std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::infinity()}) {
    const auto split = drawn("AAAAB").split(BlockId{1}, {{10.0, -1.0}, {10.0, x}});
    ASSERT_FALSE(split);
    EXPECT_EQ(split.error().code, ErrorCode::number_not_finite);
    EXPECT_EQ(split.error().field, "line");
  }
}

TEST(SplitBlock, reports_are_counted_where_they_are) {
  const DrawnGround ground = drawn("AAAAB");
  SplitPlaces places;
  for (int i = 0; i < 9; ++i) places.reports.push_back({5.0, 1.0 + i});
  places.reports.push_back({30.0, 5.0});
  places.reports.push_back({45.0, 5.0});  // in B
  const BlockSplit split = *ground.split(BlockId{1}, {{10.0, -1.0}, {10.0, 11.0}}, places);
  EXPECT_EQ(split.parts[0].reports, 9);
  EXPECT_EQ(split.parts[1].reports, 1);
  EXPECT_EQ(split.parts[0].workload + split.parts[1].workload, 0.25);
  EXPECT_GT(split.parts[0].workload, 0.1);
  places.reports.resize(3);  // not those that the block was counted with: by area
  EXPECT_EQ(ground.split(BlockId{1}, {{10.0, -1.0}, {10.0, 11.0}}, places)->parts[0].reports, 3);
}

TEST(SplitBlock, the_neighbour_sees_the_new_vertex) {
  const DrawnGround ground = drawn("AA\nBB");
  const BlockSplit split = *ground.split(BlockId{1}, {{7.0, 5.0}, {7.0, 25.0}});
  ASSERT_EQ(split.redrawn.size(), 1U);
  EXPECT_EQ(split.redrawn[0].id, BlockId{2});
  EXPECT_EQ(std::ranges::count(split.redrawn[0].shape.outer, Xy{7.0, 10.0}), 1);
}

TEST(SplitBlock, a_link_goes_to_the_part_it_touches) {
  DrawnGround ground = drawn("AA.B");
  ground.links = {{.id = LinkId{1},
                   .from = BlockId{1},
                   .to = BlockId{2},
                   .length = Metres{10.0},
                   .line = {{20.0, 5.0}, {30.0, 5.0}}}};
  const BlockSplit split = *ground.split(BlockId{1}, {{10.0, -1.0}, {10.0, 11.0}});
  EXPECT_EQ(split.links[0].from, BlockId{2});  // the lower id first
  EXPECT_EQ(split.links[0].to, BlockId{1001});
  EXPECT_EQ(split.links[0].line.front(), (Xy{30.0, 5.0}));
}

TEST(SplitBlock, refuses_an_unknown_block_and_a_line_that_does_not_cut) {
  const DrawnGround ground = drawn("AAAAB");
  EXPECT_EQ(ground.split(BlockId{9}, {{10, -1}, {10, 11}}).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(ground.split(BlockId{1}, {{10, -1}, {10, 5}}).error().code, ErrorCode::parameter_invalid);
}

/// After many splits the blocks still cover the city without a gap, every border has its twin.
TEST(SplitBlock, random_splits_keep_the_coverage) {
  const test::Seed seed(33);
  const test::JitteredCity city({.columns = 6, .rows = 5}, seed.value());
  DrawnGround ground{city.blocks, city.borders, {}, {}};
  const CounterRandom draw(seed.value(), 3);
  std::uint64_t next = 0;
  std::int64_t id = 1000;
  int done = 0;
  for (int round = 0; round < 150; ++round) {
    LineString line;
    for (int i = 0; i < 3; ++i) line.push_back({700.0 * draw.unit(next++) - 50.0, 600.0 * draw.unit(next++) - 50.0});
    const BlockId block = ground.blocks[draw.below(next++, ground.blocks.size())].id;
    const auto refs = ground.refs();
    auto split = split_block({refs, ground.borders, {}, {}}, {block, line, BlockId{id}}, {});
    if (!split) continue;
    ++done;
    std::erase_if(ground.blocks, [&](const Block& here) { return here.id == block; });
    for (const Block& changed : split->redrawn) *std::ranges::find(ground.blocks, changed.id, &Block::id) = changed;
    for (const Block& part : split->parts) ground.blocks.push_back(part), id = part.id.value + 1;
    ground.borders = split->borders;
  }
  EXPECT_GT(done, 20);
  std::vector<const Polygon*> shapes;
  SquareMetres sum;
  for (const Block& block : ground.blocks) shapes.push_back(&block.shape), sum += block.area;
  const MultiPolygon land = coverage::dissolve(shapes);
  ASSERT_EQ(land.size(), 1U);
  EXPECT_TRUE(land[0].holes.empty());
  EXPECT_NEAR(area(land).value, sum.value, 1e-6);
  const std::vector<BlockBorder> borders = test::shared_borders(ground.blocks);
  ASSERT_EQ(borders.size(), ground.borders.size());
  for (std::size_t i = 0; i < borders.size(); ++i) {
    EXPECT_EQ(borders[i].a, ground.borders[i].a);
    EXPECT_EQ(borders[i].b, ground.borders[i].b);
    EXPECT_NEAR(borders[i].length.value, ground.borders[i].length.value, 1e-6);
  }
}

}  // namespace
}  // namespace libgrid::zoning
