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

TEST(InspectRoads, AFileThatIsNotThereIsAnError) {
  EXPECT_EQ(inspect_roads("/nowhere/roads.shp", {.frame = Frame{26986}}).error().code, ErrorCode::file_not_found);
}

}  // namespace
}  // namespace libgrid::workflow::test
