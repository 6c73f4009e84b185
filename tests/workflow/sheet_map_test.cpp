#include <gtest/gtest.h>

#include <libgrid/workflow/detail/sheet_page.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

detail::Sheet first_sheet(const detail::SheetData& data) {
  const Zone* zone = data.lowest().front();
  return {data.pieces.front().sector, zone->code, zone, nullptr, {}};
}

TEST(SheetMap, ShowsTheZoneItsNeighboursItsStreetsScaleAndNorth) {
  const auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  const std::string map = detail::sheet_map(data, first_sheet(data));
  for (const char* css : {"\"own\"", "\"border\"", "\"other\"", "\"k2\"", "\"scale\"", "\"north\""})
    EXPECT_NE(map.find(css), std::string::npos) << css;
}

TEST(SheetMap, WithoutAZoneItShowsTheWholeCity) {
  const auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  const std::string map = detail::sheet_map(data, {data.pieces.front().sector, "", nullptr, nullptr, {}});
  EXPECT_EQ(map.find("\"own\""), std::string::npos);
  EXPECT_NE(map.find("\"border\""), std::string::npos);
}

TEST(SheetMap, APictureOfInventedDataSaysSo) {
  auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  EXPECT_EQ(detail::sheet_map(data, first_sheet(data)).find("合成数据"), std::string::npos);
  data.city.synthetic = true;
  EXPECT_NE(detail::sheet_map(data, first_sheet(data)).find("合成数据 / synthetic"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::test
