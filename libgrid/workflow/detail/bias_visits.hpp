#pragma once
/// The part of the bias analysis that reads the visit table: finds per visit of every level, and what visits explain.
///
///   GRID_CHECK(add_visits(analysis, {"visits.csv", reports, zones, found_by_patrols}));
///   // analysis.visited, .levels, .zones[i].visits and .visit_factor, .findings
///
/// Visits to a zone that is not among the zones are told in a finding, as are rows that are no visits.

#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/bias.hpp>
#include <libgrid/workflow/detail/places.hpp>

namespace libgrid::workflow::detail {

struct VisitInput {
  const std::filesystem::path& file;
  const PlacedReports& reports;
  const AnalysisZones& zones;
  const std::vector<char>& found;  ///< 1: the report was found on a visit
};

/// Where the zones are from, for Chinese findings: "plan 2 in force from 2022-05-01T00:00:00" as 方案第 2 版; a file as
/// it is.
[[nodiscard]] std::string origin_in_chinese(const std::string& origin);

[[nodiscard]] Expected<void> add_visits(BiasAnalysis& analysis, const VisitInput& input);

}  // namespace libgrid::workflow::detail
