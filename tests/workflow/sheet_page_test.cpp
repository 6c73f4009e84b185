#include <libgrid/workflow/detail/sheet_page.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(SheetPage, StreetsThatDoNotFitAreCountedInTheLastRow) {
  const auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  const Zone& zone = *data.lowest().front();
  ASSERT_GT(data.streets_of(zone.id).size(), 2U);
  const std::string page = detail::sheet_page(data, zone, {.street_rows = 2});
  const std::string more = std::to_string(data.streets_of(zone.id).size() - 2) + " more";
  EXPECT_NE(page.find(more), std::string::npos);
  EXPECT_EQ(detail::sheet_page(data, zone, {.street_rows = 1000}).find(" more"), std::string::npos);
}

TEST(SheetPage, TextFromDataIsEscaped) {
  auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  for (Street& street : data.streets) street.name = "<b>A & B</b>";
  const std::string page = detail::sheet_page(data, *data.lowest().front(), {});
  EXPECT_EQ(page.find("<b>A & B"), std::string::npos);
  EXPECT_NE(page.find("&lt;b&gt;A &amp; B"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::test
