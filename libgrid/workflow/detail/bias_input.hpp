#pragma once
/// What the parts of the bias analysis read: reports on the plane, the zones, the zone and the source of each report.
///
///   GRID_TRY(input, bias_input(workspace, request));
///   input.zone[i], input.kind_of(i)

#include <optional>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/bias.hpp>
#include <libgrid/workflow/detail/places.hpp>

namespace libgrid::workflow::detail {

struct BiasInput {
  PlacedReports reports;
  StatisticsInput columns;
  AnalysisZones zones;
  std::vector<std::size_t> zone;  ///< of every report, of the lowest level; kNoZone: in none, or without a place
  std::optional<ReportSources> sources;

  [[nodiscard]] SourceKind kind_of(std::size_t i) const { return sources ? sources->kind_of(i) : SourceKind::other; }
};

[[nodiscard]] Expected<BiasInput> bias_input(const Workspace& workspace, const BiasRequest& request);

}  // namespace libgrid::workflow::detail
