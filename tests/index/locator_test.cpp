#include <libgrid/index/locator.hpp>

#include <gtest/gtest.h>

namespace libgrid::index {
namespace {

TEST(Locator, Smoke) {
  const std::vector<MultiPolygon> shapes{{{.outer = {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, .holes = {}}},
                                         {{.outer = {{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 0}}, .holes = {}}}};
  const Locator locator = Locator::build(shapes);
  EXPECT_EQ(locator.locate({5, 5}), (Hit{0, Location::inside}));
  EXPECT_EQ(locator.locate({15, 5}), (Hit{1, Location::inside}));
  EXPECT_EQ(locator.locate({10, 5}), (Hit{0, Location::border}));
  EXPECT_EQ(locator.locate({20, 10}), (Hit{1, Location::border}));
  EXPECT_EQ(locator.locate({25, 5}), Hit{});
  EXPECT_EQ(locator.nearest({25, 5}), (Nearest{1, Metres{5}}));
}

}  // namespace
}  // namespace libgrid::index
