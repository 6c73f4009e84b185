#include <libgrid/workflow/decide.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/number_text.hpp>
#include <libgrid/workflow/detail/kept_reports.hpp>
#include <libgrid/workflow/detail/named_columns.hpp>
#include <libgrid/workflow/detail/responsible_rules.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow {
namespace {

const std::vector<std::string> kColumns{"id", "sector", "category", "lon", "lat", "zone"};

Expected<void> write(const Workspace& workspace, std::span<const Decision> decisions) {
  io::CsvWriter csv{std::span<const std::string>(kColumns)};
  for (const Decision& d : decisions)
    csv.add(d.id).add(d.sector).add(d.category).add(d.at.lon).add(d.at.lat).add(d.zone).end_row();
  const std::filesystem::path file = workspace.folder() / detail::kDecisionsFile;
  return io::write_file_atomically(file, csv.text());
}

/// decision-N, one more than the highest.
std::string next_id(std::span<const std::string> taken) {
  constexpr std::string_view kPrefix = "decision-";
  int highest = 0;
  for (const std::string& id : taken) {
    int n = 0;
    if (id.starts_with(kPrefix)) std::from_chars(id.data() + kPrefix.size(), id.data() + id.size(), n);
    highest = std::max(highest, n);
  }
  return std::string(kPrefix) + std::to_string(highest + 1);
}

Expected<Xy> place_of(const Workspace& workspace, const crs::Projector& projector, LonLat at) {
  if (!std::isfinite(at.lon) || !std::isfinite(at.lat))
    return fail(make_error(ErrorCode::number_not_finite).at_field("at"));
  GRID_TRY(districts, workspace.store().districts());
  const io::LonLatBox expected = detail::expected_extent(districts, projector);
  const std::string shown = "lon " + io::shortest_text(at.lon) + ", lat " + io::shortest_text(at.lat);
  if (!expected.contains(at))
    return fail(
        make_error(expected.contains({at.lat, at.lon}) ? ErrorCode::axes_swapped : ErrorCode::coordinate_out_of_range,
                   shown)
            .at_field("at"));
  return projector.to_plane(at);
}

Expected<void> check(const Workspace& workspace, const Decision& decision) {
  if (decision.category.empty()) return fail(make_error(ErrorCode::parameter_invalid, "none").at_field("category"));
  GRID_TRY(plan, newest_plan(workspace.store()));
  const auto zone = std::ranges::find(plan.map().zones, decision.zone, &Zone::code);
  if (zone == plan.map().zones.end())
    return fail(make_error(ErrorCode::not_found, "the newest plan has no zone " + decision.zone).at_field("zone"));
  if (zone->level != workspace.city().levels.back().number)
    return fail(make_error(ErrorCode::parameter_invalid, "not a zone of the lowest level")
                    .at_field("zone")
                    .about(decision.zone));
  return {};
}

/// Ids of the table that the city file names: answers tell a decision by its id, so no recorded one may have the same.
Expected<std::vector<std::string>> ids_of_the_table(const Workspace& workspace, const crs::Projector& projector) {
  std::vector<std::string> ids;
  const std::string& named = workspace.city().responsible.precedents;
  std::error_code not_there;
  if (named.empty() || !std::filesystem::exists(workspace.folder() / named, not_there)) return ids;
  GRID_TRY(table, io::read_decisions(workspace.folder() / named, projector));
  for (const io::DecisionRow& row : table.rows) ids.push_back(row.id);
  return ids;
}

/// The name that the decision asks for, that of the one it replaces, or a new one.
Expected<std::string> id_for(const Workspace& workspace, const crs::Projector& projector,
                             std::span<const Decision> decisions, const std::string& asked,
                             const std::string& replaced) {
  if (asked.empty() && !replaced.empty()) return replaced;
  GRID_TRY(taken, ids_of_the_table(workspace, projector));
  const auto of_the_table = std::ssize(taken);
  for (const Decision& d : decisions) taken.push_back(d.id);
  if (asked.empty()) return next_id(taken);
  const auto found = std::ranges::find(taken, asked);
  if (found == taken.end()) return asked;
  Error error = make_error(ErrorCode::id_duplicate, asked).at_field("id");
  if (found - taken.begin() < of_the_table)
    error =
        std::move(error).in_file(std::filesystem::path(workspace.city().responsible.precedents).filename().string());
  return fail(std::move(error));
}

/// Reports of the category: all, and those within reach of the decision.
struct CategoryCounts {
  std::int64_t all = 0;
  std::int64_t near = 0;
};
Expected<CategoryCounts> count_reports(const Workspace& workspace, const crs::Projector& projector,
                                       const std::string& category, Xy at) {
  GRID_TRY(table, workspace.store().reports());
  CategoryCounts counts;
  for (const Report& report : table.reports) {
    if (report.category != category) continue;
    ++counts.all;
    const auto p = projector.to_plane(report.at);
    counts.near += p && distance(*p, at) <= workspace.city().responsible.precedent_radius ? 1 : 0;
  }
  return counts;
}

StepSummary summary_of(std::size_t decisions) {
  StepSummary summary;
  summary.step = "decide";
  summary.figures.push_back({"decisions", static_cast<std::int64_t>(decisions), detail::kDecisionsFile, "",
                             "Decisions recorded", "已登记的人工裁定", ""});
  return summary;
}

}  // namespace

