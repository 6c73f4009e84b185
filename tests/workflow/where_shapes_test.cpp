#include <libgrid/workflow/detail/where_shapes.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(WhereShapes, PointsStretchesAndAreasAsTextAndAsMeasuresOfTheirWays) {
  const crs::Projector projector = must(crs::Projector::make(Frame{26986}));
  const std::vector<Street> streets{
      {.id = StreetId{8}, .name = "Main Street", .road_class = "", .line = {{236100, 900000}, {236100, 900300}}},
      {.id = StreetId{7}, .name = "Main St", .road_class = "", .line = {{236000, 900000}, {236100, 900000}}},
      {.id = StreetId{9}, .name = "Elm St", .road_class = "", .line = {{236000, 900000}, {236100, 900000}}}};
  places::Gazetteer gazetteer(places::NameRules::common());
  for (const Street& street : streets) gazetteer.add_street(street.name, street.line);
  const detail::WhereShapes shapes(streets, gazetteer, projector);
  places::WhereCandidate stretch, point, area;
  stretch.street = "MAIN ST.";
  stretch.stretch = {{{236040, 900000}, {236100, 900000}, {236100, 900200}}};
  EXPECT_EQ(shapes.ways(stretch), "7:40-100;8:0-200");
  EXPECT_EQ(detail::stretch_length(stretch), Metres{260});
  EXPECT_TRUE(shapes.wkt(stretch).starts_with("LINESTRING (-71.06")) << shapes.wkt(stretch);
  stretch.stretch = {{{236040, 900050}, {236100, 900050}}};
  EXPECT_EQ(shapes.ways(stretch), "") << "moved off its street";
  point.at = {236100, 900000};
  EXPECT_TRUE(shapes.wkt(point).starts_with("POINT (-71.06")) << shapes.wkt(point);
  EXPECT_EQ(shapes.ways(point), "");
  area.area = {{236000, 900000}, {236100, 900000}, {236100, 900100}, {236000, 900000}};
  EXPECT_TRUE(shapes.wkt(area).starts_with("POLYGON ((-71.06")) << shapes.wkt(area);
}

}  // namespace
}  // namespace libgrid::workflow::test
