#include <libgrid/index/detail/segment_meeting.hpp>

#include <string>

#include <gtest/gtest.h>

#include <tests/index/random_shapes.hpp>

namespace libgrid::index::detail {
namespace {

//  y             the walk goes from (0,0) to (4,0), to the right
//  1   a   a
//  0 F-+-a-+-T   edges stand, lie, end on it or pass it by
// -1   a   a
//    0 1 2 3 4
TEST(Meeting, OneEdgeAgainstAWalkToTheRight) {
  struct Row {
    std::string name;
    Xy a, b;
    Meeting expected;
  };
  const Row rows[] = {
      {"straight through", {2, -1}, {2, 1}, Meeting::crosses},
      {"slanting through", {1, -1}, {3, 1}, Meeting::crosses},
      {"ends on the walk from the left: the walk is shifted to its left", {2, 1}, {2, 0}, Meeting::crosses},
      {"ends on the walk from the right", {2, -1}, {2, 0}, Meeting::none},
      {"lies on the walk", {1, 0}, {3, 0}, Meeting::none},
      {"beyond the end, on its line", {5, 0}, {6, 0}, Meeting::none},
      {"the end on its line, not on it", {5, 1}, {6, 2}, Meeting::none},
      {"the start on its line, not on it", {1, 1}, {2, 2}, Meeting::none},
      {"through the end", {4, -1}, {4, 1}, Meeting::touches},
      {"starts at the end", {4, 0}, {5, 5}, Meeting::touches},
      {"lies on the walk up to the end", {3, 0}, {4, 0}, Meeting::touches},
      {"covers the walk's end", {3, 0}, {9, 0}, Meeting::touches},
      {"a point at the end", {4, 0}, {4, 0}, Meeting::touches},
      {"a point on the walk", {2, 0}, {2, 0}, Meeting::none},
      {"above", {0, 1}, {4, 1}, Meeting::none},
      {"behind", {-1, -1}, {-1, 1}, Meeting::none},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(meeting({0, 0}, {4, 0}, row.a, row.b), row.expected);
    EXPECT_EQ(meeting({0, 0}, {4, 0}, row.b, row.a), row.expected) << "direction of the edge carries no meaning";
  }
}

Meeting parity(const MultiPolygon& shape, Xy from, Xy to) {
  bool crossed = false, touched = false;
  const auto scan = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const Meeting met = meeting(from, to, ring[i - 1], ring[i]);
      touched |= met == Meeting::touches;
      crossed ^= met == Meeting::crosses;
    }
  };
  for (const Polygon& polygon : shape) {
    scan(polygon.outer);
    for (const Ring& hole : polygon.holes) scan(hole);
  }
  if (touched) return Meeting::touches;
  return crossed ? Meeting::crosses : Meeting::none;
}

// All walks between points of a half-integer lattice over tangles on the integers: walks run along edges and through
// vertices more often than not.
TEST(Meeting, ParityOfCrossingsIsTheChangeOfLocation) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed, 3);
    for (const MultiPolygon& shape : lattice_tangle(seed)) {
      for (int k = 0; k < 200; ++k) {
        const Xy from{0.5 + 0.5 * static_cast<double>(dice.below(18)), 0.5 + 0.5 * static_cast<double>(dice.below(18))};
        const Xy to{0.5 + 0.5 * static_cast<double>(dice.below(18)), 0.5 + 0.5 * static_cast<double>(dice.below(18))};
        const Location start = locate(shape, from), end = locate(shape, to);
        if (start == Location::border) continue;
        const Meeting expected = end == Location::border ? Meeting::touches
                                 : start == end          ? Meeting::none
                                                         : Meeting::crosses;
        ASSERT_EQ(parity(shape, from, to), expected)
            << "from " << from.x << ' ' << from.y << " to " << to.x << ' ' << to.y;
      }
    }
  }
}

}  // namespace
}  // namespace libgrid::index::detail
