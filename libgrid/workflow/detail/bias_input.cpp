#include <string>

#include <libgrid/workflow/detail/bias_input.hpp>

namespace libgrid::workflow::detail {

Expected<BiasInput> bias_input(const Workspace& workspace, const BiasRequest& request) {
  BiasInput input;
  GRID_TRY(reports, placed_reports(workspace));
  input.columns = statistics_input(reports);
  input.reports = std::move(reports);
  GRID_TRY(zones,
           request.zones.empty() ? zones_of_plan(workspace, request.plan) : zones_of_file(workspace, request.zones));
  input.zones = std::move(zones);
  input.zone = zone_of_each(input.zones, input.zones.lowest, input.reports.at);
  for (std::size_t i = 0; i < input.zone.size(); ++i)
    if (input.reports.at_default[i] != 0) input.zone[i] = kNoZone;
  std::vector<std::string> ids;
  for (const Report& report : input.reports.table.reports) ids.push_back(report.id);
  if (request.sources.empty()) {
    GRID_TRY(kept, kept_sources(workspace.store(), request.source_classes, ids));
    input.sources = std::move(kept);
    return input;
  }
  GRID_TRY(sources, read_sources({.path = request.sources,
                                  .id_column = workspace.city().report_columns.id,
                                  .source_column = request.source_column,
                                  .classes = request.source_classes},
                                 ids));
  input.sources = std::move(sources);
  return input;
}

}  // namespace libgrid::workflow::detail
