#include <libgrid/workflow/accepted_rows.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow {
namespace {

StepSummary with(std::string step, std::vector<std::pair<std::string, std::int64_t>> counts) {
  StepSummary summary;
  summary.step = std::move(step);
  for (auto& [name, value] : counts) summary.figures.push_back({std::move(name), value, "", "", "", "", ""});
  return summary;
}

TEST(AcceptedRows, NoneOfSomeIsTold) {
  EXPECT_TRUE(accepted_rows(with("locate", {{"rows", 3}, {"rejected", 3}}))->none());
  EXPECT_FALSE(accepted_rows(with("locate", {{"rows", 3}, {"rejected", 2}}))->none());
  EXPECT_TRUE(accepted_rows(with("import", {{"report_rows", 3}, {"rejected_rows", 3}}))->none());
  EXPECT_TRUE(accepted_rows(with("assign", {{"assigned", 0}, {"unassigned_outside", 4}}))->none());
  EXPECT_FALSE(accepted_rows(with("assign", {{"assigned", 1}, {"unassigned_default", 4}}))->none());
}

TEST(AcceptedRows, OfAnAppendedFileOnlyItsOwnRowsCount) {
  const auto rows = accepted_rows(
      with("import", {{"report_rows", 9}, {"rejected_rows", 4}, {"added_rows", 4}, {"added_rejected", 4}}));
  EXPECT_TRUE(rows->none());
}

TEST(AcceptedRows, AnEmptyTableAndOtherStepsRefuseNothing) {
  EXPECT_FALSE(accepted_rows(with("locate", {{"rows", 0}, {"rejected", 0}}))->none());
  EXPECT_FALSE(accepted_rows(with("blocks", {{"blocks", 0}})).has_value());
  EXPECT_FALSE(accepted_rows(with("import", {})).has_value());
  EXPECT_FALSE(accepted_rows(with("assign", {})).has_value());
}

}  // namespace
}  // namespace libgrid::workflow
