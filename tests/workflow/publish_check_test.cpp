#include <libgrid/workflow/publish_check.hpp>

#include <gtest/gtest.h>

#include <libgrid/workflow/edit_plan.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(PublishCheck, OnlyAChangeOfTheDraftMakesAnotherVersion) {
  TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "partition");
  EXPECT_EQ(must(same_as_newest(workspace)), std::nullopt);  // none yet
  must(publish_plan(workspace, kValidFrom, {}));
  EXPECT_EQ(must(same_as_newest(workspace)), 1);
  {
    auto session = must(EditSession::open(workspace));
    must(session.apply(zoning::RenameZone{session.editor().draft().map.zones.back().id, "Harbour"}));
    EXPECT_EQ(must(same_as_newest(workspace)), std::nullopt);  // a name is content
    must(session.undo());
  }
  EXPECT_EQ(must(same_as_newest(workspace)), 1);
  const Error refused = publish_plan(workspace, *parse_local_time("2016-01-01T00:00:00"), {}).error();
  EXPECT_EQ(refused.code, ErrorCode::draft_unchanged);
  EXPECT_EQ(refused.field, "draft");
  EXPECT_NE(message_en(refused).find("nothing changed since version 1"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::test
