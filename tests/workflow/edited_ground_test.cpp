#include <libgrid/workflow/detail/edited_ground.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/figures.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(EditedGround, EveryBlockStillHasItsFaces) {
  TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "partition");
  const Ground before = must(workspace.store().ground());
  EXPECT_EQ(detail::edited_ground(before, must(EditSession::open(workspace)).editor()), before);

  EditSession session = must(EditSession::open(workspace));
  const Block& block = before.blocks[before.blocks.size() / 2];
  const Box box = bounds(block.shape);
  const double middle = (box.min.y + box.max.y) / 2.0;
  must(session.apply(zoning::SplitBlock{block.id, {{box.min.x - 5.0, middle}, {box.max.x + 5.0, middle + 1.0}}}));
  const Ground after = detail::edited_ground(before, session.editor());
  for (const Block& here : after.blocks) {
    SquareMetres faces;
    for (const Face& face : after.faces)
      if (face.block == here.id) faces += area(face.shape);
    EXPECT_NEAR(faces.value, here.area.value, 0.1) << here.id.value;
  }
  std::vector<FaceId> ids;
  for (const Face& face : after.faces) ids.push_back(face.id);
  EXPECT_TRUE(std::ranges::is_sorted(ids));

  const auto put = workspace.store().together(
      [&] { return detail::put_edited_ground(workspace, after, session.editor().lineage()); });
  ASSERT_TRUE(put);
  const StepSummary summary = summary_from_json(*must(workspace.store().note("blocks")));
  const auto blocks = std::ranges::find(summary.figures, "blocks", &Figure::name);
  EXPECT_EQ(blocks->value, FigureValue{static_cast<std::int64_t>(after.blocks.size())});
}

}  // namespace
}  // namespace libgrid::workflow::test
