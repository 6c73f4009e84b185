#include <libgrid/tile/detail/clip.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid::tile::detail {
namespace {

constexpr Square kSquare{0.0, 10.0};

double length_of(const std::vector<TilePath>& parts) {
  double sum = 0.0;
  for (const TilePath& part : parts)
    for (std::size_t i = 1; i < part.size(); ++i)
      sum += std::hypot(part[i].x - part[i - 1].x, part[i].y - part[i - 1].y);
  return sum;
}

TEST(ClipLine, CasesAsATable) {
  struct Row {
    const char* name;
    TilePath line;
    std::vector<TilePath> parts;
  };
  const std::vector<Row> rows = {
      {"inside stays", {{1, 1}, {2, 5}}, {{{1, 1}, {2, 5}}}},
      {"outside goes", {{-5, 1}, {-5, 9}}, {}},
      {"beside a corner goes", {{-3, 2}, {2, -3}}, {}},
      {"cut on both ends", {{-5, 5}, {15, 5}}, {{{0, 5}, {10, 5}}}},
      {"out and in again makes two parts", {{5, 5}, {15, 5}, {15, 8}, {5, 8}}, {{{5, 5}, {10, 5}}, {{10, 8}, {5, 8}}}},
      {"along the border stays", {{-5, 0}, {15, 0}}, {{{0, 0}, {10, 0}}}},
      {"touching the border from inside stays one part", {{5, 5}, {10, 6}, {5, 7}}, {{{5, 5}, {10, 6}, {5, 7}}}},
      {"a single point is no line", {{5, 5}}, {}},
      {"nothing", {}, {}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(clip_line(row.line, kSquare), row.parts);
  }
}

TEST(ClipLine, KeepsTheLengthThatSamplingFindsInside) {
  constexpr std::uint64_t kSeed = 11;
  const CounterRandom draw{kSeed, 0};
  std::uint64_t n = 0;
  const auto coordinate = [&] { return draw.unit(n++) * 30.0 - 10.0; };
  for (int round = 0; round < 200; ++round) {
    const TilePath line = {{coordinate(), coordinate()}, {coordinate(), coordinate()}, {coordinate(), coordinate()}};
    double inside = 0.0;
    constexpr int kSteps = 4000;
    for (std::size_t s = 1; s < line.size(); ++s) {
      const double length = std::hypot(line[s].x - line[s - 1].x, line[s].y - line[s - 1].y);
      for (int k = 0; k < kSteps; ++k) {
        const double t = (k + 0.5) / kSteps;
        const double x = line[s - 1].x + t * (line[s].x - line[s - 1].x);
        const double y = line[s - 1].y + t * (line[s].y - line[s - 1].y);
        if (x >= 0 && x <= 10 && y >= 0 && y <= 10) inside += length / kSteps;
      }
    }
    EXPECT_NEAR(length_of(clip_line(line, kSquare)), inside, 0.05) << "seed " << kSeed << " round " << round;
  }
}

TEST(ClipRing, CasesAsATable) {
  struct Row {
    const char* name;
    TilePath ring, kept;
  };
  const std::vector<Row> rows = {
      {"inside stays, closing point goes", {{1, 1}, {2, 1}, {2, 2}, {1, 1}}, {{1, 1}, {2, 1}, {2, 2}}},
      {"outside goes", {{11, 1}, {12, 1}, {12, 2}}, {}},
      {"around the square becomes the square",
       {{-5, -5}, {15, -5}, {15, 15}, {-5, 15}},
       {{0, 10}, {0, 0}, {10, 0}, {10, 10}}},
      {"half in is cut", {{5, 2}, {15, 2}, {15, 8}, {5, 8}}, {{5, 2}, {10, 2}, {10, 8}, {5, 8}}},
      {"nothing", {}, {}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    TilePath kept = clip_ring(row.ring, kSquare);
    if (!kept.empty()) {  // where a ring starts is of no importance
      std::size_t turns = 0;
      while (kept != row.kept && turns++ < kept.size()) std::rotate(kept.begin(), kept.begin() + 1, kept.end());
    }
    EXPECT_EQ(kept, row.kept);
  }
}

/// The brute-force twin: a place in the square is in the cut ring exactly if it is in the ring.
TEST(ClipRing, ContainsTheSamePlacesOfTheSquareAsTheRing) {
  constexpr std::uint64_t kSeed = 12;
  const CounterRandom draw{kSeed, 0};
  std::uint64_t n = 0;
  const auto closed = [](const TilePath& path) {
    Polygon polygon;
    for (const TilePoint& p : path) polygon.outer.push_back({p.x, p.y});
    if (!polygon.outer.empty()) polygon.outer.push_back(polygon.outer.front());
    return polygon;
  };
  const auto near_edge = [](const Polygon& polygon, Xy p) {
    for (std::size_t i = 1; i < polygon.outer.size(); ++i)
      if (distance_to_segment(p, polygon.outer[i - 1], polygon.outer[i]).value < 1e-9) return true;
    return false;
  };
  for (int round = 0; round < 200; ++round) {
    TilePath ring;
    const int corners = 3 + static_cast<int>(draw.below(n++, 12));
    for (int i = 0; i < corners; ++i) {  // a star: simple, but with spikes out of the square
      const double angle = 6.283185307179586 * i / corners, radius = 1.0 + 14.0 * draw.unit(n++);
      ring.push_back({5.0 + radius * std::cos(angle), 4.0 + radius * std::sin(angle)});
    }
    const Polygon before = closed(ring), after = closed(clip_ring(ring, kSquare));
    for (int i = 0; i < 200; ++i) {
      const Xy p{draw.unit(n++) * 10.0, draw.unit(n++) * 10.0};
      if (near_edge(before, p) || near_edge(after, p)) continue;
      const bool was = locate(before, p) == Location::inside;
      const bool is = !after.outer.empty() && locate(after, p) == Location::inside;
      ASSERT_EQ(is, was) << "seed " << kSeed << " round " << round << " at " << p.x << "," << p.y;
    }
    for (const Xy& p : after.outer) {
      EXPECT_TRUE(p.x >= -1e-9 && p.x <= 10 + 1e-9 && p.y >= -1e-9 && p.y <= 10 + 1e-9) << p.x << "," << p.y;
    }
  }
}

}  // namespace
}  // namespace libgrid::tile::detail
