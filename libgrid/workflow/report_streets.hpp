#pragma once
/// Every report of a city with the street it is about: the one it names unless that is absurdly far, else what other
/// reports there were about, else the nearest; with side, measure and distance.
///
///   auto gazetteer = load_gazetteer(workspace, {.aliases = "aliases.csv"}, nullptr);
///   auto summary = snap_reports(workspace, std::move(*gazetteer), "out/report_streets.csv", {});
///
/// report_streets.csv has one row per report, in the order of the source: case_id, street_id (empty: none), street,
/// side (left, right, on), measure_m, distance_m, rule (named, precedent, nearest, none), named_m (to the street that
/// the text names, whatever the distance), ask (1: the text names a street that is unknown or absurdly far, or nothing
/// is known of the place; the street is then a proposal). Precedents are the reports whose named street is within 100
/// m. A report at a default coordinate has no place: no street is chosen, and it is asked for.
/// @errors step_missing (streets, reports), file_unwritable, cancelled
/// @cost Boston, 93,963 reports: 2.7 CPU s

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <libgrid/places/street_choice.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

[[nodiscard]] Expected<StepSummary> snap_reports(const Workspace& workspace, places::Gazetteer gazetteer,
                                                 const std::filesystem::path& output, const StepContext& context,
                                                 const std::optional<places::StreetChoiceOptions>& options = {});

/// The options of a city: a named street is absurdly far beyond `responsible.segment_reach_m`.
[[nodiscard]] places::StreetChoiceOptions street_choice_options(const City& city);

/// What reports themselves say, by the name that each gives (may be empty) and its place: the street they name (rule
/// named), else none; the same choice as in report_streets.csv, without the proposals. A report at a default coordinate
/// has no place, so none and `ask`.
struct NamedStreets {
  std::vector<Street> streets;                ///< of the workspace; snap.line is a position in them
  std::vector<places::StreetChoice> choices;  ///< one per name
};
[[nodiscard]] Expected<NamedStreets> named_streets(const Workspace& workspace, std::span<const std::string> names,
                                                   std::span<const Xy> at, std::span<const char> at_default);

}  // namespace libgrid::workflow
