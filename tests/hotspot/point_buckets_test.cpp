#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/detail/point_buckets.hpp>

namespace libgrid::hotspot::detail {
namespace {

TEST(PointBuckets, NearIsEveryPointWithinDenseOrSparse) {
  for (const double size : {100.0, 1e7}) {  // few buckets; far more buckets than points
    SCOPED_TRACE(size);
    const CounterRandom random(21, 0);
    std::vector<Xy> points;
    for (std::size_t i = 0; i < 200; ++i)
      points.push_back({random.unit(2 * i) * size - 40.0, random.unit(2 * i + 1) * 100.0});
    const PointBuckets buckets(points, Metres{12.5});
    for (const Xy place : points) {
      std::vector<std::uint32_t> near, all;
      buckets.visit_near(place, [&](std::uint32_t i) { near.push_back(i); });
      std::sort(near.begin(), near.end());
      for (std::uint32_t i = 0; i < points.size(); ++i) {
        const double dx = points[i].x - place.x, dy = points[i].y - place.y;
        if (dx * dx + dy * dy <= 12.5 * 12.5) all.push_back(i);
      }
      EXPECT_EQ(near, all);
    }
  }
}

}  // namespace
}  // namespace libgrid::hotspot::detail
