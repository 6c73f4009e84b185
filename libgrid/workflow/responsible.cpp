#include <libgrid/workflow/responsible.hpp>

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

#include <libgrid/base/parallel.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/answering.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/report_streets.hpp>

namespace libgrid::workflow {
namespace {

using attribution::Responsibility;
using attribution::Responsible;

/// An answer costs microseconds: small ranges keep all threads busy.
constexpr Parallel kRanges{.threads = 0, .grain = 256};

/// The rules, and the reports of the store.
struct Scene : detail::AnsweringRules {
  const Workspace& workspace;
  detail::PlacedReports reports;
  std::vector<places::StreetChoice> choices;  ///< the street that each report names
};

Expected<Scene> scene_of(const Workspace& workspace) {
  GRID_TRY(rules, detail::answering_rules(workspace));
  GRID_TRY(reports, detail::placed_reports(workspace));
  std::vector<places::StreetChoice> choices(reports.at.size());
  parallel_for(choices.size(), kRanges, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      choices[i] = reports.at_default[i] != 0 ? places::StreetChoice{.ask = true, .snap = {}}
                                              : rules.streets.named(reports.at[i], reports.table.reports[i].street);
  });
  return Scene{std::move(rules), workspace, std::move(reports), std::move(choices)};
}

Responsibility answer_for(const Scene& scene, std::size_t i, const Responsible& responsible) {
  const Report& report = scene.reports.table.reports[i];
  if (scene.reports.at_default[i] != 0) {
    Responsibility none;
    none.rule = "default_coordinate";
    none.plan_version = responsible.rules().plan_version;
    return none;
  }
  return responsible.answer({.at = scene.reports.at[i],
                             .sector = detail::sector_of(scene.city.responsible, report.category),
                             .street = scene.street_place(scene.choices[i]),
                             .category = report.category,
                             .accuracy = report.accuracy.value_or(Metres{0.0})});
}

/// @param version empty: the one in force when each report was opened
Expected<std::vector<Responsibility>> answers(Scene& scene, std::optional<std::int64_t> version,
                                              const StepContext& context) {
  constexpr std::size_t kChunk = 16'384;
  const std::vector<Report>& rows = scene.reports.table.reports;
  std::vector<const Responsible*> who(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    GRID_TRY(under, scene.under(scene.workspace, version.value_or(scene.version_at(rows[i].opened))));
    who[i] = &under->who;
  }
  std::vector<Responsibility> all(rows.size());
  for (std::size_t start = 0; start < rows.size(); start += kChunk) {
    if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
    const std::size_t n = std::min(kChunk, rows.size() - start);
    parallel_for(n, kRanges, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = start + begin; i < start + end; ++i) all[i] = answer_for(scene, i, *who[i]);
    });
    context.progress.report("attribution", static_cast<double>(start + n) / static_cast<double>(rows.size()));
  }
  return all;
}

}  // namespace

std::string candidates_text(std::span<const RowCandidate> candidates) {
  std::string text;
  for (const RowCandidate& one : candidates)
    text += (text.empty() ? "" : ";") + one.zone + ':' + io::shortest_text(one.distance.value);
  return text;
}

Expected<std::vector<Responsibility>> responsible_as_of(const Workspace& workspace, const StepContext& context) {
  GRID_TRY(scene, scene_of(workspace));
  return answers(scene, std::nullopt, context);
}

Expected<std::string> responsibility_table(const Workspace& workspace, const StepContext& context) {
  GRID_TRY(scene, scene_of(workspace));
  GRID_TRY(all, answers(scene, std::nullopt, context));
  io::CsvWriter csv({"case_id", "plan_version", "sector", "zone", "method", "rule", "distance_m", "district",
                     "to_verify", "candidates", "street_id", "street", "ask_street"});
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Report& report = scene.reports.table.reports[i];
    GRID_TRY(version, scene.under(workspace, all[i].plan_version));
    const ResponsibleRow row = scene.row_of(*version, all[i], {report.category, scene.choices[i]});
    csv.add(report.id).add(row.plan_version).add(row.sector).add(row.zone).add(attribution::word(row.method));
    csv.add(row.rule).add(row.distance ? std::optional(row.distance->value) : std::nullopt).add(row.district);
    csv.add(row.to_verify).add(candidates_text(row.candidates));
    csv.add(row.street_id ? std::optional(row.street_id->value) : std::nullopt).add(row.street).add(row.ask_street);
    csv.end_row();
  }
  return csv.text();
}

Expected<void> write_responsibility_table(const Workspace& workspace, const std::filesystem::path& file,
                                          const StepContext& context) {
  GRID_TRY(table, responsibility_table(workspace, context));
  return io::write_file_atomically(file, table);
}

Expected<std::vector<ResponsibleRow>> responsible_at(const Workspace& workspace, std::span<const AskedPlace> places,
                                                     std::optional<LocalTime> moment, const StepContext& context) {
  constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
  GRID_TRY(rules, detail::answering_rules(workspace));
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  GRID_TRY(version, rules.under(workspace, moment ? rules.version_at(*moment) : rules.versions.back().version));
  std::vector<ResponsibleRow> rows;
  rows.reserve(places.size());
  for (const AskedPlace& place : places) {
    if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
    rows.push_back(rules.row_at(*version, place, projector.to_plane(place.at).value_or(Xy{kNowhere, kNowhere})));
  }
  return rows;
}

Expected<Reassignment> preview_responsible(const Workspace& workspace, const StepContext& context) {
  GRID_TRY(scene, scene_of(workspace));
  GRID_TRY(newest, newest_plan(workspace.store()));
  const std::int64_t version = newest.version().version;
  GRID_TRY(then, answers(scene, std::nullopt, context));
  GRID_TRY(now, answers(scene, version, context));
  Reassignment result{.newest = version, .reports = static_cast<std::int64_t>(then.size()), .moved = {}};
  for (std::size_t i = 0; i < then.size(); ++i) {
    if (then[i].plan_version == version) continue;
    const Report& report = scene.reports.table.reports[i];
    GRID_TRY(before, scene.under(workspace, then[i].plan_version));
    GRID_TRY(after, scene.under(workspace, version));
    MovedReport row{report.id, report.opened, then[i].plan_version, before->code(then[i].primary),
                    after->code(now[i].primary)};
    if (row.from != row.to) result.moved.push_back(std::move(row));
  }
  return result;
}

Expected<ResponsibleCounts> count_responsible(const Workspace& workspace, const StepContext& context) {
  GRID_TRY(scene, scene_of(workspace));
  GRID_TRY(all, answers(scene, std::nullopt, context));
  ResponsibleCounts counts;
  for (const Responsibility& one : all) {
    ++counts.by_method[static_cast<std::size_t>(one.method)];
    counts.to_verify += one.to_verify ? 1 : 0;
  }
  GRID_TRY(newest, workspace.store().plan(scene.versions.back().version));
  counts.rejected = detail::rules_without_zone(scene.sources, newest.map, workspace.city().responsible);
  std::ranges::move(scene.sources.rejected, std::back_inserter(counts.rejected));
  return counts;
}

}  // namespace libgrid::workflow
