#include <libgrid/workflow/responsible.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include <libgrid/attribution/as_of.hpp>
#include <libgrid/base/parallel.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/responsible_rules.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/report_streets.hpp>

namespace libgrid::workflow {
namespace {

using attribution::Responsibility;
using attribution::Responsible;

/// An answer costs microseconds: small ranges keep all threads busy.
constexpr Parallel kRanges{.threads = 0, .grain = 256};

/// A Responsible per version of the plan that is needed.
struct Rules {
  const Workspace& workspace;
  std::vector<PlanVersion> versions;
  detail::RuleSources sources;
  NamedStreets streets;
  std::map<std::int64_t, Responsible> by_version;

  [[nodiscard]] std::int64_t version_at(LocalTime moment) const {
    return attribution::answering_version(versions, moment).version;
  }

  Expected<const Responsible*> responsible(std::int64_t version) {
    auto found = by_version.find(version);
    if (found == by_version.end()) {
      GRID_TRY(stored, workspace.store().plan(version));
      const PublishedPlan plan = PlanPublication::restore(std::move(stored)).value();
      const City& city = workspace.city();
      found = by_version
                  .emplace(version, Responsible(detail::rules_for(sources, plan.map(), city.levels.back().number,
                                                                  city.responsible, version)))
                  .first;
    }
    return &found->second;
  }
};

Expected<Rules> rules_of(const Workspace& workspace) {
  GRID_TRY(versions, plan_versions(workspace));
  GRID_TRY(sources, detail::rule_sources(workspace));
  GRID_TRY(streets, NamedStreets::of(workspace));
  return Rules{workspace, std::move(versions), std::move(sources), std::move(streets), {}};
}

/// The rules, and the reports of the store.
struct Scene : Rules {
  detail::PlacedReports reports;
  std::vector<places::StreetChoice> choices;  ///< the street that each report names
};

Expected<Scene> scene_of(const Workspace& workspace) {
  GRID_TRY(rules, rules_of(workspace));
  GRID_TRY(reports, detail::placed_reports(workspace));
  std::vector<places::StreetChoice> choices(reports.at.size());
  parallel_for(choices.size(), kRanges, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      choices[i] = reports.at_default[i] != 0 ? places::StreetChoice{.ask = true, .snap = {}}
                                              : rules.streets.named(reports.at[i], reports.table.reports[i].street);
  });
  return Scene{std::move(rules), std::move(reports), std::move(choices)};
}

std::optional<attribution::StreetPlace> street_place(const Rules& rules, const places::StreetChoice& choice) {
  const Street* street = rules.streets.street(choice);
  if (street == nullptr) return std::nullopt;
  return attribution::StreetPlace{street->id, choice.snap.measure, choice.snap.side, choice.snap.distance};
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
                             .sector = detail::sector_of(scene.workspace.city().responsible, report.category),
                             .street = street_place(scene, scene.choices[i]),
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
    GRID_TRY(responsible, scene.responsible(version.value_or(scene.version_at(rows[i].opened))));
    who[i] = responsible;
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

/// The codes of zones of every version that answered.
class Codes {
 public:
  std::string operator()(const Responsible& responsible, const std::optional<ZoneId>& zone,
                         const Workspace& workspace) {
    if (!zone) return {};
    auto& codes = of_[responsible.rules().plan_version];
    if (codes.empty())
      if (const auto stored = workspace.store().plan(responsible.rules().plan_version))
        for (const Zone& one : stored->map.zones) codes[one.id] = one.code;
    return codes[*zone];
  }

 private:
  std::map<std::int64_t, std::map<ZoneId, std::string>> of_;
};

std::string candidates_text(const Responsible& who, const Responsibility& one, Codes& codes,
                            const Workspace& workspace) {
  std::string text;
  for (const attribution::Candidate& candidate : one.candidates) {
    text += (text.empty() ? "" : ";") + codes(who, candidate.zone, workspace) + ':';
    text += io::shortest_text(candidate.distance.value);
  }
  return text;
}

std::string district_name(const Rules& rules, const Responsibility& one) {
  if (!one.district) return {};
  for (const District& district : rules.sources.districts)
    if (district.id == *one.district) return district.name;
  return {};
}

/// What is asked beside the answer itself.
struct Asked {
  const std::string& category;
  const places::StreetChoice& street;
};

ResponsibleRow row_of(const Rules& rules, const Responsible& who, const Responsibility& one, const Asked& asked,
                      Codes& codes) {
  const Street* street = rules.streets.street(asked.street);
  return {.plan_version = one.plan_version,
          .sector = detail::sector_of(rules.workspace.city().responsible, asked.category),
          .zone = codes(who, one.primary, rules.workspace),
          .method = one.method,
          .rule = one.rule,
          .distance = one.distance,
          .district = district_name(rules, one),
          .to_verify = one.to_verify,
          .candidates = candidates_text(who, one, codes, rules.workspace),
          .street_id = street == nullptr ? std::nullopt : std::optional(street->id),
          .street = street == nullptr ? std::string() : street->name,
          .ask_street = asked.street.ask};
}

}  // namespace

Expected<std::vector<Responsibility>> responsible_as_of(const Workspace& workspace, const StepContext& context) {
  GRID_TRY(scene, scene_of(workspace));
  return answers(scene, std::nullopt, context);
}

Expected<std::string> responsibility_table(const Workspace& workspace, const StepContext& context) {
  GRID_TRY(scene, scene_of(workspace));
  GRID_TRY(all, answers(scene, std::nullopt, context));
  io::CsvWriter csv({"case_id", "plan_version", "sector", "zone", "method", "rule", "distance_m", "district",
                     "to_verify", "candidates", "street_id", "street", "ask_street"});
  Codes codes;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Report& report = scene.reports.table.reports[i];
    GRID_TRY(who, scene.responsible(all[i].plan_version));
    const ResponsibleRow row = row_of(scene, *who, all[i], {report.category, scene.choices[i]}, codes);
    csv.add(report.id).add(row.plan_version).add(row.sector).add(row.zone).add(attribution::word(row.method));
    csv.add(row.rule).add(row.distance ? std::optional(row.distance->value) : std::nullopt).add(row.district);
    csv.add(row.to_verify).add(row.candidates);
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
  GRID_TRY(rules, rules_of(workspace));
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  GRID_TRY(who, rules.responsible(moment ? rules.version_at(*moment) : rules.versions.back().version));
  std::vector<ResponsibleRow> rows;
  rows.reserve(places.size());
  Codes codes;
  for (const AskedPlace& place : places) {
    if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
    const Xy at = projector.to_plane(place.at).value_or(Xy{kNowhere, kNowhere});
    const places::StreetChoice street = rules.streets.named(at, place.street);
    const Responsibility one = who->answer({.at = at,
                                            .sector = detail::sector_of(workspace.city().responsible, place.category),
                                            .street = street_place(rules, street),
                                            .category = place.category,
                                            .accuracy = place.accuracy});
    rows.push_back(row_of(rules, *who, one, {place.category, street}, codes));
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
  Codes codes;
  for (std::size_t i = 0; i < then.size(); ++i) {
    if (then[i].plan_version == version) continue;
    const Report& report = scene.reports.table.reports[i];
    GRID_TRY(before, scene.responsible(then[i].plan_version));
    GRID_TRY(after, scene.responsible(version));
    MovedReport row{report.id, report.opened, then[i].plan_version, codes(*before, then[i].primary, workspace),
                    codes(*after, now[i].primary, workspace)};
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
