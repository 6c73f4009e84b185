#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include <libgrid/hotspot/street_density.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/io/geotiff_writer.hpp>
#include <libgrid/workflow/detail/heat_bins.hpp>
#include <libgrid/workflow/detail/heat_images.hpp>
#include <libgrid/workflow/detail/heat_notes.hpp>
#include <libgrid/workflow/detail/heat_tiles.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>
#include <libgrid/workflow/heat_map.hpp>

namespace libgrid::workflow {
namespace {

constexpr double kSquareMetresPerKm2 = 1e6;
constexpr double kMostCells = 1e8;
constexpr Metres kStreetReach{30.0};

Expected<void> sensible(const HeatRequest& request) {
  const auto length = [](std::string_view field, Metres m) {
    return detail::ParameterRule{field, m.value, m.value > 0.0, "above 0 m"};
  };
  const double bound = request.density.bound;
  return detail::parameters_hold({length("cell", request.cell),
                                  length("hexagon", request.hexagon),
                                  length("square", request.square),
                                  length("bandwidth", request.density.bandwidth),
                                  {"bound", bound, bound > 0.0 && bound < 1.0, "above 0, below 1"}});
}

Expected<std::vector<Xy>> points_of(const Workspace& workspace, const HeatRequest& request,
                                    const StepContext& context) {
  const ForestRequest plane{.rules = {}, .distance = hotspot::DistanceKind::plane, .places = {}};
  GRID_TRY(analysis, analyse_rebound(workspace, plane, context));
  const auto& names = analysis.categories;
  const auto category = std::ranges::find(names, request.category);
  if (!request.category.empty() && category == names.end())
    return fail(detail::unknown_name("category", request.category, names));
  std::vector<Xy> points;
  for (std::size_t i = 0; i < analysis.cases.size(); ++i) {
    const hotspot::ForestCase& c = analysis.cases[i];
    if (!c.has_place) continue;
    if (!request.category.empty() && c.category != static_cast<std::size_t>(category - names.begin())) continue;
    if (request.rebounds_only && analysis.forest.links[i].kind != hotspot::LinkKind::rebound) continue;
    points.push_back(c.at);
  }
  return points;
}

Expected<hotspot::DensityRaster> raster_of(const Workspace& workspace, Metres cell) {
  GRID_TRY(ground, workspace.store().ground());
  if (ground.blocks.empty()) return fail(ErrorCode::step_missing, "blocks");
  Box box;
  for (const Block& block : ground.blocks)
    for (const Xy p : block.shape.outer) box.extend(p);
  const double west = std::floor(box.min.x / cell.value) * cell.value;
  const double south = std::floor(box.min.y / cell.value) * cell.value;
  const double columns = std::ceil((box.max.x - west) / cell.value), rows = std::ceil((box.max.y - south) / cell.value);
  if (columns * rows > kMostCells) return fail(ErrorCode::parameter_invalid, "cell: more than 1e8 cells");
  return hotspot::DensityRaster{{west, south}, cell, static_cast<std::size_t>(columns), static_cast<std::size_t>(rows)};
}

/// The part of a line between two measures.
LineString part_of(const LineString& line, double from, double to) {
  LineString part;
  double at = 0.0;
  const auto between = [](Xy a, Xy b, double share) {
    return Xy{a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
  };
  for (std::size_t k = 1; k < line.size(); ++k) {
    const double step = distance(line[k - 1], line[k]).value, next = at + step;
    if (step > 0.0 && next > from && at < to) {
      if (part.empty()) part.push_back(between(line[k - 1], line[k], std::max(0.0, (from - at) / step)));
      part.push_back(between(line[k - 1], line[k], std::min(1.0, (to - at) / step)));
    }
    at = next;
  }
  return part;
}

struct EdgeList {
  std::vector<hotspot::NetworkEdge> edges;
  std::size_t nodes = 0;
};

EdgeList edges_of(std::span<const LineString> segments) {
  std::vector<Xy> nodes;
  for (const LineString& s : segments) nodes.push_back(s.front()), nodes.push_back(s.back());
  std::ranges::sort(nodes);
  nodes.erase(std::ranges::unique(nodes).begin(), nodes.end());
  const auto number = [&](Xy p) {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(nodes, p) - nodes.begin());
  };
  EdgeList list{{}, nodes.size()};
  for (const LineString& s : segments) list.edges.push_back({number(s.front()), number(s.back()), length(s)});
  return list;
}

struct StreetHeat {
  io::Layer layer;
  std::int64_t off = 0;  ///< points farther than kStreetReach from a street
};

StreetHeat street_heat(std::span<const LineString> segments, std::span<const Xy> points, const HeatRequest& request) {
  const hotspot::StreetGround ground = hotspot::street_ground(segments, kStreetReach);
  std::vector<hotspot::NetworkEvent> events;
  for (const auto& place : hotspot::on_streets(ground, points).place)
    if (place) events.push_back({static_cast<std::uint32_t>(place->segment), place->measure});
  const EdgeList list = edges_of(segments);
  const hotspot::StreetDensity heat = hotspot::street_density(list.edges, list.nodes, events,
                                                              {.kernel = request.street_kernel,
                                                               .bandwidth = request.density.bandwidth,
                                                               .stretch = Metres{50.0},
                                                               .step = Metres{2.0}});
  io::Layer layer{.name = "streets",
                  .geometry = io::GeometryKind::line,
                  .columns = {{"per_km", io::ColumnType::real}, {"length_m", io::ColumnType::real}}};
  for (std::size_t k = 0; k < heat.value.size(); ++k) {
    const LineString part = part_of(segments[heat.edge[k]], heat.from[k].value, heat.to[k].value);
    if (part.size() < 2 || heat.value[k] == 0.0) continue;
    layer.rows.push_back({{heat.value[k] * 1000.0, (heat.to[k] - heat.from[k]).value}, to_wkb(part)});
  }
  return {std::move(layer), std::ssize(points) - std::ssize(events)};
}

/// What the kernel made of the reports on streets: all of them, unless it is the simple one.
Figure mass_of(const io::Layer& streets) {
  double mass = 0.0;
  for (const auto& row : streets.rows) mass += std::get<double>(row.cells[0]) * std::get<double>(row.cells[1]) / 1000.0;
  return {"street_mass",
          mass,
          "heat.gpkg",
          "SELECT sum(per_km * length_m) / 1000 FROM streets",
          "Reports along streets, by the kernel",
          "沿街案件数（核密度积分）",
          ""};
}

StepSummary summary_of(const HeatRequest& request, std::span<const Xy> points, std::span<const double> heat,
                       std::span<const detail::HeatBins> bins) {
  StepSummary summary{"heatmap", 0.0, {}, {}};
  const auto add = [&](const char* name, FigureValue value, const char* file, const char* sql, const char* en,
                       const char* zh) { summary.figures.push_back({name, std::move(value), file, sql, en, zh, ""}); };
  add("heat_reports", std::ssize(points), "heat.gpkg", "SELECT sum(reports) FROM hexagons", "Reports on the map",
      "图上案件数");
  add("hexagons", std::ssize(bins[0].bins), "heat.gpkg", "SELECT count(*) FROM hexagons", "Hexagons with a report",
      "有案件的六边形");
  add("squares", std::ssize(bins[1].bins), "heat.gpkg", "SELECT count(*) FROM squares", "Squares with a report",
      "有案件的方格");
  add("heat_peak", heat.empty() ? 0.0 : *std::ranges::max_element(heat), "heat.tif", "", "Highest density, per km2",
      "最高密度（每平方公里）");
  const double h = request.density.bandwidth.value;
  const double peak = kSquareMetresPerKm2 / (2.0 * std::numbers::pi * h * h);
  const bool cut = request.density.kernel == hotspot::Kernel::gaussian;
  if (cut)
    add("error_bound", request.density.bound * static_cast<double>(points.size()) * peak, "heat.tif", "",
        "  too small by at most", "  误差上限");
  return summary;
}

}  // namespace

Expected<StepSummary> export_heat_map(const Workspace& workspace, const std::filesystem::path& folder,
                                      const HeatRequest& request, const StepContext& context) {
  GRID_CHECK(sensible(request));
  const double start = context.stopwatch();
  GRID_TRY(raster, raster_of(workspace, request.cell));
  GRID_TRY(points, points_of(workspace, request, context));
  std::vector<double> heat = hotspot::kernel_density(points, raster, request.density);
  for (double& value : heat) value *= kSquareMetresPerKm2;
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  const std::vector<detail::HeatBins> bins{detail::hexagon_bins(points, request.hexagon),
                                           detail::square_bins(points, request.square)};
  std::vector<io::Layer> layers{detail::layer_of(bins[0]), detail::layer_of(bins[1])};
  std::vector<Figure> street_figures;
  if (request.streets) {
    GRID_TRY(segments, detail::street_segments(workspace));
    StreetHeat streets = street_heat(segments, points, request);
    layers.push_back(std::move(streets.layer));
    street_figures.push_back(mass_of(layers.back()));
    const std::string reach = std::to_string(std::llround(kStreetReach.value));
    street_figures.push_back({"street_off", streets.off, "heat.gpkg", "",
                              "Farther than " + reach + " m from a street: not in layer streets",
                              "距道路超过 " + reach + " 米：不计入沿街图层", ""});
  }
  GRID_CHECK(io::make_folder(folder));
  const io::PlaneRaster plane{raster.origin, raster.cell, raster.columns, raster.rows};
  const detail::HeatNotes notes = detail::heat_notes(workspace.city());
  GRID_CHECK(io::write_geotiff(folder / "heat.tif", workspace.city().frame, plane, heat, notes.tags));
  GRID_CHECK(detail::write_city_layers(folder / "heat.gpkg", workspace.city(), layers));
  StepSummary summary = summary_of(request, points, heat, bins);
  std::ranges::move(street_figures, std::back_inserter(summary.figures));
  if (request.tiles) {
    GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
    GRID_TRY(written,
             detail::write_heat_tiles(folder / "tiles", {raster, heat, bins, notes.members, workspace.city().synthetic},
                                      *request.tiles, projector, context));
    summary.figures.push_back({"heat_tiles", written, "tiles", "", "Vector tiles", "矢量瓦片", ""});
    GRID_TRY(images, detail::write_heat_images(folder / "images", {raster, heat, notes.members}, *request.tiles,
                                               projector, context));
    summary.figures.push_back({"heat_images", images, "images", "", "Picture tiles (PNG)", "图片瓦片（PNG）", ""});
  }
  summary.seconds = context.stopwatch() - start;
  return summary;
}

}  // namespace libgrid::workflow
