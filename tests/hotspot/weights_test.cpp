#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/weights.hpp>

namespace libgrid::hotspot {
namespace {

using namespace literals;

MultiPolygon square_at(double x, double y, double side = 1.0) {
  return {Polygon{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, {}}};
}

std::vector<Xy> scattered(std::size_t n, std::uint64_t seed, double size) {
  const CounterRandom random(seed, 1);
  std::vector<Xy> places;
  for (std::size_t i = 0; i < n; ++i) places.push_back({random.unit(2 * i) * size, random.unit(2 * i + 1) * size});
  return places;
}

std::vector<std::uint32_t> row(const Weights& weights, std::size_t i) {
  return {weights.neighbours(i).begin(), weights.neighbours(i).end()};
}

// 2 3
// 0 1      queen: everybody; rook: not across the corner.
TEST(Weights, RookSharesAnEdgeQueenACorner) {
  const std::vector<MultiPolygon> shapes{square_at(0, 0), square_at(1, 0), square_at(0, 1), square_at(1, 1)};
  EXPECT_EQ(row(contiguity_weights(shapes, Contiguity::queen), 0), (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_EQ(row(contiguity_weights(shapes, Contiguity::rook), 0), (std::vector<std::uint32_t>{1, 2}));
  for (const Contiguity how : {Contiguity::rook, Contiguity::queen})
    EXPECT_EQ(contiguity_weights(shapes, how), grid_weights(2, 2, how));
}

TEST(Weights, AGridIsTheContiguityOfItsSquares) {
  std::vector<MultiPolygon> shapes;
  for (int y = 0; y < 4; ++y)
    for (int x = 0; x < 5; ++x) shapes.push_back(square_at(x, y));
  for (const Contiguity how : {Contiguity::rook, Contiguity::queen})
    EXPECT_EQ(contiguity_weights(shapes, how), grid_weights(5, 4, how));
}

TEST(Weights, BordersAreMadeSymmetricAndCountOnce) {
  const std::vector<BorderPair> borders{{0, 1}, {1, 0}, {2, 1}, {2, 2}};
  const Weights weights = border_weights(4, borders);
  EXPECT_EQ(row(weights, 1), (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(row(weights, 2), (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(islands(weights), std::vector<std::size_t>{3});
  EXPECT_EQ(islands(with_self(weights)), std::vector<std::size_t>{3});
}

TEST(Weights, DistanceBandIsEveryPairWithinIt) {
  for (const std::uint64_t seed : {11U, 12U}) {
    SCOPED_TRACE(seed);
    const std::vector<Xy> places = scattered(300, seed, 1000.0);
    std::vector<WeightedLink> links;
    for (std::uint32_t i = 0; i < places.size(); ++i)
      for (std::uint32_t j = 0; j < places.size(); ++j) {
        const double dx = places[i].x - places[j].x, dy = places[i].y - places[j].y;
        if (i != j && dx * dx + dy * dy <= 80.0 * 80.0) links.push_back({i, j, 1.0});
      }
    EXPECT_EQ(distance_band_weights(places, 80_m), weights_from_links(places.size(), links));
  }
}

TEST(Weights, TheBandIncludesItsBorder) {
  const std::vector<Xy> places{{0, 0}, {3, 4}, {3, 4.001}};
  EXPECT_EQ(row(distance_band_weights(places, 5_m), 0), std::vector<std::uint32_t>{1});
}

TEST(Weights, NearestByDistanceThenIndex) {
  const std::vector<Xy> cross{{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}, {100, 100}};
  EXPECT_EQ(row(nearest_weights(cross, 2), 0), (std::vector<std::uint32_t>{1, 2}));
  const std::vector<Xy> places = scattered(200, 5, 50.0);
  const Weights weights = nearest_weights(places, 7);
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    std::vector<std::pair<double, std::uint32_t>> all;
    for (std::uint32_t j = 0; j < places.size(); ++j) {
      const double dx = places[i].x - places[j].x, dy = places[i].y - places[j].y;
      if (j != i) all.emplace_back(dx * dx + dy * dy, j);
    }
    std::sort(all.begin(), all.end());
    std::vector<std::uint32_t> nearest;
    for (std::size_t k = 0; k < 7; ++k) nearest.push_back(all[k].second);
    std::sort(nearest.begin(), nearest.end());
    EXPECT_EQ(row(weights, i), nearest);
  }
}

TEST(Weights, MeasuredPairsWithinTheBand) {
  const std::vector<MeasuredPair> pairs{{0, 1, 90_m}, {1, 2, 150_m}};
  const Weights weights = measured_band_weights(3, pairs, 100_m);
  EXPECT_EQ(row(weights, 1), std::vector<std::uint32_t>{0});
  EXPECT_EQ(weights.degree(2), 0U);
}

TEST(Weights, CodingsAddUp) {
  const std::vector<BorderPair> borders{{0, 1}, {0, 2}, {1, 2}, {2, 3}};
  const Weights weights = border_weights(5, borders);  // 4 is an island
  const auto total = [&](Coding coding) {
    double sum = 0.0;
    for (const double w : coded(weights, coding).weight) sum += w;
    return sum;
  };
  EXPECT_DOUBLE_EQ(total(Coding::binary), 8.0);
  EXPECT_DOUBLE_EQ(total(Coding::row_standardised), 4.0);
  EXPECT_DOUBLE_EQ(total(Coding::globally), 4.0);
  EXPECT_DOUBLE_EQ(total(Coding::unity), 1.0);
  EXPECT_DOUBLE_EQ(total(Coding::variance_stabilising), 4.0);
}

}  // namespace
}  // namespace libgrid::hotspot
