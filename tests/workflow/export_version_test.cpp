#include <libgrid/workflow/export_version.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

// What the files hold is tested with two versions in plan_archive_test.cpp.
TEST(ExportVersion, WritesBesideTheExportAndCancelsCleanly) {
  const TinyFolder folder;
  StepContext context;
  context.cancel.cancel();
  EXPECT_EQ(export_version(finished_workspace(), folder.path() / "out", 1, context).error().code, ErrorCode::cancelled);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "out"));
  must(export_version(finished_workspace(), folder.path() / "out", 1, {}));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "out" / "tinytown_plan_1.gpkg"));
}

}  // namespace
}  // namespace libgrid::workflow::test
