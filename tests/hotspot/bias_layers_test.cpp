#include <libgrid/hotspot/bias_layers.hpp>

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/hotspot/local_statistics.hpp>
#include <libgrid/hotspot/multiple_testing.hpp>

namespace libgrid::hotspot {
namespace {

TEST(BiasLayers, GiStarOfStandardisedRates) {
  const Weights rook = grid_weights(6, 5, Contiguity::rook);
  std::vector<double> events(30, 4.0), exposure(30, 2.0);
  for (const std::size_t i : {0U, 1U, 6U, 7U}) events[i] = 60.0;
  exposure[29] = 9.0;
  const LayerMap map = layer_map(rook, {events, exposure}, 0.05);
  const LocalStatistics star = gi_star(with_self(rook), eb_standardised({events, exposure}));
  EXPECT_EQ(map.z, star.z);
  EXPECT_EQ(map.q, benjamini_hochberg(star.p_two_sided));
  EXPECT_EQ(map.rates.estimate, empirical_bayes({events, exposure}).estimate);
  EXPECT_TRUE(map.hot[0] && map.hot[7]);
  EXPECT_FALSE(map.hot[29]);
}

TEST(BiasLayers, PlacesWithoutANeighbourAreNeverHot) {
  const Weights lonely = border_weights(4, std::vector<BorderPair>{{0, 1}, {1, 2}});
  const std::vector<double> events{1, 2, 3, 500}, exposure{1, 1, 1, 1};
  const LayerMap map = layer_map(lonely, {events, exposure}, 0.05);
  EXPECT_TRUE(std::isnan(map.z[3]));
  EXPECT_EQ(map.q[3], 1.0);
  EXPECT_FALSE(map.hot[3]);
}

// Same exposure everywhere: counting only a half of every place's reports moves no z.
TEST(BiasLayers, AConstantFactorMovesNothing) {
  const Weights rook = grid_weights(5, 5, Contiguity::rook);
  std::vector<double> events, half, exposure(25, 1.0);
  for (int i = 0; i < 25; ++i) events.push_back(100.0 + 7.0 * (i * i % 11)), half.push_back(events.back() / 2.0);
  const LayerMap all = layer_map(rook, {events, exposure}, 0.05), part = layer_map(rook, {half, exposure}, 0.05);
  for (std::size_t i = 0; i < 25; ++i) EXPECT_NEAR(all.z[i], part.z[i], 1e-12);
}

TEST(BiasLayers, Jaccard) {
  EXPECT_DOUBLE_EQ(jaccard({true, true, false, false}, {true, false, true, false}), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(jaccard({true, false}, {true, false}), 1.0);
  EXPECT_TRUE(std::isnan(jaccard({false}, {false})));
}

}  // namespace
}  // namespace libgrid::hotspot
