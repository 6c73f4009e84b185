#include "tests/support/ascii_city.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

#include <libgrid/geom/shapes.hpp>

#include "tests/support/print.hpp"

namespace libgrid::test {
namespace {

TEST(AsciiCityTest, HeaderSnippet) {
  const AsciiCity city = ascii_city(R"(
    AAAABBBB | .....1.. | ........
    AAAABBBB | ..2..... | rrrrrrrr
    CCCCCCCC | ........ | ........
  )");
  EXPECT_EQ(wkt(city.shape('A')), "MULTIPOLYGON (((0 10, 40 10, 40 30, 0 30, 0 10)))");
  EXPECT_EQ(city.report('1'), (Xy{55, 25}));
  EXPECT_EQ(city.street('r').line, (LineString{{5, 15}, {75, 15}}));
  EXPECT_EQ(
      block_zones(ascii_city("ABCD"), "XXYY"),
      (std::vector<BlockZone>{
          {BlockId{1}, ZoneId{24}}, {BlockId{2}, ZoneId{24}}, {BlockId{3}, ZoneId{25}}, {BlockId{4}, ZoneId{25}}}));
}

TEST(AsciiCityTest, NeighboursShareEveryVertex) {
  const AsciiCity city = ascii_city(R"(
    AABB
    CCCC
  )");
  //  C has a vertex at (20, 10), where A and B meet.
  EXPECT_EQ(wkt(city.block('C')), "POLYGON ((0 0, 40 0, 40 10, 20 10, 0 10, 0 0))");
  EXPECT_EQ(wkt(city.block('A')), "POLYGON ((0 10, 20 10, 20 20, 0 20, 0 10))");
  EXPECT_EQ(wkt(city.land()), "MULTIPOLYGON (((0 0, 40 0, 40 10, 40 20, 20 20, 0 20, 0 10, 0 0)))");
}

TEST(AsciiCityTest, Shapes) {
  struct Row {
    const char* name;
    const char* drawing;
    const char* shape;
  };
  for (const Row& row : {
           Row{"hole", "AAA\nABA\nAAA", "MULTIPOLYGON (((0 0, 3 0, 3 3, 0 3, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1)))"},
           Row{"parts that meet in a corner", "A.\n.A",
               "MULTIPOLYGON (((1 0, 2 0, 2 1, 1 1, 1 0)), ((0 1, 1 1, 1 2, 0 2, 0 1)))"},
           Row{"hole that meets the outer ring in a corner", ".AA\nA.A\nAAA",
               "MULTIPOLYGON (((0 0, 3 0, 3 3, 1 3, 1 2, 0 2, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1)))"},
           Row{"holes that meet in a corner", "AAAA\nA.AA\nAA.A\nAAAA",
               "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0), (1 2, 1 3, 2 3, 2 2, 1 2), (2 1, 2 2, 3 2, 3 1, 2 1)))"},
           Row{"one cell", "A", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)))"},
       }) {
    SCOPED_TRACE(row.name);
    const AsciiCity city = ascii_city(row.drawing, {.cell = Metres{1}});
    EXPECT_EQ(wkt(city.shape('A')), row.shape);
  }
}

TEST(AsciiCityTest, AreasTileTheLand) {
  const AsciiCity city = ascii_city(R"(
    AABBB.DD
    ACCB..DD
    AACBBEE.
  )");
  double sum = 0.0;
  for (const Zone& zone : city.zones()) sum += zone.area.value;
  EXPECT_EQ(sum, area(city.land()).value);
  EXPECT_EQ(sum, 2000.0);
  EXPECT_EQ(city.letters(), "ABCDE");
}

TEST(AsciiCityTest, BordersAreCountedFromThePicture) {
  const AsciiCity city = ascii_city(R"(
    AAB
    CAB
  )",
                                    {.cell = Metres{100}});
  EXPECT_EQ(city.borders(),
            (std::vector<BlockBorder>{{BlockId{1}, BlockId{2}, Metres{200}}, {BlockId{1}, BlockId{3}, Metres{200}}}));
}

TEST(AsciiCityTest, BlocksHaveIdsOfTheirLetters) {
  const std::vector<Block> blocks = ascii_city("aCA").blocks();
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[0].id, BlockId{1});
  EXPECT_EQ(blocks[1].id, BlockId{3});
  EXPECT_EQ(blocks[2].id, BlockId{27});
  EXPECT_EQ(blocks[2].area, SquareMetres{100});
}

TEST(AsciiCityTest, ReportsInReadingOrder) {
  const AsciiCity city = ascii_city(R"(
    AAA | p.1
    AAA | .p.
  )");
  EXPECT_EQ(city.reports('p'), (std::vector<Xy>{{5, 15}, {15, 5}}));
  EXPECT_EQ(city.reports().size(), 3U);
  EXPECT_TRUE(city.reports('q').empty());
}

TEST(AsciiCityTest, AnUnclearDrawingIsRefused) {
  struct Row {
    const char* name;
    const char* drawing;
  };
  for (const Row& row :
       {Row{"nothing", "  \n "}, Row{"different lengths", "AA\nA"}, Row{"panels", "A|1\nA"},
        Row{"four panels", "A|.|.|."}, Row{"a digit as area", "A1"}, Row{"a digit as road", "A|.|1"}}) {
    SCOPED_TRACE(row.name);
    EXPECT_THROW(static_cast<void>(ascii_city(row.drawing)), std::invalid_argument);
  }
  const AsciiCity city = ascii_city("A.A | 11.");
  EXPECT_THROW(static_cast<void>(city.block('A')), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(city.shape('B')), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(city.report('1')), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(city.report('2')), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(block_zones(ascii_city("AA"), "XY")), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(block_zones(ascii_city("AA"), "X")), std::invalid_argument);
}

}  // namespace
}  // namespace libgrid::test
