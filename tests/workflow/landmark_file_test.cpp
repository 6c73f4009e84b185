#include <libgrid/workflow/detail/landmark_file.hpp>

#include <gtest/gtest.h>

#include <libgrid/places/where_is.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(LandmarkFile, PointsArePlacesAndLinesAreKnownLikeStreets) {
  const TinyFolder folder;
  const PositionText text;
  const auto feature = [](const std::string& name, const std::string& geometry, const std::string& positions) {
    return R"({"type": "Feature", "properties": {"name": ")" + name + R"("}, "geometry": {"type": ")" + geometry +
           R"(", "coordinates": )" + positions + "}}";
  };
  const auto at = [](double x, double y) { return Xy{kCorner.x + x, kCorner.y + y}; };
  write_file(
      folder.path() / "l.geojson",
      feature_collection({feature("八里营", "Point", text(at(480, 200))),
                          feature("清潩河", "LineString", text({at(0, 600), at(1000, 600)})),
                          feature("", "Point", text(at(1, 1))),
                          feature("湖", "Polygon", "[" + text({at(0, 0), at(9, 0), at(9, 9), at(0, 0)}) + "]")}));
  places::Gazetteer gazetteer(places::NameRules::common());
  gazetteer.add_street("许州路", {at(500, 0), at(500, 1000)});
  std::vector<RejectedRow> rejected;
  const auto projector = must(crs::Projector::make(Frame{26986}));
  must(detail::read_landmark_file(folder.path() / "l.geojson", projector, gazetteer, &rejected));
  ASSERT_EQ(rejected.size(), 2U);
  EXPECT_EQ(rejected[0].error.code, ErrorCode::id_missing);
  EXPECT_EQ(rejected[1].error.code, ErrorCode::geometry_type);
  EXPECT_EQ(rejected[1].error.row, 4);
  const auto section = places::where_is("许州路八里营段", gazetteer);
  ASSERT_EQ(section.status, places::WhereStatus::found);
  EXPECT_LT(distance(section.candidates[0].at, at(500, 200)).value, 1.0);
  const auto bridge = places::where_is("许州路桥头", gazetteer);
  ASSERT_EQ(bridge.status, places::WhereStatus::found);
  EXPECT_LT(distance(bridge.candidates[0].at, at(500, 600)).value, 1.0);
  EXPECT_TRUE(places::where_is("学校周边", gazetteer).candidates.empty()) << "a landmark is of no class";
}

}  // namespace
}  // namespace libgrid::workflow::test
