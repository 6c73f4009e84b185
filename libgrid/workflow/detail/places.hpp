#pragma once
/// Reports on the plane, and which of them sit on a geocoder's default coordinate: asked for by several steps.

#include <vector>

#include <libgrid/attribution/default_coordinate.hpp>
#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/located_reports.hpp>
#include <libgrid/model/report.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

struct PlacedReports {
  ReportTable table;
  std::vector<Xy> at;            ///< of table.reports[i]
  std::vector<char> at_default;  ///< 1: the place is not known
  std::vector<attribution::DefaultCoordinate> defaults;
};

[[nodiscard]] Expected<PlacedReports> placed_reports(const Workspace& workspace);

/// The columns that the statistics work on; `categories` owns the names.
struct StatisticsInput {
  hotspot::CategoryColumn categories;
  std::vector<hotspot::LocatedReport> rows;
  [[nodiscard]] hotspot::LocatedReports view() const { return {categories.names, rows}; }
};
[[nodiscard]] StatisticsInput statistics_input(const PlacedReports& reports);

/// The land as the blocks tile it.
[[nodiscard]] MultiPolygon land_of(const std::vector<Block>& blocks);

}  // namespace libgrid::workflow::detail
