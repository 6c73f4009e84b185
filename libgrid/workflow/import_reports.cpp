#include <libgrid/workflow/import_reports.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/digest.hpp>
#include <libgrid/io/reports.hpp>
#include <libgrid/workflow/detail/kept_reports.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/detail/rule_files.hpp>
#include <libgrid/workflow/detail/step_scope.hpp>
#include <libgrid/workflow/workload_period.hpp>

namespace libgrid::workflow {
namespace {

/// The new rows behind those that are there. A row whose id is there is listed, not taken.
ReportTable appended(ReportTable kept, ReportTable added, const std::string& file, const std::string& id_column) {
  std::unordered_set<std::string> ids;
  for (const Report& report : kept.reports) ids.insert(report.id);
  std::vector<RejectedRow> refused = std::move(added.rejected);
  for (Report& report : added.reports) {
    if (!ids.contains(report.id)) {
      kept.reports.push_back(std::move(report));
      continue;
    }
    Error error = make_error(ErrorCode::id_duplicate, report.id + ", imported before");
    refused.push_back({std::move(error).in_file(file).at_row(report.row).at_field(id_column).about(report.id)});
  }
  std::ranges::stable_sort(refused, {}, [](const RejectedRow& row) { return row.error.row; });
  std::ranges::move(refused, std::back_inserter(kept.rejected));
  kept.absent = std::move(added.absent);
  return kept;
}

bool digests_reports(const Figure& figure) {
  return figure.name.starts_with("reports_") && figure.name.ends_with("_sha256");
}

/// The digest of every file that reports came from: reports_sha256, reports_2_sha256, ...
Expected<Figure> next_digest(const StepSummary& before, const ReportFiles& files) {
  const auto known = std::ranges::count_if(before.figures, digests_reports);
  const std::string name = files.append && known > 0 ? "reports_" + std::to_string(known + 1) : "reports";
  std::error_code not_there;
  if (!files.text || std::filesystem::exists(files.reports, not_there))
    return detail::digest_figure(name, files.reports);
  const std::string shown = files.reports.filename().string();
  return Figure{name + "_sha256",      io::sha256_hex(*files.text), shown, "",
                "SHA-256 of " + shown, shown + " 的 SHA-256",       ""};
}

Expected<ReportTable> read(const ReportFiles& files, io::ReportFormat format, const StepContext& context) {
  if (!files.text) return io::read_reports(files.reports, format, context.progress, context.cancel);
  format.source.encoding.clear();  // texts of another program's memory, whatever the city's files are written in
  return io::reports_from_csv(*files.text, files.reports.filename().string(), format);
}

bool tells_added(const Figure& figure) { return figure.name == "added_rows" || figure.name == "added_rejected"; }

/// Of the file alone, where reports were there before: rows that it has, and rows of it that were refused.
std::vector<Figure> added_figures(std::size_t rows, std::size_t refused, const std::string& file) {
  return {{"added_rows", static_cast<std::int64_t>(rows), file, "", "Rows of the added file", "追加文件的行数", ""},
          {"added_rejected", static_cast<std::int64_t>(refused), file, "", "  refused", "  其中被拒", ""}};
}

/// What was told of reports is told anew, but which columns the files lacked that are still there.
bool is_old_finding(const std::string& text, bool append) {
  return text.starts_with(detail::kReportFinding) && !(append && text.find(": no column `") != std::string::npos);
}

/// The import as it was, with other reports.
StepSummary with_reports(StepSummary summary, const ReportTable& table, Figure digest, const ReportFiles& files) {
  const bool append = files.append;
  if (!append) std::erase_if(summary.figures, digests_reports);
  summary.figures.push_back(std::move(digest));
  for (Figure& fresh : detail::report_figures(table)) {
    const auto place = std::ranges::find(summary.figures, fresh.name, &Figure::name);
    place == summary.figures.end() ? summary.figures.push_back(std::move(fresh)) : void(*place = std::move(fresh));
  }
  std::erase_if(summary.findings, [&](const std::string& text) { return is_old_finding(text, append); });
  for (const detail::Finding& f : detail::report_findings(table, files.reports.filename().string()))
    summary.findings.push_back(f.en + " | " + f.zh);
  return summary;
}

std::string stale_steps(std::size_t before, std::size_t now) {
  using detail::report::thousands;
  const std::string counts =
      thousands(static_cast<std::int64_t>(before)) + " -> " + thousands(static_cast<std::int64_t>(now));
  return std::string(detail::kReportFinding) + counts +
         "; blocks, plans and duties stay, with the counts of these reports; run assign, hotspots and rebound again, "
         "and"
         " `rebalance` if the workload drifted | 上报：" +
         counts +
         "；街区、方案与路段责任不变，计数已按新上报更新；请重新运行 assign、hotspots、rebound，工作量偏移时再运行 "
         "rebalance";
}

Expected<StepSummary> summary_before(const store::Store& store) {
  GRID_TRY(note, store.note("import"));
  return note ? summary_from_json(*note) : StepSummary{.step = "import", .seconds = 0.0, .figures = {}, .findings = {}};
}

}  // namespace

Expected<StepSummary> import_reports(Workspace& workspace, const ReportFiles& files, const StepContext& context) {
  const double started = context.stopwatch();
  store::Store& store = workspace.store();
  const ReportColumns& columns = workspace.city().report_columns;
  GRID_TRY(changed, detail::take_changed_rules(workspace.folder()));
  GRID_TRY(districts, store.districts());
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  const io::LonLatBox expected = detail::expected_extent(districts, projector);
  const FileFormats formats{
      .report_encoding = files.encoding, .report_layer = files.layer, .report_separator = files.separator};
  GRID_TRY(table, read(files, detail::report_format(workspace.city(), formats, expected), context));
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  // A table of which no row can be read (another encoding, another frame) must not take the place of reports.
  if (table.reports.empty() && !table.rejected.empty()) return fail(std::move(table.rejected.front().error));
  GRID_TRY(kept, store.reports());
  const std::size_t before = kept.reports.size(), refused_before = kept.rejected.size();
  const std::size_t rows = table.reports.size() + table.rejected.size();
  if (files.append) table = appended(std::move(kept), std::move(table), files.reports.filename().string(), columns.id);
  GRID_TRY(old, summary_before(store));
  GRID_TRY(digest, next_digest(old, files));
  StepSummary summary = with_reports(std::move(old), table, std::move(digest), files);
  std::erase_if(summary.figures, tells_added);
  if (files.append)
    std::ranges::move(added_figures(rows, table.rejected.size() - refused_before, files.reports.filename().string()),
                      std::back_inserter(summary.figures));
  for (const detail::FindingText& text : changed)
    summary.findings.push_back(std::string(detail::kReportFinding) + text.en + " | " + text.zh);
  GRID_TRY(period, workload_period(store));
  if (period)
    summary.findings.push_back(std::string(detail::kReportFinding) + period->first + " | 上报：" + period->second);
  summary.findings.push_back(stale_steps(before, table.reports.size()));
  summary.seconds = context.stopwatch() - started;
  const auto keep = [&]() -> Expected<void> {
    GRID_CHECK(detail::keep_reports(workspace, table));
    return store.put_note("import", to_json(summary));
  };
  GRID_CHECK(store.together(keep));
  GRID_CHECK(detail::write_rejected(workspace.folder(), table.rejected));
  context.progress.report("import", 1.0);
  return summary;
}

}  // namespace libgrid::workflow
