#include <libgrid/workflow/detail/bent_edges.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail {
namespace {

using Ring = io::LonLatLine;

io::LonLatZone zone(Ring outer) {
  return {.number = 1, .code = "A", .parent = "", .shape = {{.outer = std::move(outer), .holes = {}}}, .rank = 0};
}

/// A zone of one ring from west to east with its south border at `south`.
io::LonLatZone box(double west, double east, double south, double north) {
  return zone({{west, south}, {east, south}, {east, north}, {west, north}, {west, south}});
}

crs::Projector utm() { return crs::Projector::make(Frame{32649}).value(); }

const Ring& ring_of(const Straightened& layer, std::size_t i) { return layer.zones[i].shape[0].outer; }

/// The farthest that any position of the edges lies off what is drawn in the plane, in metres; by looking everywhere.
double worst(const Ring& ring, const crs::Projector& plane) {
  double most = 0.0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Xy a = *plane.to_plane(ring[i]), b = *plane.to_plane(ring[i + 1]);
    for (int k = 1; k < 32; ++k) {
      const double t = k / 32.0;
      const Xy p = *plane.to_plane(
          LonLat{ring[i].lon + t * (ring[i + 1].lon - ring[i].lon), ring[i].lat + t * (ring[i + 1].lat - ring[i].lat)});
      const double length = distance(a, b).value;
      most = std::max(most, std::abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length);
    }
  }
  return most;
}

TEST(BentEdges, ALongEdgeAlongAParallelGetsVerticesAndIsTold) {
  // 0.015 degrees at 34 N are 1,386 m: 1386^2 tan(34) / 51,000 km = 25 mm; the edge between both zones counts once.
  const std::vector<io::LonLatZone> zones{box(113.80, 113.815, 34.0, 34.01), box(113.80, 113.815, 34.01, 34.02)};
  EXPECT_GT(worst(zones[0].shape[0].outer, utm()), 0.02);
  const Straightened layer = straightened(zones, utm());
  for (std::size_t i : {0U, 1U}) EXPECT_LE(worst(ring_of(layer, i), utm()), kMostBend.value);
  EXPECT_EQ(layer.edges, 7U) << "three along parallels, and four of 1.1 km along meridians, off by 1 mm";
  EXPECT_GE(layer.vertices, 3U * 15U + 4U) << "25 mm: 16 pieces";
  EXPECT_LE(layer.vertices, 3U * 15U + 12U);
  ASSERT_TRUE(layer.told);
  EXPECT_TRUE(
      layer.told->en.starts_with("edges straight in degrees but not in the plane EPSG:32649: 7, off by up to 25."))
      << layer.told->en;
  EXPECT_NE(layer.told->zh.find("已在其上加密 " + std::to_string(layer.vertices) + " 个顶点"), std::string::npos)
      << layer.told->zh;
}

TEST(BentEdges, BothZonesAtABorderGetTheSameVertices) {
  const std::vector<io::LonLatZone> zones{box(113.80, 113.815, 34.0, 34.01), box(113.80, 113.815, 34.01, 34.02)};
  const Straightened layer = straightened(zones, utm());
  const auto on_border = [](const Ring& ring) {
    Ring found;
    std::ranges::copy_if(ring, std::back_inserter(found), [](LonLat p) { return p.lat == 34.01; });
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  };
  EXPECT_EQ(on_border(ring_of(layer, 0)).size(), 17U);
  EXPECT_EQ(on_border(ring_of(layer, 0)), on_border(ring_of(layer, 1)));  // bit for bit
  // A slanting border too, whichever zone draws it first.
  const LonLat a{113.8, 34.0}, b{113.83, 34.017};
  const Straightened slanting =
      straightened(std::vector{zone({a, b, {113.8, 34.03}, a}), zone({b, a, {113.83, 33.99}, b})}, utm());
  const Ring &left = ring_of(slanting, 0), &right = ring_of(slanting, 1);
  const auto end = std::ranges::find(left, b);
  ASSERT_GT(end - left.begin(), 8);
  for (auto p = left.begin(); p != end; ++p) EXPECT_NE(std::ranges::find(right, *p), right.end());
}

TEST(BentEdges, VerticesOfTheFileStayInTheirOrderAndRingsStayClosed) {
  const io::LonLatZone drawn = box(113.80, 113.9, 34.0, 34.1);
  const Straightened layer = straightened(std::vector{drawn}, utm());
  const Ring& ring = ring_of(layer, 0);
  EXPECT_EQ(ring.front(), ring.back());
  auto at = ring.begin();
  for (const LonLat p : drawn.shape[0].outer) {
    at = std::find(at, ring.end(), p);
    ASSERT_NE(at, ring.end());
  }
  EXPECT_LE(worst(ring, utm()), kMostBend.value);
}

TEST(BentEdges, ShortEdgesStayAsTheyAre) {
  const auto small = box(113.80, 113.801, 34.0, 34.001);
  const Straightened layer = straightened(std::vector{small}, utm());
  EXPECT_EQ(layer.zones, std::vector{small});
  EXPECT_FALSE(layer.told);
  EXPECT_FALSE(straightened({}, utm()).told);
}

TEST(BentEdges, HolesAreFollowedToo) {
  io::LonLatZone zone = box(113.80, 113.9, 34.0, 34.1);
  zone.shape[0].holes.push_back({{113.82, 34.02}, {113.82, 34.08}, {113.88, 34.08}, {113.88, 34.02}, {113.82, 34.02}});
  const Straightened layer = straightened(std::vector{zone}, utm());
  EXPECT_LE(worst(layer.zones[0].shape[0].holes[0], utm()), kMostBend.value);
  EXPECT_GT(layer.zones[0].shape[0].holes[0].size(), 5U);
}

/// As far as a layer may reach: edges of 300 km across a whole zone of the grid.
TEST(BentEdges, EdgesOfHundredsOfKilometres) {
  const Straightened layer = straightened(std::vector{box(108.5, 113.5, 30.0, 34.0)}, utm());
  EXPECT_LE(worst(ring_of(layer, 0), utm()), kMostBend.value);
  EXPECT_LT(layer.vertices, 40'000U);
}

}  // namespace
}  // namespace libgrid::workflow::detail
