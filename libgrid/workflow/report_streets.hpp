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
#include <string_view>
#include <utility>
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

/// The street that a text names, by the same rule and without the proposals: for the attribution.
class NamedStreets {
 public:
  /// @errors step_missing (streets), those of the city's table of aliases
  [[nodiscard]] static Expected<NamedStreets> of(const Workspace& workspace);

  /// Rule named, or none; `ask` if the text names a street that is unknown or absurdly far. A place that is not finite
  /// has none.
  [[nodiscard]] places::StreetChoice named(Xy at, std::string_view text) const;
  [[nodiscard]] const Street* street(const places::StreetChoice& choice) const;  ///< null: none

 private:
  NamedStreets(std::vector<Street> streets, places::StreetChooser chooser)
      : streets_(std::move(streets)), chooser_(std::move(chooser)) {}
  std::vector<Street> streets_;
  places::StreetChooser chooser_;
};

}  // namespace libgrid::workflow
