#include <libgrid/workflow/inspect_roads.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(InspectRoads, EveryFaultIsCountedUnderItsNameAndTheRestGoesOn) {
  const TinyFolder folder;
  write_file(folder.path() / "roads.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"name":"A","highway":"primary"},"geometry":{"type":"LineString","coordinates":[[-71.06,42.35],[-71.05,42.35]]}},
    {"type":"Feature","properties":{"name":"A","highway":"primary"},"geometry":{"type":"LineString","coordinates":[[-71.05,42.35],[-71.06,42.35]]}},
    {"type":"Feature","properties":{"name":"??","highway":""},"geometry":{"type":"LineString","coordinates":[[-71.055,42.345],[-71.055,42.355]]}},
    {"type":"Feature","properties":{"name":"B","highway":"service"},"geometry":{"type":"LineString","coordinates":[[-71.05,42.36],[-71.05,42.36]]}},
    {"type":"Feature","properties":{"name":"P","highway":""},"geometry":{"type":"Point","coordinates":[-71.05,42.36]}}]})");
  const StepSummary seen = must(inspect_roads(folder.path() / "roads.geojson", {.frame = Frame{26986}}));
  const auto starts = [&](const std::string& text) {
    return std::ranges::count_if(seen.findings, [&](const std::string& f) { return f.starts_with(text); });
  };
  for (const char* text : {"1 features refused", "duplicate: 1 (#2 = #1)", "zero_length: 1 (#4)",
                           "characters_lost: 1 (#3)", "class_missing: 1 (#3)", "unnoded_crossing: "})
    EXPECT_EQ(starts(text), 1) << text;
  EXPECT_EQ(std::get<std::int64_t>(seen.figures.front().value), 4);
}

TEST(InspectRoads, BackLanesAreRecognisedFromTheFileToTheSegmentsEachWithItsReason) {
  const TinyFolder folder;
  const auto line = [](const std::string& properties, const std::string& at) {
    return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":{"type":"LineString","coordinates":)" +
           at + "}}";
  };
  write_file(folder.path() / "roads.geojson",
             R"({"type":"FeatureCollection","features":[)" +
                 line(R"("no":"a","grade":"X1","title":"Main")", "[[-71.06,42.35],[-71.05,42.35]]") + "," +
                 line(R"("no":"b","title":"帽儿胡同")", "[[-71.06,42.36],[-71.05,42.36]]") + "," +
                 line(R"("no":"c","broad":3.5)", "[[-71.06,42.37],[-71.05,42.37]]") + "," +
                 line(R"("no":"d","gate":"private")", "[[-71.06,42.38],[-71.05,42.38]]") + "," +
                 line(R"("no":"e","grade":"Y")", "[[-71.055,42.35],[-71.055,42.3505]]") + "]}");
  write_file(folder.path() / "classes.csv", "road_class,kind\nx1,main_road\n");
  InspectRoadsOptions options{.frame = Frame{26986}, .class_table = folder.path() / "classes.csv"};
  options.columns = {.id = "no", .names = {"title"}, .road_class = "grade", .width = "broad", .access = "gate"};
  options.out = folder.path() / "out";
  const StepSummary seen = must(inspect_roads(folder.path() / "roads.geojson", options));
  EXPECT_TRUE(std::ranges::any_of(seen.findings, [](const std::string& f) {
    return f.starts_with("1 lines of classes that the table does not know, taken by rule (Y 1)");
  }));
  const std::string csv = read_file(options.out / "segments.csv");
  for (const char* row : {",a,1,Main,,X1,main_road,by_class,no,", ",b,2,帽儿胡同,,,back_lane,name_suffix,no,",
                          ",c,3,,,,back_lane,width,no,,3.5,,", ",d,4,,,,back_lane,access,no,,,private,",
                          ",e,5,,,Y,back_lane,dead_end,no,"})
    EXPECT_NE(csv.find(row), std::string::npos) << row << '\n' << csv;
  const std::string findings = read_file(options.out / "findings.csv");
  EXPECT_NE(findings.find(",dangle,悬挂端点,a,1,,,Main,"), std::string::npos);
  EXPECT_NE(findings.find(",unnoded_crossing,交叉处无节点,a,1,e,5,Main,"), std::string::npos) << findings;
  EXPECT_TRUE(std::filesystem::exists(options.out / "roads.gpkg"));
}

TEST(InspectRoads, AFileThatIsNotThereIsAnError) {
  EXPECT_EQ(inspect_roads("/nowhere/roads.shp", {.frame = Frame{26986}}).error().code, ErrorCode::file_not_found);
}

}  // namespace
}  // namespace libgrid::workflow::test
