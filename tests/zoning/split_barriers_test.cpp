#include <libgrid/zoning/split_barriers.hpp>

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/zoning/split_block.hpp>
#include <libgrid/zoning/walls.hpp>

#include "tests/support/ascii_city.hpp"
#include "tests/support/seeds.hpp"
#include "tests/zoning/jittered_city.hpp"

namespace libgrid::zoning {
namespace {

using coverage::Barrier;
using coverage::BarrierBorder;

BlockSplit split_upper(const std::vector<BarrierBorder>& on, const std::vector<Barrier>& lines) {
  const test::AsciiCity city = test::ascii_city("AAAA\nBBBB");  // A above B, 40 m of border at y = 10
  const std::vector<Block> blocks = city.blocks();
  const std::vector<const Block*> refs{&blocks[0], &blocks[1]};
  const std::vector<BlockBorder> borders = city.borders();
  SplitPlaces places;
  places.barriers = lines;
  const GroundView ground{refs, borders, {}, {}, on};
  return *split_block(ground, {BlockId{1}, {{10.0, 5.0}, {10.0, 25.0}}, BlockId{3}}, places);
}

TEST(SplitBarriers, each_part_has_the_wall_along_its_own_border) {
  // The wall is drawn from x = 30 m to the west end.
  const std::vector<BarrierBorder> on{{BlockId{1}, BlockId{2}, 2, Metres{30.0}}};
  const BlockSplit split = split_upper(on, {{BarrierKind::wall, {{30.0, 10.0}, {0.0, 10.0}}, 2}});
  // Without a vertex at x = 30 the edge of the eastern part lies on it with one end only: by length of border.
  ASSERT_EQ(split.barriers.size(), 2U);
  EXPECT_EQ(split.barriers[0], (BarrierBorder{BlockId{2}, BlockId{3}, 2, Metres{7.5}}));
  EXPECT_EQ(split.barriers[1], (BarrierBorder{BlockId{2}, BlockId{4}, 2, Metres{22.5}}));
}

TEST(SplitBarriers, a_wall_on_the_whole_border_parts_both_children) {
  const std::vector<BarrierBorder> on{{BlockId{1}, BlockId{2}, 2, Metres{40.0}}};
  for (const bool known : {true, false}) {
    std::vector<Barrier> lines;
    if (known) lines = {{BarrierKind::wall, {{-20.0, 10.0}, {60.0, 10.0}}, 2}};
    const BlockSplit split = split_upper(on, lines);
    EXPECT_EQ(split.barriers, (std::vector<BarrierBorder>{{BlockId{2}, BlockId{3}, 2, Metres{10.0}},
                                                          {BlockId{2}, BlockId{4}, 2, Metres{30.0}}}));
    EXPECT_EQ(walls_of(split.borders, split.barriers, {}).size(), 2U);
  }
}

/// The bottom row of blocks ends at a wall that stops in the middle; what the parts of any split have of it is measured
/// against the picture, edge by edge.
TEST(SplitBarriers, random_splits_keep_every_metre_on_its_side) {
  const test::Seed seed(91);
  const test::JitteredCity city({.columns = 6, .rows = 5}, seed.value());
  struct Now {
    std::vector<Block> blocks;
    std::vector<BlockBorder> borders;
    std::vector<BarrierBorder> on;
  } now{city.blocks, city.borders, {}};
  // Walls are edges of the lattice itself, every third border; half of them rivers.
  std::vector<Barrier> lines;
  for (std::size_t i = 0; i < city.borders.size(); i += 3) {
    const BlockBorder& border = city.borders[i];
    const auto edges = [](const Block& block) {
      std::vector<std::pair<Xy, Xy>> all;
      for (std::size_t k = 1; k < block.shape.outer.size(); ++k)
        all.emplace_back(std::minmax(block.shape.outer[k - 1], block.shape.outer[k]));
      std::ranges::sort(all);
      return all;
    };
    const auto of_a = edges(*std::ranges::find(city.blocks, border.a, &Block::id));
    const auto of_b = edges(*std::ranges::find(city.blocks, border.b, &Block::id));
    std::vector<std::pair<Xy, Xy>> common;
    std::ranges::set_intersection(of_a, of_b, std::back_inserter(common));
    ASSERT_EQ(common.size(), 1U);
    const int group = i % 2 == 0 ? 2 : 0;
    lines.push_back({BarrierKind::wall, {common[0].first, common[0].second}, group});
    now.on.push_back({border.a, border.b, group, border.length});
  }
  const CounterRandom draw(seed.value(), 3);
  std::uint64_t next = 0;
  std::int64_t id = 1000;
  int done = 0;
  SplitPlaces places;
  places.barriers = lines;
  for (int round = 0; round < 120; ++round) {
    LineString line;
    for (int i = 0; i < 3; ++i) line.push_back({700.0 * draw.unit(next++) - 50.0, 600.0 * draw.unit(next++) - 50.0});
    const BlockId block = now.blocks[draw.below(next++, now.blocks.size())].id;
    std::ranges::sort(now.blocks, {}, &Block::id);
    std::vector<const Block*> refs;
    for (const Block& here : now.blocks) refs.push_back(&here);
    auto split = split_block({refs, now.borders, {}, {}, now.on}, {block, line, BlockId{id}}, places);
    if (!split) continue;
    ++done;
    std::erase_if(now.blocks, [&](const Block& here) { return here.id == block; });
    for (const Block& changed : split->redrawn) *std::ranges::find(now.blocks, changed.id, &Block::id) = changed;
    for (const Block& part : split->parts) now.blocks.push_back(part), id = part.id.value + 1;
    now.borders = split->borders;
    now.on = split->barriers;
  }
  EXPECT_GT(done, 20);
  // From the definition: an edge of a border lies on a barrier if its middle does.
  std::map<BlockPair, std::map<int, double>> expected;
  std::map<std::pair<Xy, Xy>, BlockId> first;
  for (const Block& block : now.blocks)
    for (std::size_t k = 1; k < block.shape.outer.size(); ++k) {
      const auto edge = std::minmax(block.shape.outer[k - 1], block.shape.outer[k]);
      const auto [other, is_new] = first.emplace(std::pair<Xy, Xy>(edge), block.id);
      if (is_new) continue;
      const Xy middle{(edge.first.x + edge.second.x) / 2, (edge.first.y + edge.second.y) / 2};
      for (const Barrier& barrier : lines)
        if (distance_to_segment(middle, barrier.line[0], barrier.line[1]) < Metres{0.004})
          expected[std::minmax(other->second, block.id)][barrier.group] += distance(edge.first, edge.second).value;
    }
  std::map<BlockPair, std::map<int, double>> found;
  for (const BarrierBorder& row : now.on) found[{row.a, row.b}][row.group] += row.length.value;
  for (const auto& [pair, groups] : expected)
    for (const auto& [group, metres] : groups)
      EXPECT_NEAR(found[pair][group], metres, 0.05) << pair.first.value << " " << pair.second.value;
  for (const auto& [pair, groups] : found)
    for (const auto& [group, metres] : groups) EXPECT_NEAR(expected[pair][group], metres, 0.05);
  // So walls are walls as before: every border that lies on a group 2 barrier.
  for (const auto& [a, b] : walls_of(now.borders, now.on, {})) EXPECT_GT((expected[{a, b}][2]), 0.0);
}

}  // namespace
}  // namespace libgrid::zoning
