#pragma once
/// Who answers for each report by the whole order of rules, as of the time when it came in.
///
///   Expected<std::vector<Responsibility>> all = responsible_as_of(workspace, context);      // one per report
///   Expected<std::string> table = responsibility_table(workspace, context);                 // attribution.csv
///   Expected<Reassignment> would = preview_responsible(workspace, context);                 // nothing is written
///   auto rows = responsible_at(workspace, places, std::nullopt, context);                   // of any places
///
/// attribution/responsibility.hpp has the order of rules: decision, duty of a street, exception area, zone, border,
/// nearest zone, district. What they stand on:
///
/// | rule      | from                                                                                             |
/// |-----------|--------------------------------------------------------------------------------------------------|
/// | plan      | the version in force when the report was opened; before the first, the first                      |
/// | duties    | road pieces that a row of the register made (rule `named`), by sector, side and measure           |
/// | street    | the one that the report names, by the rule of `where --reports` (workflow/report_streets.hpp)     |
/// | areas     | `responsible.exceptions` of the city file, copied into the workspace                              |
/// | decisions | `responsible.precedents`, likewise                                                                |
/// | sector    | `responsible.sectors`: the sector of the report's category; without a row none, so that only duties |
/// |           | and areas of every sector answer                                                                  |
///
/// Duties, areas and decisions name their zone by its code, so they hold for every version that has such a zone. A
/// report on a default coordinate has no known place: method none, rule "default_coordinate".
/// @errors plan_missing; step_missing (import, cut); those of io/rule_tables.hpp; cancelled

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <libgrid/attribution/responsibility.hpp>
#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/model/report.hpp>
#include <libgrid/workflow/compare_plans.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

/// One per report, in the order of the store.
[[nodiscard]] Expected<std::vector<attribution::Responsibility>> responsible_as_of(const Workspace& workspace,
                                                                                   const StepContext& context);

/// The same as a table: case_id, plan_version, sector, zone, method, rule, distance_m, district, to_verify, candidates
/// (code:metres, nearest first, joined by ';'). docs/outputs.md
[[nodiscard]] Expected<std::string> responsibility_table(const Workspace& workspace, const StepContext& context);

/// Writes that table. @errors also file_unwritable
[[nodiscard]] Expected<void> write_responsibility_table(const Workspace& workspace, const std::filesystem::path& file,
                                                        const StepContext& context);

/// A place that is no report of the store: what a dispatcher asks about.
struct AskedPlace {
  LonLat at;  ///< WGS 84
  std::string street = {};
  std::string category = {};
  Metres accuracy{0.0};  ///< stated; 0: unknown
};

/// A zone that may be meant.
struct RowCandidate {
  std::string zone;  ///< code
  Metres distance;   ///< 0: the place lies in it
  friend bool operator==(const RowCandidate&, const RowCandidate&) = default;
};
/// As the table has them: "BOS-07-04:0;BOS-07-05:12.5".
[[nodiscard]] std::string candidates_text(std::span<const RowCandidate> candidates);

/// A row of that table without its case_id.
struct ResponsibleRow {
  std::int64_t plan_version = 0;
  std::string sector;
  std::string zone;  ///< code; empty: none
  attribution::ResponsibleBy method = attribution::ResponsibleBy::none;
  std::string rule;
  std::optional<Metres> distance;
  std::string district;
  bool to_verify = false;
  std::vector<RowCandidate> candidates;  ///< nearest first
  std::optional<StreetId> street_id;     ///< of the street that the text names, if it is known and near
  std::string street;
  bool ask_street = false;  ///< the text names a street that is unknown or too far away
  friend bool operator==(const ResponsibleRow&, const ResponsibleRow&) = default;
};

/// Who answers at these places, one row per place, by the plan in force at `moment` (none: the newest; before the
/// first: the first). A place that is none on earth is `none`, "outside".
[[nodiscard]] Expected<std::vector<ResponsibleRow>> responsible_at(const Workspace& workspace,
                                                                   std::span<const AskedPlace> places,
                                                                   std::optional<LocalTime> moment,
                                                                   const StepContext& context);

/// Which reports would answer to another zone if the newest plan answered for all of them.
[[nodiscard]] Expected<Reassignment> preview_responsible(const Workspace& workspace, const StepContext& context);

/// How the reports were answered for, and which rows of the city's tables could not be used.
struct ResponsibleCounts {
  std::vector<std::int64_t> by_method = std::vector<std::int64_t>(8);  ///< by attribution::ResponsibleBy
  std::int64_t to_verify = 0;                                          ///< 边界待核
  std::vector<RejectedRow> rejected;
};
[[nodiscard]] Expected<ResponsibleCounts> count_responsible(const Workspace& workspace, const StepContext& context);

}  // namespace libgrid::workflow