Expected<std::vector<Decision>> decisions_of(const Workspace& workspace) {
  std::vector<Decision> decisions;
  const std::filesystem::path file = workspace.folder() / detail::kDecisionsFile;
  std::error_code not_there;
  if (!std::filesystem::exists(file, not_there)) return decisions;
  const auto read = [&](const io::CsvRow&, std::span<const std::string_view> v) -> Expected<void> {
    GRID_TRY(lon, io::parse_number(v[3]));
    GRID_TRY(lat, io::parse_number(v[4]));
    decisions.push_back({.at = {lon, lat},
                         .category = std::string(v[2]),
                         .zone = std::string(v[5]),
                         .id = std::string(v[0]),
                         .sector = std::string(v[1])});
    return {};
  };
  GRID_CHECK(detail::read_columns(file, kColumns, read, nullptr));
  return decisions;
}

Expected<StepSummary> record_decision(const Workspace& workspace, Decision decision) {
  GRID_CHECK(check(workspace, decision));
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  GRID_TRY(at, place_of(workspace, projector, decision.at));
  GRID_TRY(reports, count_reports(workspace, projector, decision.category, at));
  GRID_TRY(decisions, decisions_of(workspace));
  decision.sector = detail::sector_of(workspace.city().responsible, decision.category);
  std::string replaced;
  const auto same_spot = [&](const Decision& d) {
    const auto p = projector.to_plane(d.at);
    const bool same =
        d.category == decision.category && d.sector == decision.sector && p && distance(*p, at) <= detail::kSameSpot;
    if (same) replaced = d.id;
    return same;
  };
  std::erase_if(decisions, same_spot);
  GRID_TRY(id, id_for(workspace, projector, decisions, decision.id, replaced));
  decision.id = std::move(id);
  decisions.push_back(std::move(decision));
  GRID_CHECK(write(workspace, decisions));
  StepSummary summary = summary_of(decisions.size());
  const Decision& made = decisions.back();
  const std::string n = std::to_string(reports.near);
  if (!replaced.empty())
    summary.findings.push_back(replaced + " was decided at this spot before and is replaced | 此处原有裁定 " +
                               replaced + "，已替换");
  summary.findings.push_back(
      made.id + ": " + made.category + " -> " + made.zone + "; " + n + (reports.near == 1 ? " report" : " reports") +
      " of the workspace within reach; assign and export take it next | " + made.id + "：" + made.category + " → " +
      made.zone + "；范围内已有上报 " + n + " 条；下次 assign、export 生效");
  if (reports.all == 0)
    summary.findings.push_back("no report of the workspace is of the category " + made.category +
                               ": is it written as in the reports? | 工作区中没有类别为 " + made.category +
                               " 的上报：写法是否与上报一致？");
  return summary;
}

Expected<StepSummary> withdraw_decision(const Workspace& workspace, const std::string& id) {
  GRID_TRY(decisions, decisions_of(workspace));
  if (std::erase_if(decisions, [&](const Decision& d) { return d.id == id; }) == 0)
    return fail(make_error(ErrorCode::not_found, "decision " + id).at_field("id"));
  GRID_CHECK(write(workspace, decisions));
  return summary_of(decisions.size());
}

}  // namespace libgrid::workflow
