#include <libgrid/workflow/html_report.hpp>

#include <string>
#include <vector>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/steps.hpp>

namespace libgrid::workflow {
namespace {

using namespace detail::report;

Expected<std::vector<StepSummary>> step_summaries(const Workspace& workspace) {
  std::vector<StepSummary> summaries;
  for (const std::string& name : step_names()) {
    GRID_TRY(note, workspace.store().note(name));
    if (note) summaries.push_back(summary_from_json(*note));
  }
  return summaries;
}

std::string figure_table(const std::vector<StepSummary>& summaries) {
  std::string rows;
  for (const StepSummary& step : summaries)
    for (const Figure& figure : step.figures)
      rows += "<tr><td>" + both({figure.label_zh, figure.label_en}) + "</td><td>" + escaped(shown(figure)) + "</td></tr>\n";
  return "<table>\n" + rows + "</table>\n";
}

}  // namespace

Expected<std::filesystem::path> write_html_report(const Workspace& workspace, const std::filesystem::path& folder) {
  GRID_TRY(summaries, step_summaries(workspace));
  const City& city = workspace.city();
  const std::string title = side_by_side({city.name_zh + "网格方案", "Zones of " + city.name_en});
  const std::string html = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title></head>\n<body><h1>" +
                           title + "</h1>\n" + figure_table(summaries) + "<p>" + escaped(city.attribution) + "</p></body></html>\n";
  const std::filesystem::path file = folder / "report.html";
  GRID_CHECK(io::write_file_atomically(file, html));
  return file;
}

}  // namespace libgrid::workflow
