#include <libgrid/workflow/exact_hotspots.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <libgrid/hotspot/exact_hotspots.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/detail/analysis_document.hpp>

namespace libgrid::workflow {
namespace {

std::string rows_of(std::span<const hotspot::ExactHotspot> rows) {
  io::CsvWriter csv({"category", "ix", "iy", "n", "z", "p_exact", "q_exact", "p_greater", "p_less", "hot", "cold",
                     "p_normal", "q_normal", "hot_normal"});
  for (const hotspot::ExactHotspot& row : rows) {
    const Hotspot& normal = row.normal;
    csv.add(normal.category).add(normal.cell.ix).add(normal.cell.iy).add(normal.n).add(normal.z);
    csv.add(row.p_exact).add(row.q_exact).add(row.p_greater).add(row.p_less).add(bool{row.hot}).add(bool{row.cold});
    csv.add(normal.p).add(normal.q).add(normal.significant && normal.z > 0.0).end_row();
  }
  return csv.text();
}

StepSummary summary_of(std::span<const hotspot::ExactHotspot> rows, const hotspot::FalseAlarms& alarms) {
  StepSummary summary{"hotspots_exact", 0.0, {}, {}};
  std::int64_t hot = 0, cold = 0, normal = 0, both = 0;
  for (const hotspot::ExactHotspot& row : rows) {
    const bool by_normal = row.normal.significant && row.normal.z > 0.0;
    hot += row.hot ? 1 : 0, cold += row.cold ? 1 : 0, normal += by_normal ? 1 : 0;
    both += row.hot && by_normal ? 1 : 0;
  }
  const auto add = [&](const char* name, FigureValue value, const char* where, const char* en, const char* zh) {
    const std::string sql = *where == '\0' ? "" : std::string("SELECT count(*) FROM hotspots_exact WHERE ") + where;
    summary.figures.push_back(
        {name, std::move(value), sql.empty() ? "hotspots.json" : "hotspots_exact.csv", sql, en, zh, ""});
  };
  add("hot_exact", hot, "hot = 1", "Hot cells by the exact p", "热点单元（精确 p）");
  add("cold_exact", cold, "cold = 1", "Cold cells by the exact p", "冷点单元（精确 p）");
  add("hot_normal", normal, "hot_normal = 1", "Hot cells by the normal p (hotspots.csv)",
      "热点单元（正态 p，hotspots.csv）");
  add("hot_both", both, "hot = 1 AND hot_normal = 1", "  hot by both", "  两者皆为热点");
  if (alarms.maps == 0) return summary;
  add("null_maps", alarms.maps, "", "Shuffled maps, where nothing is hot", "随机打乱的图（无热点）");
  add("fdr_exact", alarms.exact, "", "  realised false discovery rate, exact", "  实际错误发现率，精确 p");
  add("fdr_normal", alarms.normal, "", "  realised false discovery rate, normal", "  实际错误发现率，正态 p");
  return summary;
}

detail::AnalysisDocument document_of(const StepSummary& summary, const ExactRequest& request, double level,
                                     std::span<const hotspot::ExactHotspot> rows) {
  detail::AnalysisDocument file;
  file.parameters = {{"q_level", level}, {"null_maps_per_category", request.maps}};
  file.seed = request.seed;
  for (const hotspot::ExactHotspot& row : rows) file.n += row.normal.n;
  for (const Figure& figure : summary.figures) {
    file.add(figure);
    if (figure.name.starts_with("fdr_")) file.statistics.back().expectation = level;
  }
  return file;
}

}  // namespace

Expected<StepSummary> analyse_hotspots(const Workspace& workspace, const std::filesystem::path& folder,
                                       const ExactRequest& request, const StepContext& context) {
  if (request.maps < 0 || request.maps > 10'000) return fail(ErrorCode::parameter_invalid, "0 <= maps <= 10,000");
  const double start = context.stopwatch(), level = workspace.city().hotspots.q_level;
  GRID_TRY(normal, workspace.store().hotspots());
  const std::vector<hotspot::ExactHotspot> rows = hotspot::exact_hotspots(normal, level);
  context.progress.report("hotspots", 0.2);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  const hotspot::FalseAlarms alarms =
      hotspot::false_alarms(normal, {.maps = request.maps, .seed = request.seed, .level = level});
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  GRID_CHECK(io::make_folder(folder));
  StepSummary summary = summary_of(rows, alarms);
  GRID_CHECK(io::write_file_atomically(folder / "hotspots_exact.csv", rows_of(rows)));
  GRID_CHECK(io::write_file_atomically(folder / "hotspots.json",
                                       detail::to_json("hotspots", document_of(summary, request, level, rows))));
  context.progress.report("hotspots", 1.0);
  summary.seconds = context.stopwatch() - start;
  return summary;
}

}  // namespace libgrid::workflow
