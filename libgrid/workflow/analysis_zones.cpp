#include <algorithm>
#include <map>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/index/line_overlay.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/workflow/analysis_zones.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow {
namespace {

constexpr double kMetresPerKm = 1000.0;

Expected<PublishedPlan> chosen_plan(const store::Store& store, const PlanChoice& choice) {
  if (!choice.version && !choice.as_of) return newest_plan(store);
  GRID_TRY(stored, choice.version ? store.plan(*choice.version) : store.plan_in_force(*choice.as_of));
  return PlanPublication::restore(std::move(stored));
}

void put_in_order(AnalysisZones& zones) {
  std::ranges::stable_sort(zones.zones, {}, [](const AnalysisZone& z) { return std::pair(z.level, z.code); });
  for (const AnalysisZone& zone : zones.zones) zones.lowest = std::max(zones.lowest, zone.level);
}

std::vector<MultiPolygon> shapes_of(const AnalysisZones& zones, std::span<const std::size_t> which) {
  std::vector<MultiPolygon> shapes;
  for (const std::size_t i : which) shapes.push_back(zones.zones[i].shape);
  return shapes;
}

/// Every level by itself.
Expected<void> measure_streets(const Workspace& workspace, AnalysisZones& zones) {
  GRID_TRY(streets, workspace.store().streets());
  std::vector<LineString> lines;
  for (const Street& street : streets) lines.push_back(street.line);
  for (int level = 1; level <= zones.lowest; ++level) {
    const std::vector<std::size_t> which = zones.of_level(level);
    if (which.empty()) continue;
    const std::vector<MultiPolygon> shapes = shapes_of(zones, which);
    const index::LayerShapes layer{.shapes = shapes};
    const auto locator = index::LayerLocator::build({&layer, 1});
    const std::vector<double> metres = index::metres_per_shape(locator, 0, index::overlay_lines(locator, lines));
    for (std::size_t k = 0; k < which.size(); ++k) zones.zones[which[k]].kilometres = metres[k] / kMetresPerKm;
  }
  return {};
}

}  // namespace

std::vector<std::size_t> AnalysisZones::of_level(int level) const {
  std::vector<std::size_t> which;
  for (std::size_t i = 0; i < zones.size(); ++i)
    if (zones[i].level == level) which.push_back(i);
  return which;
}

Expected<AnalysisZones> zones_of_plan(const Workspace& workspace, const PlanChoice& choice) {
  GRID_TRY(plan, chosen_plan(workspace.store(), choice));
  AnalysisZones zones;
  std::map<ZoneId, std::string> code;
  for (const Zone& zone : plan.map().zones) code[zone.id] = zone.code;
  for (const Zone& zone : plan.map().zones)
    zones.zones.push_back({.code = zone.code,
                           .upper = zone.parent ? code[*zone.parent] : std::string(),
                           .level = zone.level,
                           .shape = zone.shape,
                           .kilometres = zone.street_length.value / kMetresPerKm});
  zones.plan_version = plan.version().version;
  zones.origin =
      "plan " + std::to_string(plan.version().version) + " in force from " + to_text(plan.version().valid_from);
  put_in_order(zones);
  return zones;
}

Expected<AnalysisZones> zones_of_file(const Workspace& workspace, const std::filesystem::path& path) {
  auto layer = io::read_zones(path, {.code = "code", .parent = "parent", .rank = "level"});
  if (!layer) layer = io::read_zones(path, {.code = "code", .parent = "parent"});
  if (!layer) return fail(std::move(layer.error()));
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  GRID_TRY(plane, io::to_plane(layer->zones, projector));
  AnalysisZones zones;
  for (std::size_t i = 0; i < plane.size(); ++i)
    zones.zones.push_back({.code = plane[i].code,
                           .upper = plane[i].parent,
                           .level = std::max(1, static_cast<int>(layer->zones[i].rank)),
                           .shape = std::move(plane[i].shape)});
  zones.origin = path.filename().string();
  put_in_order(zones);
  GRID_CHECK(measure_streets(workspace, zones));
  return zones;
}

std::vector<std::size_t> zone_of_each(const AnalysisZones& zones, int level, std::span<const Xy> places) {
  return shape_of_each(shapes_of(zones, zones.of_level(level)), places);  // by code: the lower one answers on a border
}

std::vector<std::size_t> shape_of_each(std::span<const MultiPolygon> shapes, std::span<const Xy> places) {
  const index::LayerShapes layer{.shapes = shapes};
  std::vector<std::int32_t> answers(places.size(), -1);
  index::LayerLocator::build({&layer, 1}).locate_all(places, answers);
  std::vector<std::size_t> of;
  for (const std::int32_t answer : answers) of.push_back(answer < 0 ? kNoZone : static_cast<std::size_t>(answer));
  return of;
}

hotspot::Weights neighbours_of(const AnalysisZones& zones, int level) {
  return hotspot::contiguity_weights(shapes_of(zones, zones.of_level(level)), hotspot::Contiguity::queen);
}

}  // namespace libgrid::workflow
