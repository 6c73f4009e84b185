#include <libgrid/workflow/detail/block_lineage.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(BlockLineage, IsKeptInOrder) {
  TinyFolder folder;
  write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  EXPECT_EQ(must(detail::block_lineage(workspace.store())), detail::GroundLineage{});
  const detail::GroundLineage lineage{
      {1, 2}, {{BlockId{9}, {BlockId{12}, BlockId{13}}}, {BlockId{13}, {BlockId{14}, BlockId{15}}}}};
  ASSERT_TRUE(detail::put_block_lineage(workspace.store(), lineage));
  EXPECT_EQ(must(detail::block_lineage(workspace.store())), lineage);
}

}  // namespace
}  // namespace libgrid::workflow::test
