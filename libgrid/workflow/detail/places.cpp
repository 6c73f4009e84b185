#include <libgrid/workflow/detail/places.hpp>

#include <libgrid/coverage/dissolve.hpp>
#include <libgrid/crs/projector.hpp>

namespace libgrid::workflow::detail {

Expected<PlacedReports> placed_reports(const Workspace& workspace) {
  GRID_TRY(table, workspace.store().reports());
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  PlacedReports placed;
  std::vector<LonLat> places;
  places.reserve(table.reports.size());
  for (const Report& report : table.reports) places.push_back(report.at);
  GRID_TRY(at, projector.to_plane(places));
  placed.at = std::move(at);
  placed.defaults = attribution::find_default_coordinates(table.reports, workspace.city().default_coordinate);
  placed.at_default = attribution::mark_default(table.reports, placed.defaults);
  placed.table = std::move(table);
  return placed;
}

StatisticsInput statistics_input(const PlacedReports& reports) {
  std::vector<std::string> types;
  types.reserve(reports.table.reports.size());
  for (const Report& report : reports.table.reports) types.push_back(report.category);
  StatisticsInput input{hotspot::category_column(types), {}};
  for (std::size_t i = 0; i < types.size(); ++i) {
    const Report& report = reports.table.reports[i];
    input.rows.push_back(
        {input.categories.of[i], report.opened, report.closed, reports.at[i], reports.at_default[i] == 0});
  }
  return input;
}

MultiPolygon land_of(const std::vector<Block>& blocks) {
  std::vector<const Polygon*> shapes;
  for (const Block& block : blocks) shapes.push_back(&block.shape);
  return coverage::dissolve(shapes);
}

}  // namespace libgrid::workflow::detail
