#include <libgrid/roads/snapper.hpp>

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "tests/support/seeds.hpp"

namespace libgrid::roads {
namespace {

std::vector<LineString> random_lines(std::uint64_t seed, int count, double reach) {
  const CounterRandom draw{seed, 7};
  std::uint64_t n = 0;
  std::vector<LineString> lines;
  for (int i = 0; i < count; ++i) {
    // Coordinates on a coarse raster, so that lines share vertices, repeat points and lie on each other.
    LineString line;
    const auto vertices = 2 + draw.below(n++, 4);
    for (std::uint64_t v = 0; v < vertices; ++v) {
      const double x = std::round(draw.unit(n++) * 20.0) / 20.0 * reach;
      line.push_back({x, std::round(draw.unit(n++) * 20.0) / 20.0 * reach});
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

/// The twin: every edge of every line.
std::pair<int, double> nearest_by_scan(const std::vector<LineString>& lines, Xy p) {
  std::pair<int, double> best{-1, std::numeric_limits<double>::infinity()};
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (std::size_t k = 1; k < lines[i].size(); ++k) {
      const double d = distance_to_segment(p, lines[i][k - 1], lines[i][k]).value;
      if (lines[i][k - 1] != lines[i][k] && d < best.second - 1e-12) best = {static_cast<int>(i), d};
    }
  return best;
}

TEST(Snapper, ASmallTableOfPlaces) {
  const std::vector<LineString> lines{{{0, 0}, {100, 0}, {100, 100}}, {{0, 50}, {0, 200}}};
  const Snapper snapper = Snapper::build(lines);
  const Snap a = snapper.nearest({40, 3});
  EXPECT_EQ(a, (Snap{0, Metres{40}, Metres{3}, Side::left, {40, 0}}));
  EXPECT_EQ(snapper.nearest({40, -3}).side, Side::right);
  EXPECT_EQ(snapper.nearest({40, 0}).side, Side::on);
  EXPECT_EQ(snapper.nearest({103, 20}).measure, Metres{120});
  EXPECT_EQ(snapper.nearest({103, -4}).side, Side::right) << "outside a left turn is the right";
  EXPECT_EQ(snapper.nearest({-5, 100}).line, 1);
  EXPECT_EQ(snapper.nearest({-9000, 100}).measure, Metres{50});
  EXPECT_EQ(snapper.nearest({40, 3}, Metres{2.9}), Snap{});
  EXPECT_EQ(snapper.nearest({40, 3}, Metres{3.0}).line, 0);
}

TEST(Snapper, WithinGivesEveryLineOnceNearestFirst) {
  const std::vector<LineString> lines{{{0, 0}, {100, 0}, {100, 100}}, {{0, 5}, {90, 5}}, {{0, 40}, {90, 40}}};
  const auto near = Snapper::build(lines).within({50, 4}, Metres{10.0});
  ASSERT_EQ(near.size(), 2U);
  EXPECT_EQ(near[0].line, 1);
  EXPECT_EQ(near[1].line, 0);
}

TEST(Snapper, NothingToFind) {
  EXPECT_EQ(Snapper::build({}).nearest({1, 2}), Snap{});
  const std::vector<LineString> points{{{3, 3}, {3, 3}}};
  EXPECT_EQ(Snapper::build(points).nearest({1, 2}), Snap{});
}

TEST(Snapper, EqualsTheScanOfEveryEdge) {
  const test::Seed seed{515};
  for (const double reach : {1.0, 500.0, 40'000.0}) {
    const auto lines = random_lines(seed.value(), 120, reach);
    const Snapper snapper = Snapper::build(lines);
    const CounterRandom draw{seed.value(), 8};
    for (std::uint64_t i = 0; i < 1500; ++i) {
      Xy p{(draw.unit(2 * i) * 1.6 - 0.3) * reach, (draw.unit(2 * i + 1) * 1.6 - 0.3) * reach};
      if (i % 5 == 0) p = {std::round(p.x / reach * 20) / 20 * reach, std::round(p.y / reach * 20) / 20 * reach};
      const Snap snap = snapper.nearest(p);
      const auto [line, metres] = nearest_by_scan(lines, p);
      ASSERT_NEAR(snap.distance.value, metres, 1e-9 * std::max(1.0, reach));
      ASSERT_NEAR(distance(p, snap.at).value, metres, 1e-9 * std::max(1.0, reach));
      const auto& found = lines[static_cast<std::size_t>(snap.line)];
      ASSERT_NEAR(distance(point_at(found, snap.measure), snap.at).value, 0.0, 1e-9 * std::max(1.0, reach));
      const auto near = snapper.within(p, Metres{metres + 0.1 * reach});
      ASSERT_EQ(near.front().line, snap.line);
      std::size_t count = 0;
      for (const LineString& l : lines) {
        double d = std::numeric_limits<double>::infinity();
        for (std::size_t k = 1; k < l.size(); ++k)
          if (l[k - 1] != l[k]) d = std::min(d, distance_to_segment(p, l[k - 1], l[k]).value);
        count += std::abs(d - metres - 0.1 * reach) > 1e-6 && d < metres + 0.1 * reach ? 1 : 0;
      }
      ASSERT_LE(count, near.size());
    }
  }
}

TEST(Snapper, SideChangesWithTheDirectionOfTheLine) {
  const test::Seed seed{516};
  const CounterRandom draw{seed.value(), 9};
  for (std::uint64_t i = 0; i < 400; ++i) {
    LineString line;
    for (std::uint64_t v = 0; v < 4; ++v) line.push_back({draw.unit(9 * i + 2 * v), draw.unit(9 * i + 2 * v + 1)});
    const Xy p{draw.unit(9 * i + 8) * 2 - 0.5, draw.unit(9 * i + 7) * 2 - 0.5};
    const Snap forward = Snapper::build(std::vector<LineString>{line}).nearest(p);
    std::ranges::reverse(line);
    const Snap backward = Snapper::build(std::vector<LineString>{line}).nearest(p);
    EXPECT_NEAR(forward.distance.value, backward.distance.value, 1e-12);
    EXPECT_EQ(static_cast<int>(forward.side), -static_cast<int>(backward.side));
  }
}

TEST(Snapper, ManyPointsInAnyNumberOfThreads) {
  const auto lines = random_lines(3, 50, 300.0);
  const Snapper snapper = Snapper::build(lines);
  std::vector<Xy> points;
  const CounterRandom draw{4, 1};
  for (std::uint64_t i = 0; i < 500; ++i) points.push_back({draw.unit(2 * i) * 300, draw.unit(2 * i + 1) * 300});
  std::vector<Snap> one(points.size()), two(points.size());
  snapper.snap_all(points, one, {.threads = 1});
  snapper.snap_all(points, two, {.threads = 3, .grain = 7});
  EXPECT_EQ(one, two);
  EXPECT_EQ(one[17], snapper.nearest(points[17]));
}

}  // namespace
}  // namespace libgrid::roads
