#include <libgrid/index/detail/single_query.hpp>

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "random_shapes.hpp"

namespace libgrid::index::detail {
namespace {

struct Counts {
  std::size_t sure = 0, others = 0;
};

/// Whatever is said surely is what a batch says of both rules of ties, on no border.
void expect_as_in_a_batch(const std::vector<LayerShapes>& layers, const std::vector<Xy>& points,
                          const LayerOptions& options, Counts& counts) {
  const FlatLocator flat = build_flat(layers, options);
  for (const Xy p : points) {
    std::vector<std::int32_t> single(layers.size(), -7), batch(layers.size());
    std::uint8_t touch = 0;
    const bool sure = locate_surely(flat, p, single);
    ++(sure ? counts.sure : counts.others);
    for (const TieRule rule : {TieRule::lowest, TieRule::south_east}) {
      locate_columns(flat, {&p.x, &p.y, 1, 1}, {batch.data(), 1, &touch}, rule);
      if (!sure) continue;
      ASSERT_EQ(single, batch) << p.x << ' ' << p.y;
      ASSERT_EQ(touch, 0) << p.x << ' ' << p.y;
    }
    ASSERT_TRUE(sure || single.front() == -7) << "what is not certain is not written";
  }
}

// Tangles overlap and have rings that cross; small budgets and few cells give cut, crowded and combined cells.
TEST(SingleQuery, WhateverIsCertainIsWhatABatchSays) {
  Counts counts;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto one = jittered_coverage(5, 4, 3, seed), two = jittered_coverage(3, 2, 2, seed + 100),
               tangle = lattice_tangle(seed);
    auto points = hard_points(one, 30, seed);
    for (const auto& more : {hard_points(two, 30, seed), hard_points(tangle, 30, seed)})
      points.insert(points.end(), more.begin(), more.end());
    const std::vector<LayerShapes> single{{.shapes = one}}, three{{.shapes = one}, {.shapes = two}, {.shapes = tangle}};
    for (const LayerOptions& options :
         {LayerOptions{}, LayerOptions{.cells_per_edge = 1e-6},
          LayerOptions{.cells_per_edge = 0.3, .edges_per_leaf = 1}, LayerOptions{.max_bytes = 1}}) {
      expect_as_in_a_batch(single, points, options, counts);
      expect_as_in_a_batch(three, points, options, counts);
    }
  }
  EXPECT_GT(counts.sure, 1000U);
  EXPECT_GT(counts.others, 1000U);
}

TEST(SingleQuery, BesideTheGridAndWhatIsNoNumberIsCertainlyInNothing) {
  const auto shapes = jittered_coverage(3, 3, 2, 5);
  const FlatLocator flat = build_flat(std::vector<LayerShapes>{{.shapes = shapes}}, {});
  const double none = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
  for (const Xy p : {Xy{none, 0}, Xy{0, none}, Xy{infinite, 0}, Xy{0, -infinite}, Xy{1e30, 1e30}}) {
    std::int32_t answer = 5;
    EXPECT_TRUE(locate_surely(flat, p, {&answer, 1}));
    EXPECT_EQ(answer, -1);
  }
  const FlatLocator empty = build_flat(std::vector<LayerShapes>{{.shapes = {}}}, {});
  std::int32_t answer = 5;
  EXPECT_TRUE(locate_surely(empty, {1, 2}, {&answer, 1}));
  EXPECT_EQ(answer, -1);
}

TEST(SingleQuery, OfAPointOnABorderNothingIsCertain) {
  const auto shapes = jittered_coverage(4, 4, 2, 6);
  const FlatLocator flat = build_flat(std::vector<LayerShapes>{{.shapes = shapes}}, {});
  std::int32_t answer = 0;
  for (const Xy p : vertices_of(shapes)) EXPECT_FALSE(locate_surely(flat, p, {&answer, 1}));
}

}  // namespace
}  // namespace libgrid::index::detail
