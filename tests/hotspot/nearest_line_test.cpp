#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/nearest_line.hpp>

namespace libgrid::hotspot {
namespace {

TEST(NearestLine, TheNearestWithinReachElseNone) {
  const std::vector<LineString> lines{{{0, 0}, {1000, 0}}, {{0, 40}, {1000, 40}}};
  const NearestLine nearest(lines, Metres{30.0});
  EXPECT_EQ(nearest.find({500, 10}), 0U);
  EXPECT_EQ(nearest.find({500, 20}), 0U);  // as near to both
  EXPECT_EQ(nearest.find({500, 21}), 1U);
  EXPECT_EQ(nearest.find({500, 70}), 1U);
  EXPECT_EQ(nearest.find({500, 71}), std::nullopt);
}

TEST(NearestLine, IsTheScanOfAllLines) {
  const CounterRandom random(4, 4);
  std::vector<LineString> lines;
  for (std::size_t i = 0; i < 60; ++i) {
    const auto at = [&](std::uint64_t k) { return random.unit(4 * i + k) * 600.0; };
    lines.push_back({{at(0), at(1)}, {at(2), at(3)}});
  }
  const NearestLine nearest(lines, Metres{25.0});
  for (std::uint64_t i = 0; i < 300; ++i) {
    const Xy place{random.unit(10'000 + 2 * i) * 600.0, random.unit(10'001 + 2 * i) * 600.0};
    std::optional<std::size_t> best;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      const Metres d = distance_to_segment(place, lines[k][0], lines[k][1]);
      if (d > Metres{25.0}) continue;
      if (!best || d < distance_to_segment(place, lines[*best][0], lines[*best][1])) best = k;
    }
    EXPECT_EQ(nearest.find(place), best);
  }
}

}  // namespace
}  // namespace libgrid::hotspot
