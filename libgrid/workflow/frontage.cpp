#include <libgrid/workflow/frontage.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/crs/projector.hpp>
#include <libgrid/geom/wkb.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/road_kinds.hpp>

namespace libgrid::workflow {
namespace {

struct Buildings {
  std::vector<MultiPolygon> shapes;
  std::vector<std::int64_t> numbers;  ///< places in the file
  std::vector<RejectedRow> rejected;
};

Expected<std::optional<Buildings>> read_buildings(const std::filesystem::path& file, const Frame& frame) {
  if (file.empty()) return std::nullopt;
  GRID_TRY(layer, io::read_zones(file));
  GRID_TRY(plane, crs::Projector::make(frame));
  GRID_TRY(zones, io::to_plane(layer.zones, plane));
  Buildings buildings;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    buildings.shapes.push_back(std::move(zones[i].shape));
    buildings.numbers.push_back(layer.zones[i].number);
  }
  buildings.rejected = std::move(layer.rejected);
  return buildings;
}

io::Layer layer_of(const CityFrontage& made) {
  using enum io::ColumnType;
  io::Layer layer{"frontage",
                  io::GeometryKind::polygon,
                  {{"piece_id", integer},
                   {"way_no", integer},
                   {"side", text},
                   {"from_m", real},
                   {"to_m", real},
                   {"length_m", real},
                   {"building", integer},
                   {"edge", text},
                   {"area_m2", real},
                   {"zone_id", integer},
                   {"sector", text},
                   {"unit", text}},
                  {}};
  for (const roads::FrontageStrip& s : made.frontage.strips) {
    io::CellValue building, zone;
    if (s.building >= 0) building = made.buildings[static_cast<std::size_t>(s.building)];
    if (s.zone) zone = s.zone->value;
    layer.rows.push_back(
        {{s.piece.value, s.street.value, std::string(word(s.side)), s.from.value, s.to.value, s.length().value,
          building, std::string(roads::word(s.edge)), s.area.value, zone, s.sector, s.unit},
         to_wkb(s.shape)});
  }
  return layer;
}

std::vector<Figure> figures_of(const roads::Frontage& frontage, const std::string& file) {
  double metres = 0.0, square = 0.0;
  for (const roads::FrontageStrip& s : frontage.strips) metres += s.length().value, square += s.area.value;
  return {{"frontage_strips", static_cast<std::int64_t>(frontage.strips.size()), file, "SELECT count(*) FROM frontage",
           "Frontage strips", "门前三包责任段", ""},
          {"frontage_km", metres / 1000.0, file, "SELECT sum(length_m) / 1000 FROM frontage", "Metres of front",
           "临街长度", "km"},
          {"frontage_ha", square / 10'000.0, file, "SELECT sum(area_m2) / 10000 FROM frontage", "Area of the strips",
           "责任区面积", "ha"},
          {"frontage_open_km", frontage.open.value / 1000.0, file, "", "Sides of streets without a front",
           "无临街建筑的道路侧", "km"}};
}

}  // namespace

Expected<CityFrontage> city_frontage(const Workspace& workspace, std::span<const RoadPiece> pieces,
                                     std::span<const Street> streets, const std::filesystem::path& buildings) {
  const City& city = workspace.city();
  const FrontagePolicy policy = city.frontage.value_or(FrontagePolicy{});
  const bool kept = buildings.empty() && !policy.buildings.empty();
  GRID_TRY(houses, read_buildings(kept ? workspace.folder() / policy.buildings : buildings, city.frame));
  GRID_TRY(kinds, detail::road_kinds_of(city, streets));
  roads::FrontageInput input{.pieces = pieces, .streets = streets, .kinds = kinds};
  if (houses) input.buildings = houses->shapes;
  CityFrontage result{.frontage = roads::frontage_strips(input, policy), .buildings = {}, .rejected = {}};
  if (!houses) return result;
  result.buildings = std::move(houses->numbers);
  result.rejected = std::move(houses->rejected);
  return result;
}

Expected<StepSummary> write_frontage(const Workspace& workspace, const std::filesystem::path& output,
                                     const FrontageFiles& files, const StepContext& context) {
  const double started = context.stopwatch();
  GRID_TRY(streets, workspace.store().streets());
  GRID_TRY(pieces, workspace.store().road_pieces());
  GRID_TRY(made, city_frontage(workspace, pieces, streets, files.buildings));
  GRID_CHECK(detail::write_city_layers(output, workspace.city(), {layer_of(made)}));
  StepSummary summary{.step = "frontage",
                      .seconds = context.stopwatch() - started,
                      .figures = figures_of(made.frontage, output.filename().string()),
                      .findings = {}};
  for (const RejectedRow& bad : made.rejected)
    summary.findings.push_back(message_en(bad.error) + " | " + message_zh(bad.error));
  return summary;
}

}  // namespace libgrid::workflow
