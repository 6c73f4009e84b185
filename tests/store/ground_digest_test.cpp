#include <libgrid/store/detail/ground_digest.hpp>

#include <set>

#include <gtest/gtest.h>

#include "tests/store/samples.hpp"

namespace libgrid::store::detail {
namespace {

TEST(GroundDigest, IsOfTheLandAndNotOfItsLoad) {
  std::vector<Block> blocks = test::ground().blocks;
  const std::int64_t digest = ground_digest(blocks);
  EXPECT_GE(digest, 0);
  for (Block& block : blocks) block.reports += 7, block.workload += 0.5, block.street_length += Metres{3.0};
  EXPECT_EQ(ground_digest(blocks), digest);
}

TEST(GroundDigest, EveryChangeOfIdOrShapeIsAnotherGround) {
  std::vector<Block> blocks = test::ground().blocks;
  blocks.push_back(blocks.front());
  blocks.back().id = BlockId{2};
  std::set<std::int64_t> digests{ground_digest(blocks), ground_digest({})};
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    std::vector<Block> other = blocks;
    other[i].id.value += 100;
    EXPECT_TRUE(digests.insert(ground_digest(other)).second) << "id of block " << i;
    for (std::size_t v = 0; v < blocks[i].shape.outer.size(); ++v) {
      other = blocks;
      other[i].shape.outer[v].y += 1.0 / 1024.0;  // one step of the lattice
      EXPECT_TRUE(digests.insert(ground_digest(other)).second) << "vertex " << v << " of block " << i;
    }
    other = blocks;
    other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_TRUE(digests.insert(ground_digest(other)).second) << "without block " << i;
  }
}

}  // namespace
}  // namespace libgrid::store::detail
