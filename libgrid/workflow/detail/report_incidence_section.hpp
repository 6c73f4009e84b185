#pragma once
/// Rebound beside engineering fix (工程性措施) day by day, as competing risks, with its band: a chart of the report.
///
///   GRID_TRY(days, read_incidence_days(folder / "forest_incidence.csv"));   // rows of all cases together
///   out += incidence_section(days);                                         // nothing without rows
///
/// @errors column_missing, number_malformed with row and field, those of io::read_csv
/// @source Aalen and Johansen 1978; the bands are those of the table (95 %, log-log, by day)

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>

namespace libgrid::workflow::detail::report {

/// Shares of the watched cases, since their closing.
struct IncidenceDay {
  std::int64_t day = 0;
  double rebound = 0.0, rebound_lower = 0.0, rebound_upper = 0.0;
  double fix = 0.0, fix_lower = 0.0, fix_upper = 0.0;
  double alone = 0.0;  ///< 1 - Kaplan-Meier, fixes taken as censored
};

[[nodiscard]] Expected<std::vector<IncidenceDay>> read_incidence_days(const std::filesystem::path& file);

[[nodiscard]] std::string incidence_section(std::span<const IncidenceDay> days);

}  // namespace libgrid::workflow::detail::report
