#include <libgrid/model/city.hpp>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

TEST(City, DefaultsAreThoseOfTheBostonRun) {
  const City city;
  EXPECT_EQ(city.blocks.cut_above, SquareMetres{200'000});
  EXPECT_EQ(city.blocks.lattice, Metres{500});
  EXPECT_EQ(city.blocks.merge_below, SquareMetres{1'000});
  EXPECT_EQ(city.blocks.thin_quotient, 0.2);
  EXPECT_EQ(city.blocks.thin_below, SquareMetres{10'000});
  EXPECT_EQ(city.hotspots.cell, Metres{250});
  EXPECT_EQ(city.hotspots.least_reports, 100);
  EXPECT_EQ(city.hotspots.q_level, 0.05);
  EXPECT_EQ(city.rebound.radius, Metres{50});
  EXPECT_EQ(city.rebound.window, days(30));
  EXPECT_EQ(city.street_share, 0.5);
}

TEST(City, DeclaresNoFrameByItself) { EXPECT_EQ(City{}.frame, Frame{0}) << "a frame is never guessed"; }

TEST(City, ComparesByContent) {
  City a, b;
  EXPECT_EQ(a, b);
  b.levels.push_back(
      Level{.number = 1, .zones_per_parent = 10, .band = 0.03, .name_zh = "第{}大网格", .name_en = "Upper zone {}"});
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace libgrid
