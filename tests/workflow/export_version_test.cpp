#include <libgrid/workflow/export_version.hpp>

#include <gtest/gtest.h>

#include <libgrid/workflow/edit_plan.hpp>

#include "tests/workflow/output_query.hpp"
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

TEST(ExportDraft, ShowsBlocksBeforeThereAreZonesAndTheDraftWithItsEditsBeforeItIsPublished) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  EXPECT_EQ(export_draft(workspace, folder.path() / "out", {}).error().code, ErrorCode::step_missing);
  run_steps(workspace, files, "blocks");
  const auto shown = [&](const StepSummary& summary) {
    OutputQuery query(folder.path() / "out");
    for (const Figure& figure : summary.figures)
      EXPECT_EQ(query(figure.file, figure.expression), std::to_string(std::get<std::int64_t>(figure.value)));
    EXPECT_EQ(
        query("tinytown_draft.gpkg", "SELECT count(*) FROM faces WHERE block_id NOT IN (SELECT block_id FROM blocks)"),
        "0");
    return query("tinytown_draft.gpkg", "SELECT count(*) FROM blocks WHERE zone_id IS NULL");
  };
  const StepSummary blocks = must(export_draft(workspace, folder.path() / "out", {}));
  EXPECT_EQ(shown(blocks), std::to_string(std::get<std::int64_t>(blocks.figures.front().value)));
  EXPECT_TRUE(blocks.findings.front().starts_with("There are no zones yet"));
  must(draft_plan(workspace, {}));
  const ZoneMap before = must(workspace.store().draft());
  EditSession session = must(EditSession::open(workspace));
  const Zone& zone = before.zones.back();
  must(session.apply(zoning::RenameZone{zone.id, "Harbour"}));
  const StepSummary draft = must(export_draft(workspace, folder.path() / "out", {}));
  EXPECT_EQ(shown(draft), "0");
  EXPECT_EQ(
      OutputQuery(folder.path() / "out")("tinytown_draft.gpkg", "SELECT count(*) FROM zones WHERE name = 'Harbour'"),
      "1");
  EXPECT_EQ(draft.findings, std::vector<std::string>{"The draft is shown with its 1 edits | 已含草案的 1 项改动"});
  EXPECT_TRUE(must(workspace.store().plans()).empty()) << "nothing was published";
}

}  // namespace
}  // namespace libgrid::workflow::test
