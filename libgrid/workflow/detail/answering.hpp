#pragma once
/// Who answers under each version of a plan: what attribution::Responsible is made of, and a row of its answers.
///
///   GRID_TRY(rules, answering_rules(workspace));
///   GRID_TRY(version, rules.under(workspace, rules.version_at(moment)));
///   ResponsibleRow row = rules.row_at(*version, {.at = place, .category = "Pothole"}, at);
///
/// @errors those of responsible.hpp

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <libgrid/attribution/responsibility.hpp>
#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/workflow/detail/responsible_rules.hpp>
#include <libgrid/workflow/report_streets.hpp>
#include <libgrid/workflow/responsible.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

/// One version: its rules, and what its zones are called.
struct Answering {
  attribution::Responsible who;
  std::map<ZoneId, std::string> codes;

  [[nodiscard]] std::string code(const std::optional<ZoneId>& zone) const;
};

/// What is asked beside the answer itself.
struct Asked {
  const std::string& category;
  const places::StreetChoice& street;
};

struct AnsweringRules {
  City city;
  std::vector<PlanVersion> versions;
  RuleSources sources;
  NamedStreets streets;
  std::map<std::int64_t, Answering> by_version;

  /// The version that answers for a moment: the one in force, before the first the first.
  [[nodiscard]] std::int64_t version_at(LocalTime moment) const;
  /// Made when it is first asked for. @errors plan_missing
  [[nodiscard]] Expected<const Answering*> under(const Workspace& workspace, std::int64_t version);

  [[nodiscard]] std::optional<attribution::StreetPlace> street_place(const places::StreetChoice& choice) const;
  [[nodiscard]] ResponsibleRow row_of(const Answering& version, const attribution::Responsibility& one,
                                      const Asked& asked) const;
  /// @param at the place in the plane; not finite: nowhere
  [[nodiscard]] ResponsibleRow row_at(const Answering& version, const AskedPlace& place, Xy at) const;
};

[[nodiscard]] Expected<AnsweringRules> answering_rules(const Workspace& workspace);

}  // namespace libgrid::workflow::detail
