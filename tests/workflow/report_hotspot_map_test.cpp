#include <gtest/gtest.h>

#include <libgrid/workflow/detail/report_map.hpp>

namespace libgrid::workflow::detail::report {
namespace {

Hotspot cell(std::int64_t ix, std::int64_t iy, double z, bool significant) {
  return {.category = "Graffiti", .cell = {ix, iy}, .n = 1, .z = z, .p = 0.5, .q = 0.5, .significant = significant};
}

TEST(ZClass, BySignificanceAndSize) {
  struct Row {
    double z;
    bool significant;
    std::string expected;
  };
  const Row rows[] = {{-5, true, "cold"},  {-5, false, "z0"}, {0, false, "z0"}, {std::nan(""), false, "z0"},
                      {1.99, false, "z1"}, {2, false, "z2"},  {4, true, "z3"},  {8, true, "z4"}};
  for (const Row& row : rows) EXPECT_EQ(z_class(cell(0, 0, row.z, row.significant)), row.expected) << row.z;
}

///   y=1   hot  hot
///   y=0   z0   z0   z0        north is up: row y=1 is drawn first
TEST(HotspotMap, NeighboursOfOneClassAreOneRectangleAndHotCellsAreFramedTogether) {
  const CategoryCells category{
      "A&B",
      5,
      2,
      0,
      {cell(0, 0, 0, false), cell(1, 0, 0, false), cell(2, 0, 0, false), cell(0, 1, 9, true), cell(1, 1, 9, true)}};
  const std::string svg = hotspot_map(category, {{0, 0}, Metres{250}});
  EXPECT_NE(svg.find("class=\"z0\" d=\"M0 1h3v1H0z\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("class=\"z4\" d=\"M0 0h2v1H0z\""), std::string::npos) << svg;
  // Six outer edges, none between the two hot cells.
  EXPECT_NE(svg.find("class=\"hotframe\" d=\"M0 0h1M0 1h1M0 0v1M1 0h1M1 1h1M2 0v1\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("Hotspots of A&amp;B"), std::string::npos);
}

TEST(HotspotMap, WithoutHotCellsHasNoFrame) {
  const CategoryCells category{"A", 1, 0, 0, {cell(0, 0, 1, false)}};
  EXPECT_EQ(hotspot_map(category, {{0, 0}, Metres{250}}).find("hotframe"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
