#include <libgrid/workflow/detail/report_table.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail::report {
namespace {

TEST(Table, HasCaptionHeadsRowsAndSum) {
  Table table({"表", "Table"}, {{{"编码", "Code"}, Align::left}, {{"上报", "Reports"}, Align::right}});
  table.row({escaped("A&B"), thousands(1234)});
  table.row({"C", ""});
  table.total({"Sum", "1,234"});
  EXPECT_EQ(table.done(), "<div class=\"scroll\"><table><caption>" + both({"表", "Table"}) +
                              "</caption><thead><tr><th scope=\"col\">" + both({"编码", "Code"}) +
                              "</th><th scope=\"col\" class=\"number\">" + both({"上报", "Reports"}) +
                              "</th></tr></thead>\n<tbody>\n"
                              "<tr><th scope=\"row\">A&amp;B</th><td class=\"number\">1,234</td></tr>\n"
                              "<tr><th scope=\"row\">C</th><td class=\"number\"> </td></tr>\n"
                              "</tbody>\n<tfoot><tr><th scope=\"row\">Sum</th><td "
                              "class=\"number\">1,234</td></tr>\n</tfoot></table></div>\n");
}

TEST(Table, WithoutRowsIsStillATable) {
  EXPECT_NE(Table({"表", "Table"}, {{{"一", "One"}, Align::left}}).done().find("<tbody>\n</tbody>"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
