#include <libgrid/index/detail/wide_memory.hpp>

#include <cstdint>
#include <cstring>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/index/detail/flat_locator.hpp>

#include "random_shapes.hpp"

namespace libgrid::index::detail {
namespace {

TEST(WideMemory, IsAlignedAndAllOfItCanBeWritten) {
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{1} << 21U, (std::size_t{1} << 22U) + 1}) {
    const auto memory = wide_memory(bytes);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory.get()) % (1U << 21U), 0U);
    std::memset(memory.get(), 7, bytes);
    EXPECT_EQ(memory[bytes - 1], std::byte{7});
  }
}

// Bands that moved into one block are written and rebuilt as those that did not.
TEST(WideMemory, ALargeIndexIsGatheredAndRebuiltLikeASmallOne) {
  const auto shapes = jittered_coverage(40, 40, 2, 3);
  const std::vector<LayerShapes> layers{{.shapes = shapes}};
  const LayerOptions options{.cells_per_edge = 250.0};
  const LayerLocator large = LayerLocator::build(layers, options);
  ASSERT_GT(large.findings().bytes, std::size_t{8} << 20U);
  const auto& bands = large.flat().bands;
  for (std::size_t b = 1; b < bands.size(); ++b)
    EXPECT_EQ(bands[b].bytes.data(), bands[b - 1].bytes.data() + bands[b - 1].bytes.size());
  const LayerShape changed{0, 77};
  const LayerLocator rebuilt = large.rebuilt(layers, {&changed, 1});
  EXPECT_EQ(rebuilt.to_bytes(), large.to_bytes());
}

}  // namespace
}  // namespace libgrid::index::detail
