#include <libgrid/workflow/detail/report_sections.hpp>
#include <libgrid/workflow/detail/report_table.hpp>

namespace libgrid::workflow::detail::report {

std::string findings_section(const ReportData& data) {
  std::string items;
  for (const StepSummary& step : data.steps)
    for (const std::string& finding : step.findings) items += "<li>" + both(words_of_finding(finding)) + "</li>\n";
  const std::string body =
      items.empty() ? paragraph({"没有发现。", "Nothing was found."}) : "<ul>\n" + items + "</ul>\n";
  return heading(2, {"8　数据里发现了什么", "8  What was found in the data"}) + body;
}

std::string readd_section(const ReportData& data) {
  Table table({"每个数字的出处", "Where every figure comes from"},
              {{{"数字", "Figure"}, Align::left},
               {{"值", "Value"}, Align::right},
               {{"文件", "File"}, Align::left},
               {{"表达式（SQL）", "Expression (SQL)"}, Align::left}},
              "sources");
  for (const StepSummary& step : data.steps)
    for (const Figure& figure : step.figures)
      table.row({both({figure.label_zh, figure.label_en}), escaped(shown_with_signs(figure)), escaped(figure.file),
                 figure.expression.empty() ? "–" : "<code>" + escaped(figure.expression) + "</code>"});
  const Words how{
      "数字都能从输出文件重新算出：GeoPackage 的图层就是同名的表；CSV 文件是一张以文件名为名的表，空字段为 NULL。",
      "Every figure can be found again from the output files: a layer of the GeoPackage is a table of its name; a CSV "
      "file is one table named after it, empty fields being NULL."};
  return heading(2, {"9　怎样复核", "9  How to check these figures"}) + paragraph(how) +
         collapsible({"全部数字及其出处", "All figures and their sources"}, table.done());
}

}  // namespace libgrid::workflow::detail::report
