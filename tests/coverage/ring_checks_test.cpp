#include <libgrid/coverage/detail/ring_checks.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "lattice_city.hpp"

namespace libgrid::coverage::detail {
namespace {

Ring box_ring(double x0, double y0, double x1, double y1) { return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}; }

struct Shape {
  const char* name;
  MultiPolygon shape;
  std::size_t contacts;
};

TEST(SelfContacts, PicturesAsTheStandardHasThem) {
  const Ring square = box_ring(0, 0, 10, 10);
  const std::vector<Shape> shapes{
      {"square", {{square, {}}}, 0},
      {"repeated point", {{{{0, 0}, {10, 0}, {10, 0}, {10, 10}, {0, 0}}, {}}}, 0},
      {"bow tie", {{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, {}}}, 1},
      {"spike", {{{{0, 0}, {10, 0}, {20, 0}, {10, 0}, {10, 10}, {0, 0}}, {}}}, 1},
      {"ring that touches itself", {{{{0, 0}, {10, 0}, {10, 10}, {5, 0}, {0, 10}, {0, 0}}, {}}}, 1},
      {"hole", {{square, {box_ring(2, 2, 8, 8)}}}, 0},
      {"hole that touches in a point", {{square, {{{0, 5}, {5, 8}, {5, 2}, {0, 5}}}}}, 0},
      {"hole that shares an edge", {{square, {box_ring(0, 2, 5, 8)}}}, 2},
      {"hole outside", {{square, {box_ring(20, 0, 30, 10)}}}, 1},
      {"hole in a hole", {{square, {box_ring(2, 2, 8, 8), box_ring(4, 4, 6, 6)}}}, 1},
      {"part in a part", {{square, {}}, {box_ring(2, 2, 8, 8), {}}}, 1},
      {"part in a hole", {{square, {box_ring(2, 2, 8, 8)}}, {box_ring(3, 3, 4, 4), {}}}, 0},
      {"parts that touch in a corner", {{square, {}}, {box_ring(10, 10, 20, 20), {}}}, 0},
      {"a hole that cuts the ground in two", {{square, {{{0, 5}, {5, 8}, {10, 5}, {5, 2}, {0, 5}}}}}, 1},
      {"two holes that touch twice",
       {{square, {{{1, 5}, {5, 9}, {9, 5}, {5, 8}, {1, 5}}, {{1, 5}, {5, 4}, {9, 5}, {5, 1}, {1, 5}}}}},
       1},
      {"parts that share an edge", {{square, {}}, {box_ring(10, 0, 20, 10), {}}}, 2},
  };
  for (const Shape& one : shapes) {
    SCOPED_TRACE(one.name);
    const std::size_t contacts = self_contacts(one.shape).size();
    EXPECT_EQ(contacts > 0, one.contacts > 0);
    if (std::string(one.name) != "part in a part") {
      EXPECT_EQ(contacts == 0, test::geos_says_valid(one.shape));
    }
  }
}

TEST(SelfContacts, RandomRingsAreJudgedAsGeosJudgesThem) {
  std::size_t valid = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const CounterRandom draw(seed, 4);
    Ring ring;
    for (std::uint64_t i = 0; i < 5; ++i)
      ring.push_back({static_cast<double>(draw.below(i * 2, 7)), static_cast<double>(draw.below(i * 2 + 1, 7))});
    ring.push_back(ring.front());
    if (signed_area(ring).value == 0.0) continue;
    const bool good = self_contacts({{ring, {}}}).empty();
    valid += good ? 1 : 0;
    EXPECT_EQ(good, test::geos_says_valid({{ring, {}}})) << seed;
  }
  EXPECT_GT(valid, 20U);
}

}  // namespace
}  // namespace libgrid::coverage::detail
