#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include <libgrid/hotspot/scan_neighbours.hpp>
#include <libgrid/io/number_table.hpp>
#include <libgrid/workflow/detail/label_point.hpp>
#include <libgrid/workflow/detail/local_units.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr Metres kUnitReach{1000.0};  // from the inner point of a unit to a street

Expected<LocalUnits> blocks_of(const Workspace& workspace) {
  GRID_TRY(ground, workspace.store().ground());
  GRID_TRY(districts, workspace.store().districts());
  std::map<DistrictId, std::string> name;
  for (const District& district : districts) name[district.id] = district.name;
  LocalUnits units;
  for (const Block& block : ground.blocks) {
    units.codes.push_back(std::to_string(block.id.value));
    units.uppers.push_back(name[block.district]);
    units.shapes.push_back(MultiPolygon{block.shape});
    units.exposure.push_back(block.street_length.value / 1000.0);
  }
  units.origin = "blocks";
  return units;
}

Expected<LocalUnits> zones_of(const Workspace& workspace, const LocalRequest& request) {
  GRID_TRY(zones, zones_of_plan(workspace, request.plan));
  int level = zones.lowest;
  if (request.of != "lowest") {
    const char* end = request.of.data() + request.of.size();
    const auto read = std::from_chars(request.of.data(), end, level);
    if (read.ec != std::errc{} || read.ptr != end || level < 1 || level > zones.lowest)
      return fail(make_error(ErrorCode::parameter_invalid, "no such level").at_field("of"));
  }
  LocalUnits units;
  for (const std::size_t i : zones.of_level(level)) {
    AnalysisZone& zone = zones.zones[i];
    units.codes.push_back(zone.code), units.uppers.push_back(zone.upper);
    units.exposure.push_back(zone.kilometres), units.shapes.push_back(std::move(zone.shape));
  }
  units.origin = zones.origin;
  return units;
}

Expected<void> count_reports(const Workspace& workspace, const std::vector<std::string>& categories,
                             LocalUnits& units) {
  GRID_TRY(placed, placed_reports(workspace));
  std::set<std::string> known;
  for (const Report& report : placed.table.reports) known.insert(report.category);
  for (const std::string& category : categories)
    if (!known.contains(category))
      return fail(unknown_name("category", category, std::vector<std::string>(known.begin(), known.end())));
  const std::set<std::string> wanted(categories.begin(), categories.end());
  const std::vector<std::size_t> of = shape_of_each(units.shapes, placed.at);
  units.reports.assign(units.size(), 0.0);
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (!wanted.empty() && !wanted.contains(placed.table.reports[i].category)) continue;
    if (of[i] == kNoZone || placed.at_default[i] != 0)
      ++units.left_out;
    else
      units.reports[of[i]] += 1.0;
  }
  return {};
}

/// A unit that the table does not name has none.
Expected<void> read_exposure(const LocalRequest& request, LocalUnits& units) {
  units.exposure_of = "street_km";
  if (request.exposure.empty()) return {};
  GRID_TRY(table, io::read_number_table(request.exposure));
  const std::string file = request.exposure.filename().string();
  const auto column = request.exposure_column.empty() ? table.columns.begin()
                                                      : std::ranges::find(table.columns, request.exposure_column);
  if (column == table.columns.end())
    return fail(make_error(ErrorCode::column_missing, request.exposure_column).in_file(file));
  units.exposure_of = *column;
  const auto at = static_cast<std::size_t>(column - table.columns.begin());
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto row = table.rows.find(units.codes[i]);
    units.exposure[i] = row == table.rows.end() ? 0.0 : row->second[at];
    if (units.exposure[i] < 0.0)
      return fail(make_error(ErrorCode::parameter_invalid, "below 0").in_file(file).at_field(units.exposure_of));
  }
  return {};
}

std::vector<Xy> points_of(const LocalUnits& units) {
  std::vector<Xy> points;
  for (const MultiPolygon& shape : units.shapes) points.push_back(label_point(shape));
  return points;
}

Expected<hotspot::Weights> street_weights(const Workspace& workspace, Metres reach, LocalUnits& units) {
  GRID_TRY(segments, street_segments(workspace));
  const hotspot::StreetGround streets = hotspot::street_ground(segments, kUnitReach);
  const hotspot::StreetPlaces on = hotspot::on_streets(streets, points_of(units));
  for (const auto& place : on.place) units.off_street += place ? 0 : 1;
  const auto balls = hotspot::street_neighbours(streets, on, reach);
  std::vector<hotspot::MeasuredPair> pairs;
  for (std::uint32_t i = 0; i < balls.size(); ++i)
    for (const hotspot::ScanNeighbour& other : balls[i])
      if (other.place != i) pairs.push_back({i, other.place, Metres{other.distance}});
  return hotspot::measured_band_weights(units.size(), pairs, reach);
}

Expected<void> find_neighbours(const Workspace& workspace, const LocalRequest& request, LocalUnits& units) {
  using enum LocalNeighbours;
  switch (request.neighbours) {
    case rook:
      units.around = hotspot::contiguity_weights(units.shapes, hotspot::Contiguity::rook);
      break;
    case queen:
      units.around = hotspot::contiguity_weights(units.shapes, hotspot::Contiguity::queen);
      break;
    case band:
      units.around = hotspot::distance_band_weights(points_of(units), request.reach);
      break;
    case nearest:
      units.around = hotspot::nearest_weights(points_of(units), std::min(request.nearest, units.size() - 1));
      break;
    case street: {
      GRID_TRY(weights, street_weights(workspace, request.reach, units));
      units.around = std::move(weights);
      break;
    }
  }
  return {};
}

}  // namespace

Expected<LocalUnits> local_units(const Workspace& workspace, const LocalRequest& request) {
  auto found = request.of == "blocks" ? blocks_of(workspace) : zones_of(workspace, request);
  if (!found) return fail(std::move(found.error()));
  LocalUnits units = std::move(*found);
  GRID_CHECK(enough_zones(units.size()));
  GRID_CHECK(count_reports(workspace, request.categories, units));
  GRID_CHECK(read_exposure(request, units));
  GRID_CHECK(find_neighbours(workspace, request, units));
  return units;
}

}  // namespace libgrid::workflow::detail
