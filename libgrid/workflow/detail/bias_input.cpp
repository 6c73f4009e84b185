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
  const std::vector<Report>& all = input.reports.table.reports;
  if (request.sources.empty()) {
    GRID_TRY(kept, sources_of(all, request.source_classes));
    input.sources = std::move(kept);
    return input;
  }
  std::vector<std::string> ids;
  for (const Report& report : all) ids.push_back(report.id);
  GRID_TRY(sources, read_sources({.path = request.sources,
                                  .id_column = workspace.city().report_columns.id,
                                  .source_column = request.source_column,
                                  .classes = request.source_classes},
                                 ids));
  input.sources = std::move(sources);
  return input;
}

}  // namespace libgrid::workflow::detail
