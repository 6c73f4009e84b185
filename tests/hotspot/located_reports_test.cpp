#include <gtest/gtest.h>

#include <libgrid/hotspot/located_reports.hpp>

namespace libgrid::hotspot {
namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<std::size_t>;

TEST(CategoryColumn, NumbersNamesInByteOrder) {
  const Texts written{"pothole", "Zoo", "pothole", "Ärger", "Graffiti", "垃圾"};
  const CategoryColumn column = category_column(written);
  EXPECT_EQ(column.names, (Texts{"Graffiti", "Zoo", "pothole", "Ärger", "垃圾"}));
  EXPECT_EQ(column.of, (Numbers{2, 1, 2, 3, 0, 4}));
  EXPECT_EQ(category_column({}), CategoryColumn{});
}

TEST(CategoryColumn, NamesStayAsWritten) {
  EXPECT_EQ(category_column(Texts{"Heat", "Heat ", "heat"}).names, (Texts{"Heat", "Heat ", "heat"}));
}

std::vector<LocatedReport> reports_of(const Numbers& categories) {
  std::vector<LocatedReport> rows;
  for (const std::size_t category : categories)
    rows.push_back({.category = category, .opened = {}, .closed = {}, .at = {}, .has_place = true});
  return rows;
}

TEST(ListedCategories, SnippetOfTheHeader) {
  const Texts types_as_written{"Pothole", "Graffiti", "Pothole"};
  CategoryColumn types = category_column(types_as_written);
  std::vector<LocatedReport> rows = reports_of(types.of);
  LocatedReports reports{types.names, rows};
  std::vector<std::size_t> listed = listed_categories(reports, 2);
  EXPECT_EQ(listed, (Numbers{1}));
}

TEST(ListedCategories, CountsOnlyReportsThatHaveAPlace) {
  const Texts names{"a", "b"};
  std::vector<LocatedReport> rows = reports_of({0, 0, 1, 1});
  EXPECT_EQ(listed_categories({names, rows}, 2), (Numbers{0, 1}));
  rows[1].has_place = false;
  EXPECT_EQ(listed_categories({names, rows}, 2), (Numbers{1}));
  EXPECT_EQ(listed_categories({names, rows}, 1), (Numbers{0, 1}));
}

TEST(ListedCategories, AscendByNameNotByNumber) {
  const Texts names{"zebra", "Apple", "apple"};
  EXPECT_EQ(listed_categories({names, reports_of({0, 1, 2})}, 1), (Numbers{1, 2, 0}));
}

}  // namespace
}  // namespace libgrid::hotspot
