#include <libgrid/workflow/detail/kept_reports.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/digest.hpp>
#include <libgrid/workflow/detail/case_period.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/detail/zone_sums.hpp>

namespace libgrid::workflow::detail {
namespace {

bool same_rejected(const std::vector<RejectedRow>& a, const std::vector<RejectedRow>& b) {
  const auto text = [](const RejectedRow& row) { return message_en(row.error); };
  return std::ranges::equal(a, b, {}, text, text);
}

Expected<bool> kept_already(const store::Store& store, const ReportTable& table) {
  auto kept = store.reports();
  if (!kept && kept.error().code == ErrorCode::step_missing) return false;
  if (!kept) return fail(std::move(kept.error()));
  return kept->reports == table.reports && same_rejected(kept->rejected, table.rejected);
}

/// The draft with the sums of its blocks; what the partition said of it stays.
Expected<void> put_figures(store::Store& store, const std::vector<Block>& blocks) {
  auto draft = store.draft();
  if (!draft && draft.error().code != ErrorCode::step_missing) return fail(std::move(draft.error()));
  GRID_TRY(note, store.note("partition"));
  GRID_CHECK(store.put_block_figures(blocks));
  if (!draft) return {};
  sum_up(*draft, blocks);
  GRID_CHECK(store.put_draft(*draft));
  return note ? store.put_note("partition", *note) : Expected<void>{};
}

/// The reports that every block counts, and its share of the workload.
Expected<void> count_again(Workspace& workspace) {
  store::Store& store = workspace.store();
  auto ground = store.ground();
  if (!ground && ground.error().code == ErrorCode::step_missing) return {};
  if (!ground) return fail(std::move(ground.error()));
  GRID_TRY(period, case_period(store));
  const std::vector<Block> before = ground->blocks;
  GRID_CHECK(weigh_cases(workspace, period, *ground));
  return ground->blocks == before ? Expected<void>{} : put_figures(store, ground->blocks);
}

}  // namespace

io::LonLatBox expected_extent(const std::vector<District>& districts, const crs::Projector& projector) {
  constexpr double kMargin = 0.5;
  io::LonLatBox box{{180.0, 90.0}, {-180.0, -90.0}};
  for (const District& district : districts) {
    const Box plane = bounds(district.shape);
    for (const Xy corner : {plane.min, plane.max, Xy{plane.min.x, plane.max.y}, Xy{plane.max.x, plane.min.y}}) {
      const LonLat p = projector.to_lonlat(corner);
      box.min = {std::min(box.min.lon, p.lon - kMargin), std::min(box.min.lat, p.lat - kMargin)};
      box.max = {std::max(box.max.lon, p.lon + kMargin), std::max(box.max.lat, p.lat + kMargin)};
    }
  }
  return box;
}

io::ReportFormat report_format(const City& city, const FileFormats& formats, const io::LonLatBox& expected) {
  io::ReportFormat format{.columns = city.report_columns, .source = city.report_source, .expected_extent = expected};
  if (!formats.report_encoding.empty()) format.source.encoding = formats.report_encoding;
  if (!formats.report_layer.empty()) format.source.layer = formats.report_layer;
  format.separator = formats.report_separator;
  return format;
}

std::vector<Figure> report_figures(const ReportTable& table) {
  const auto all = static_cast<std::int64_t>(table.reports.size() + table.rejected.size());
  return {{"report_rows", all, "assignment.csv, rejected.csv",
           "SELECT (SELECT count(*) FROM assignment) + (SELECT count(*) FROM rejected)", "Report rows", "上报记录", ""},
          {"rejected_rows", static_cast<std::int64_t>(table.rejected.size()), "rejected.csv",
           "SELECT count(*) FROM rejected", "Rejected rows", "被拒记录", ""}};
}

Expected<Figure> digest_figure(const std::string& name, const std::filesystem::path& file) {
  GRID_TRY(digest, io::sha256_of_file(file));
  const std::string shown = file.filename().string();
  return Figure{name + "_sha256", digest, shown, "", "SHA-256 of " + shown, shown + " 的 SHA-256", ""};
}

namespace {

/// Of closed, street, ward: a source is told only where it is asked for (analyse bias).
std::vector<Finding> absent_findings(const ReportTable& table, const std::string& file) {
  const std::string in_en = file.empty() ? "" : file + ": ", in_zh = file.empty() ? "" : file + " ";
  std::vector<Finding> findings;
  for (const std::string& column : table.absent) {
    if (column == ReportColumns{}.source) continue;
    findings.push_back({std::string(kReportFinding) + in_en + "no column `" + column +
                            "`: every report is taken as one without; if the file has it under another name, name it "
                            "in the city file under report_columns",
                        "上报：" + in_zh + "没有 `" + column +
                            "` 列，均按未填处理；如文件中列名不同，请在城市文件的 report_columns 中写明"});
  }
  return findings;
}

}  // namespace

std::vector<Finding> report_findings(const ReportTable& table, const std::string& file) {
  constexpr std::size_t kShown = 4;
  struct Reason {
    std::int64_t rows = 0;
    const Error* first = nullptr;
  };
  std::map<std::tuple<ErrorCode, std::string, std::string>, Reason> reasons;  // a file's rows are counted alone
  for (const RejectedRow& row : table.rejected) {
    Reason& reason = reasons[{row.error.code, row.error.field, row.error.file}];
    if (reason.rows++ == 0) reason.first = &row.error;
  }
  std::vector<Reason> sorted;
  for (const auto& [key, reason] : reasons) sorted.push_back(reason);
  std::ranges::stable_sort(sorted, std::ranges::greater{}, &Reason::rows);
  std::vector<Finding> findings = absent_findings(table, file);
  if (sorted.empty()) return findings;
  for (const Reason& reason : std::span(sorted).first(std::min(kShown, sorted.size()))) {
    const std::string n = report::thousands(reason.rows);
    findings.push_back({std::string(kReportFinding) + n + (reason.rows == 1 ? " row" : " rows") +
                            " refused, the first: " + message_en(*reason.first),
                        "上报：拒收 " + n + " 行，首行：" + message_zh(*reason.first)});
  }
  findings.push_back(
      {std::string(kReportFinding) + "every refused row with its cure is in rejected.csv in the workspace's folder",
       "上报：全部被拒记录及处理办法见工作区目录下的 rejected.csv"});
  return findings;
}

Expected<void> keep_reports(Workspace& workspace, const ReportTable& table) {
  GRID_TRY(kept, kept_already(workspace.store(), table));
  if (!kept) GRID_CHECK(workspace.store().put_reports(table));
  return count_again(workspace);
}

Expected<void> write_rejected(const std::filesystem::path& folder, const std::vector<RejectedRow>& rejected) {
  const OutputTable table = rejected_table(rejected);
  return io::write_file_atomically(folder / table.file, table.text);
}

}  // namespace libgrid::workflow::detail
