#include <libgrid/workflow/detail/sheet_page.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

detail::Sheet lowest_sheet(const detail::SheetData& data) {
  for (const detail::Sheet& sheet : data.sheets())
    if (sheet.zone == data.lowest().front()) return sheet;
  throw std::runtime_error("no sheet");
}

TEST(SheetPage, StreetsThatDoNotFitAreCountedInTheLastRow) {
  const auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  const detail::Sheet sheet = lowest_sheet(data);
  ASSERT_GT(data.streets_of(sheet).size(), 2U);
  const std::string page = detail::sheet_page(data, sheet, {.street_rows = 2});
  const std::string more = std::to_string(data.streets_of(sheet).size() - 2) + " more";
  EXPECT_NE(page.find(more), std::string::npos);
  EXPECT_EQ(detail::sheet_page(data, sheet, {.street_rows = 1000}).find(" more"), std::string::npos);
}

TEST(SheetPage, AnUpperPostHasThoseBelowAndNobodyHasASheetToo) {
  const auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  const std::string head = detail::sheet_page(data, data.sheets().front(), {});
  EXPECT_NE(head.find("Zones below"), std::string::npos);
  EXPECT_NE(head.find("sector: "), std::string::npos);
  EXPECT_EQ(detail::sheet_page(data, lowest_sheet(data), {}).find("Zones below"), std::string::npos);
  const std::string nobody = detail::sheet_page(data, {data.pieces.front().sector, "", nullptr, nullptr, ""}, {});
  EXPECT_NE(nobody.find("无人负责的道路"), std::string::npos);
}

TEST(SheetPage, TextFromDataIsEscaped) {
  auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  for (Street& street : data.streets) street.name = "<b>A & B</b>";
  const std::string page = detail::sheet_page(data, lowest_sheet(data), {});
  EXPECT_EQ(page.find("<b>A & B"), std::string::npos);
  EXPECT_NE(page.find("&lt;b&gt;A &amp; B"), std::string::npos);
}

TEST(SheetPage, FrontageIsSaidWhereTheCityHasIt) {
  auto data = must(detail::read_sheet_data(finished_workspace(), {}));
  const detail::Sheet sheet = lowest_sheet(data);
  EXPECT_EQ(detail::sheet_page(data, sheet, {}).find("门前三包"), std::string::npos);
  data.frontage_of[sheet.zone->id] = {{Metres{120.4}, Metres{}, Metres{80.2}, Metres{}}, SquareMetres{1234.4}};
  const std::string page = detail::sheet_page(data, sheet, {});
  const std::size_t line = page.find("门前三包");
  ASSERT_NE(line, std::string::npos);
  const std::string text = page.substr(line, page.find("</p>", line) - line);
  EXPECT_NE(text.find("120 m"), std::string::npos) << text;
  EXPECT_NE(text.find("<b>201 m</b>, 1,234 m²"), std::string::npos) << text;
  EXPECT_EQ(text.find("次干路"), std::string::npos) << "a kind without a front is left out";
}

}  // namespace
}  // namespace libgrid::workflow::test
