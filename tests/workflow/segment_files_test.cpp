#include <libgrid/workflow/detail/segment_files.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(SegmentFiles, SegmentsAndFindingsAreTablesAndLayers) {
  const TinyFolder folder;
  std::vector<RoadLine> lines{{.id = StreetId{1}, .source_id = "a", .names = {"A", "Ä"}, .line = {{0, 0}, {100, 0}}},
                              {.id = StreetId{2}, .line = {{50, -10}, {50, 10}}},
                              {.id = StreetId{3}, .line = {{7, 7}, {7, 7}}}};
  lines[0].lanes = 2, lines[0].one_way = OneWay::backward, lines[0].bridge = true, lines[0].layer = 0;
  const auto network = must(roads::RoadNetwork::node(lines));
  const auto kinds = roads::segment_kinds(network, lines, roads::RoadKindTable(roads::osm_road_kinds()));
  ASSERT_TRUE(detail::write_segment_files(folder.path(), Frame{26986}, {network, lines, kinds, true}));
  const std::string csv = read_file(folder.path() / "segments.csv");
  EXPECT_NE(csv.find("1,a,1,A,Ä,,back_lane,dead_end,backward,2,,,1,0,0,0,50,50,"), std::string::npos) << csv;
  EXPECT_NE(read_file(folder.path() / "findings.csv").find(",zero_length,长度为零,#3,3,,,,7,7,0"), std::string::npos);
  OutputQuery query(folder.path());
  EXPECT_EQ(query("roads.gpkg", "SELECT count(*) FROM segments WHERE synthetic = 1"), "4");
  EXPECT_EQ(query("roads.gpkg", "SELECT count(*) FROM findings WHERE problem = 'unnoded_crossing'"), "2");
}

}  // namespace
}  // namespace libgrid::workflow::test
