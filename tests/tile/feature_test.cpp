#include <libgrid/tile/feature.hpp>

#include <gtest/gtest.h>

namespace libgrid::tile {
namespace {

TEST(Feature, HeaderSnippet) {
  const LonLatLine ring = {{0, 0}, {1, 0}, {1, 1}, {0, 0}};
  const Feature park = polygon_feature(17, {LonLatPolygon{.outer = ring, .holes = {}}},
                                       {{"name", std::string("Common")}, {"n", std::int64_t{3}}});
  const Feature lane = line_feature(18, {ring}, {{"zone", std::string("BOS-01-02")}});
  const Feature case_place = point_feature(19, LonLat{-71.06, 42.36}, {});
  EXPECT_EQ(park.id, 17u);
  EXPECT_EQ(std::get<std::vector<WorldPolygon>>(park.shape).front().outer.size(), 4u);
  EXPECT_EQ(std::get<std::vector<WorldLine>>(lane.shape).front().size(), 4u);
  EXPECT_EQ(std::get<WorldXy>(case_place.shape), to_world(LonLat{-71.06, 42.36}));
}

TEST(Feature, BoxCoversAllParts) {
  const Feature two = line_feature(1, {{{0, 0}, {90, 0}}, {{-90, 45}, {-90, -45}}}, {});
  EXPECT_EQ(two.box.min.x, 0.25);
  EXPECT_EQ(two.box.max.x, 0.75);
  EXPECT_EQ(two.box.min.y, to_world(LonLat{0, 45}).y);
  EXPECT_EQ(two.box.max.y, to_world(LonLat{0, -45}).y);
}

TEST(Feature, AnEmptyShapeHasAnEmptyBox) {
  const Feature nothing = polygon_feature(1, {}, {});
  EXPECT_GT(nothing.box.min.x, nothing.box.max.x);
}

}  // namespace
}  // namespace libgrid::tile
