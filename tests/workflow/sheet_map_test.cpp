#include <gtest/gtest.h>

#include <libgrid/workflow/detail/sheet_page.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(SheetMap, ShowsTheZoneItsNeighboursItsStreetsScaleAndNorth) {
  const auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  const std::string map = detail::sheet_map(data, *data.lowest().front());
  for (const char* css : {"\"own\"", "\"border\"", "\"other\"", "\"k2\"", "\"scale\"", "\"north\""})
    EXPECT_NE(map.find(css), std::string::npos) << css;
}

}  // namespace
}  // namespace libgrid::workflow::test
