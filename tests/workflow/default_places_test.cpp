#include <libgrid/workflow/detail/default_places.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail {
namespace {

using attribution::FrequentPlaces;

/// 300 rows at one place, 2 at each of 100 others.
FrequentPlaces one_stands_out(std::size_t capacity) {
  FrequentPlaces places(capacity);
  for (int i = 0; i < 300; ++i) places.add({-71.5, 42.25});
  for (int i = 0; i < 200; ++i) places.add({-71.0 - 0.001 * (i % 100), 42.0});
  return places;
}

TEST(DefaultPlaces, ARowPerPlaceWithItsShareAndHowFarItIsAboveChance) {
  const DefaultPlaces found(one_stands_out(1000));
  EXPECT_EQ(found.csv(), "x,y,rows,share,next_rows,times_next,exact\n-71.5,42.25,300,0.6,2,150,1\n");
  StepSummary summary;
  found.tell(summary);
  EXPECT_EQ(summary.findings.size(), 1U);
  EXPECT_EQ(std::get<std::int64_t>(summary.figures.at(0).value), 300);
}

TEST(DefaultPlaces, BoundsWhereNotAllPlacesCouldBeCounted) {
  const std::string csv = DefaultPlaces(one_stands_out(64)).csv();
  EXPECT_TRUE(csv.ends_with(",0\n")) << csv;
}

TEST(DefaultPlaces, OrdinaryRowsGiveTheHeaderAlone) {
  FrequentPlaces places;
  for (int i = 0; i < 100; ++i) places.add({0.001 * i, 0.0});
  EXPECT_EQ(DefaultPlaces(places).csv(), "x,y,rows,share,next_rows,times_next,exact\n");
  EXPECT_EQ(DefaultPlaces(FrequentPlaces()).csv(), "x,y,rows,share,next_rows,times_next,exact\n");
}

TEST(DefaultPlaces, APlaceThatHoldsAllRowsIsOneIfTheyAreEnough) {
  FrequentPlaces places;
  for (int i = 0; i < 100; ++i) places.add({1.0, 2.0});
  EXPECT_EQ(DefaultPlaces(places).csv(), "x,y,rows,share,next_rows,times_next,exact\n");
  for (int i = 100; i < 900; ++i) places.add({1.0, 2.0});
  const DefaultPlaces found(places);
  EXPECT_EQ(found.csv(), "x,y,rows,share,next_rows,times_next,exact\n1,2,900,1,0,,1\n");
  StepSummary summary;
  found.tell(summary);
  ASSERT_EQ(summary.findings.size(), 1U);
  EXPECT_TRUE(summary.findings[0].starts_with("default coordinate: all 900 rows are written at 1, 2"))
      << summary.findings[0];
}

}  // namespace
}  // namespace libgrid::workflow::detail
