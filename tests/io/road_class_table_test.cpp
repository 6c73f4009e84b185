#include <libgrid/io/road_class_table.hpp>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::io {
namespace {

TEST(RoadClassTable, TheTablesOfTheRepositoryAreRead) {
  const auto folder = std::filesystem::path(libgrid::test::source_dir()) / "data" / "tables" / "road_classes";
  for (const char* const name : {"osm.csv", "china.csv", "baltimore.csv"})
    EXPECT_GT(read_road_class_table(folder / name).value().size(), 3U) << name;
  EXPECT_EQ(read_road_class_table(folder / "baltimore.csv").value()[1], (RoadKindRow{"STRALY", RoadKind::back_lane}));
}

TEST(RoadClassTable, ChineseHeadingsInAnyOrderAndAWordThatIsNoKind) {
  const TemporaryFolder folder;
  const auto table = read_road_class_table(folder.write("t.csv", "类别,等级\nback_lane,背街小巷\n"));
  EXPECT_EQ(table.value(), (std::vector<RoadKindRow>{{"背街小巷", RoadKind::back_lane}}));
  const auto bad = read_road_class_table(folder.write("b.csv", "road_class,kind\na,branch\nb,lane\n"));
  EXPECT_EQ(bad.error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(bad.error().row, 2);
  EXPECT_NE(bad.error().detail.find("main_road, secondary, branch, back_lane"), std::string::npos);
  EXPECT_EQ(read_road_class_table(folder.write("c.csv", "class,kind\na,branch\n")).error().code,
            ErrorCode::column_missing);
}

}  // namespace
}  // namespace libgrid::io
