#include <libgrid/coverage/detail/box_tree.hpp>

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::coverage::detail {
namespace {

TEST(BoxTree, FindsWhatAScanFinds) {
  for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 300U}) {
    SCOPED_TRACE(size);
    const CounterRandom draw(size, 1);
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < size; ++i) {
      const Xy p{draw.unit(i * 4) * 100, draw.unit(i * 4 + 1) * 100};
      boxes.push_back({p, {p.x + draw.unit(i * 4 + 2) * 9, p.y + draw.unit(i * 4 + 3) * 9}});
    }
    const BoxTree tree(boxes);
    for (std::uint64_t q = 0; q < 50; ++q) {
      const Xy p{draw.unit(9000 + q) * 100, draw.unit(9500 + q) * 100};
      const Box query{p, {p.x + 7, p.y + 3}};
      std::vector<std::size_t> found, expected;
      tree.visit(query, [&](std::size_t i) { found.push_back(i); });
      for (std::size_t i = 0; i < size; ++i)
        if (boxes[i].meets(query)) expected.push_back(i);
      std::sort(found.begin(), found.end());
      EXPECT_EQ(found, expected);
    }
  }
}

TEST(SegmentBox, HoldsBothEnds) { EXPECT_EQ(segment_box({3, 1}, {1, 2}), (Box{{1, 1}, {3, 2}})); }

}  // namespace
}  // namespace libgrid::coverage::detail
