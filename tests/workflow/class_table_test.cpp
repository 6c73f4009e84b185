#include <libgrid/workflow/class_table.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(ClassTable, BecomesTheRoadKindsOfTheWorkspace) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  const auto at = new_workspace(folder.path()).folder();
  write_file(folder.path() / "classes.csv", "road_class,kind\nSTRALY,back_lane\n");
  ASSERT_TRUE(use_class_table(at, folder.path() / "classes.csv"));
  EXPECT_EQ(must(Workspace::open(at)).city().road_kinds, (std::vector<RoadKindRow>{{"STRALY", RoadKind::back_lane}}));
  write_file(folder.path() / "bad.csv", "road_class,kind\nSTRALY,lane\n");
  EXPECT_EQ(use_class_table(at, folder.path() / "bad.csv").error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(must(Workspace::open(at)).city().road_kinds.size(), 1U) << "as it was";
  EXPECT_EQ(use_class_table(folder.path() / "none", folder.path() / "classes.csv").error().code,
            ErrorCode::workspace_missing);
}

}  // namespace
}  // namespace libgrid::workflow::test
