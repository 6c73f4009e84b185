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

TEST(SheetMap, APictureOfInventedDataSaysSo) {
  auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  EXPECT_EQ(detail::sheet_map(data, *data.lowest().front()).find("合成数据"), std::string::npos);
  data.city.synthetic = true;
  EXPECT_NE(detail::sheet_map(data, *data.lowest().front()).find("合成数据 / synthetic"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::test
