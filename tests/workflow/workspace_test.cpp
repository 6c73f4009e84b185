#include <libgrid/workflow/workspace.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

class WorkspaceTest : public ::testing::Test {
 protected:
  WorkspaceTest() { write_file(city_file, tiny_city_json()); }

  TinyFolder folder;
  std::filesystem::path city_file = folder.path() / "city.json";
  std::filesystem::path place = folder.path() / "deep" / "workspace";
};

TEST_F(WorkspaceTest, TheHeadersSnippetMakesAndOpensOne) {
  {
    auto workspace = Workspace::create(place, city_file);
    ASSERT_TRUE(workspace) << message_en(workspace.error());
    must(workspace->store().put_note("import", "{}"));
  }
  auto again = Workspace::open(place);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->folder(), place);
  EXPECT_EQ(again->city().name_en, "Tinytown");
  EXPECT_EQ(again->city().levels.size(), 2U);
  EXPECT_EQ(must(again->store().note("import")), "{}");
}

TEST_F(WorkspaceTest, AnExistingOneIsReplacedOnlyOnRequest) {
  must(must(Workspace::create(place, city_file)).store().put_note("import", "{}"));
  EXPECT_EQ(Workspace::create(place, city_file).error().code, ErrorCode::file_unwritable);
  EXPECT_TRUE(must(must(Workspace::open(place)).store().note("import")));
  EXPECT_FALSE(must(must(Workspace::create(place, city_file, true)).store().note("import")));
}

TEST_F(WorkspaceTest, ABadCityFileLeavesNoFolder) {
  write_file(city_file, "{\"code\": \"TIN\", \"colour\": \"red\"}");
  EXPECT_EQ(Workspace::create(place, city_file).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(Workspace::create(place, folder.path() / "none.json").error().code, ErrorCode::file_not_found);
  EXPECT_FALSE(std::filesystem::exists(place));
}

TEST_F(WorkspaceTest, AFolderIsAWorkspaceOnlyOnceItsCityFileIsThere) {
  EXPECT_EQ(Workspace::open(place).error().code, ErrorCode::workspace_missing);
  must(Workspace::create(place, city_file));
  std::filesystem::remove(place / "workspace.json");
  EXPECT_EQ(Workspace::open(place).error().code, ErrorCode::workspace_missing);
  // What an interrupted create left is no obstacle to the next one.
  EXPECT_TRUE(Workspace::create(place, city_file));
}

TEST_F(WorkspaceTest, AFileInTheWayIsNamed) {
  write_file(folder.path() / "deep", "a file");
  EXPECT_EQ(Workspace::create(place, city_file).error().code, ErrorCode::file_unwritable);
}

}  // namespace
}  // namespace libgrid::workflow::test
