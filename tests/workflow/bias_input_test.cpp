#include <libgrid/workflow/detail/bias_input.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/bias_files.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(BiasInput, EveryReportHasAKindAndThoseAtADefaultCoordinateNoZone) {
  const TinyFolder folder;
  const auto input = must(detail::bias_input(finished_workspace(), {.sources = write_sources(folder.path())}));
  ASSERT_EQ(input.zone.size(), static_cast<std::size_t>(kRows - kRefusedRows));
  int defaults = 0;
  for (std::size_t i = 0; i < input.zone.size(); ++i) {
    EXPECT_EQ(input.kind_of(i) == SourceKind::leader, i % 50 == 49);
    if (input.reports.at_default[i] == 0) continue;
    EXPECT_EQ(input.zone[i], kNoZone);
    ++defaults;
  }
  EXPECT_EQ(defaults, kDefaultRows);
}

TEST(BiasInput, WithoutSourcesEveryKindIsOther) {
  const auto input = must(detail::bias_input(finished_workspace(), {}));
  EXPECT_FALSE(input.sources.has_value());
  EXPECT_EQ(input.kind_of(0), SourceKind::other);
}

}  // namespace
}  // namespace libgrid::workflow::test
