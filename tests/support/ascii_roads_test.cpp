#include "tests/support/ascii_roads.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/support/ascii_city.hpp"
#include "tests/support/print.hpp"

namespace libgrid::test {
namespace {

TEST(AsciiRoads, TurnsAndCrossings) {
  const AsciiCity city = ascii_city(R"(
    AAAAAA | ...... | ..s...
    AAAAAA | ...... | rr+rr.
    AAAAAA | ...... | ..s.r.
    AAAAAA | ...... | ..+ttt
  )");
  EXPECT_EQ(city.street('r').line, (LineString{{5, 25}, {45, 25}, {45, 15}}));
  EXPECT_EQ(city.street('s').line, (LineString{{25, 35}, {25, 5}}));  // ends in the lower crossing
  EXPECT_EQ(city.street('t').line, (LineString{{25, 5}, {55, 5}}));   // begins there
  EXPECT_EQ(city.streets().size(), 3U);
  EXPECT_EQ(city.street('r').id, StreetId{44});
}

TEST(AsciiRoads, OnCornersTheyRunAlongBorders) {
  const AsciiCity city = ascii_city(R"(
    AABB | .... | ..r.
    AABB | .... | ..r.
    .... | .... | ..r.
  )",
                                    {.cell = Metres{10}, .roads_on_corners = true});
  EXPECT_EQ(city.street('r').line, (LineString{{20, 30}, {20, 10}}));
  EXPECT_EQ(wkt(city.block('A')), "POLYGON ((0 10, 20 10, 20 30, 0 30, 0 10))");
}

TEST(AsciiRoads, WhatIsNoLineIsRefused) {
  struct Row {
    const char* name;
    std::vector<std::string> rows;
  };
  for (const Row& row : {Row{"branch", {"rrr", ".r."}}, Row{"circle", {"rr", "rr"}}, Row{"one cell", {"r"}},
                         Row{"two pieces", {"rr.rr"}}, Row{"not there", {"..."}}}) {
    SCOPED_TRACE(row.name);
    EXPECT_THROW(static_cast<void>(road_corners(row.rows, 'r')), std::invalid_argument);
  }
}

}  // namespace
}  // namespace libgrid::test
