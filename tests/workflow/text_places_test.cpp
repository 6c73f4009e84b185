#include <libgrid/workflow/text_places.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

/// Names of two streets of the tiny city that cross, in the order of the store.
std::pair<std::string, std::string> two_crossing_streets(const places::Gazetteer& gazetteer) {
  const std::vector<Street> streets = must(finished_workspace().store().streets());
  for (const Street& a : streets)
    for (const Street& b : streets)
      if (a.name != b.name && places::where_is(a.name + " & " + b.name, gazetteer).status == places::WhereStatus::found)
        return {a.name, b.name};
  throw std::runtime_error("no two streets cross");
}

TEST(TextPlaces, TextsOfATableBecomeCandidates) {
  const TinyFolder folder;
  const Workspace& workspace = finished_workspace();
  const places::Gazetteer gazetteer = must(load_gazetteer(workspace, {}, nullptr));
  const auto [a, b] = two_crossing_streets(gazetteer);
  write_file(folder.path() / "texts.csv", "id,street\n1," + a + " & " + b + "\n2,Nowhere St & " + b + "\n3,\n");
  const StepSummary summary =
      must(locate_texts(workspace, gazetteer, {.input = folder.path() / "texts.csv"}, folder.path() / "where.csv", {}));
  EXPECT_EQ(std::get<std::int64_t>(summary.figures[0].value), 2) << "an empty text says nothing and is not asked";
  const std::string table = read_file(folder.path() / "where.csv");
  EXPECT_NE(table.find("\n1," + a + " & " + b + ",1,crossing,,found,1,"), std::string::npos) << table;
  EXPECT_NE(table.find(",unknown,0,,,,,,Nowhere St,street_missing,," + b + ",,,,\n"), std::string::npos) << table;
}

TEST(TextPlaces, PlacesAndAliasesComeFromFilesAndBadRowsAreListed) {
  const TinyFolder folder;
  write_file(folder.path() / "places.csv",
             "name,class,lon,lat\n三盛购物广场,mall,-71.06,42.3546\n坏的,castle,-71.06,42.35\n远的,学校,abc,42.35\n");
  const Workspace& workspace = finished_workspace();
  const std::string street = must(workspace.store().streets()).front().name;
  write_file(folder.path() / "aliases.csv", "alias,street\n长街," + street + "\n");
  std::vector<RejectedRow> rejected;
  const places::Gazetteer gazetteer = must(load_gazetteer(
      workspace, {.places = folder.path() / "places.csv", .aliases = folder.path() / "aliases.csv"}, &rejected));
  ASSERT_EQ(rejected.size(), 2U);
  EXPECT_EQ(rejected[0].error.field, "class");
  EXPECT_EQ(rejected[1].error.row, 3);
  const std::string table = must(where_table(workspace, gazetteer, "三盛购物广场附近"));
  EXPECT_NE(table.find("near,,found,1,"), std::string::npos) << table;
  EXPECT_NE(gazetteer.street("长街"), nullptr);
}

TEST(TextPlaces, PlacesOfAGeoJsonFileGoOnAndWhatIsNoPlaceIsListed) {
  const TinyFolder folder;
  const auto feature = [](const std::string& name, const std::string& kind, const std::string& geometry) {
    return R"({"type":"Feature","properties":{"name":")" + name + R"(","class":")" + kind + R"("},"geometry":)" +
           geometry + "}";
  };
  const std::string point = R"({"type":"Point","coordinates":[-71.06,42.3546]})";
  const std::string line = R"({"type":"LineString","coordinates":[[-71.06,42.35],[-71.06,42.36]]})";
  write_file(folder.path() / "places.geojson",
             R"({"type":"FeatureCollection","features":[)" + feature("坏的", "castle", point) + "," +
                 feature("线的", "mall", line) + "," + feature("三盛购物广场", "商场", point) + "," +
                 feature("", "mall", point) + "]}");
  std::vector<RejectedRow> rejected;
  const places::Gazetteer gazetteer = must(
      load_gazetteer(finished_workspace(), {.places = folder.path() / "places.geojson", .aliases = {}}, &rejected));
  ASSERT_EQ(rejected.size(), 3U);
  EXPECT_EQ(rejected[0].error.field, "class");
  EXPECT_EQ(rejected[1].error.code, ErrorCode::geometry_type);
  EXPECT_EQ(rejected[2].error.code, ErrorCode::id_missing);
  for (const RejectedRow& bad : rejected) EXPECT_EQ(bad.error.file, "places.geojson");
  const std::string table = must(where_table(finished_workspace(), gazetteer, "三盛购物广场附近"));
  EXPECT_NE(table.find("near,,found,1,"), std::string::npos) << table;
}

TEST(TextPlaces, ATableWithoutTheColumnIsRefused) {
  const TinyFolder folder;
  write_file(folder.path() / "texts.csv", "id,place\n1,x\n");
  const places::Gazetteer gazetteer = must(load_gazetteer(finished_workspace(), {}, nullptr));
  const auto refused = locate_texts(finished_workspace(), gazetteer, {.input = folder.path() / "texts.csv"},
                                    folder.path() / "w.csv", {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::column_missing);
}

}  // namespace
}  // namespace libgrid::workflow::test
