#include <libgrid/workflow/html_report.hpp>

#include <span>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/detail/around_places.hpp>
#include <libgrid/workflow/detail/report_incidence_section.hpp>
#include <libgrid/workflow/detail/report_page.hpp>
#include <libgrid/workflow/detail/report_sections.hpp>
#include <libgrid/workflow/detail/report_svg.hpp>

namespace libgrid::workflow {
namespace {

namespace report = detail::report;

std::string content(const report::ReportData& data, std::span<const report::IncidenceDay> incidence) {
  std::string out;
  for (const auto section :
       {report::cover_section, report::key_section, report::map_section, report::zone_section, report::duty_section,
        report::case_section, report::hotspot_section, report::rebound_section, report::place_section,
        report::around_section, report::findings_section, report::readd_section}) {
    out += section(data);
    if (section == report::rebound_section) out += report::incidence_section(incidence);
  }
  return data.city.synthetic ? report::marked_as_synthetic(out) : out;
}

}  // namespace

Expected<std::filesystem::path> write_html_report(const Workspace& workspace, const std::filesystem::path& folder) {
  GRID_TRY(data, report::read_report_data(workspace));
  if (std::filesystem::exists(folder / "around_places.csv")) {
    GRID_TRY(around, detail::read_around_table(folder / "around_places.csv"));
    data.around = std::move(around);
  }
  std::vector<report::IncidenceDay> incidence;
  if (std::filesystem::exists(folder / "forest_incidence.csv")) {
    GRID_TRY(days, report::read_incidence_days(folder / "forest_incidence.csv"));
    incidence = std::move(days);
  }
  GRID_CHECK(io::make_folder(folder));
  std::filesystem::path file = folder / "report.html";
  GRID_CHECK(io::write_file_atomically(file, report::page(report::report_title(data.city), content(data, incidence))));
  return file;
}

}  // namespace libgrid::workflow
