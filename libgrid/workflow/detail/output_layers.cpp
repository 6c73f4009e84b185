#include <libgrid/workflow/detail/output_layers.hpp>

#include <map>
#include <optional>
#include <utility>

#include <libgrid/coverage/dissolve.hpp>
#include <libgrid/geom/wkb.hpp>
#include <libgrid/hotspot/raster.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/plan_blocks.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow::detail {
namespace {

using io::CellValue;
using io::ColumnType;
using io::GeometryKind;
using io::Layer;

constexpr ColumnType kInteger = ColumnType::integer;
constexpr ColumnType kReal = ColumnType::real;
constexpr ColumnType kText = ColumnType::text;

template <class Tag>
CellValue id_or_null(const std::optional<Id<Tag>>& id) {
  return id ? CellValue{id->value} : CellValue{};
}

/// Districts as the faces tile them: repaired, without overlap, on the lattice, borders shared with the blocks.
Layer district_layer(const std::vector<District>& districts, const std::vector<Face>& faces) {
  Layer layer{"districts", GeometryKind::multipolygon, {{"district_id", kInteger}, {"name", kText}}, {}};
  std::map<DistrictId, std::vector<const Polygon*>> pieces;
  for (const Face& face : faces) pieces[face.district].push_back(&face.shape);
  for (const District& d : districts)
    if (const auto found = pieces.find(d.id); found != pieces.end())
      layer.rows.push_back({{d.id.value, d.name}, to_wkb(coverage::dissolve(found->second))});
  return layer;
}

Layer face_layer(const std::vector<Face>& faces) {
  Layer layer{
      "faces", GeometryKind::polygon, {{"face_id", kInteger}, {"raw_face_id", kInteger}, {"block_id", kInteger}}, {}};
  for (const Face& f : faces) layer.rows.push_back({{f.id.value, f.raw.value, f.block.value}, to_wkb(f.shape)});
  return layer;
}

/// The distinct reasons for which faces were merged into each block: "small", "thin", "artefact" or "small;thin" ....
std::map<BlockId, std::string> merge_reasons(const std::vector<Face>& faces) {
  std::map<BlockId, std::string> reasons;
  for (const MergeReason reason : {MergeReason::small, MergeReason::thin, MergeReason::artefact}) {
    for (const Face& face : faces) {
      std::string& text = reasons[face.block];
      if (face.reason != reason || text.ends_with(word(reason))) continue;
      text += (text.empty() ? "" : ";") + std::string(word(reason));
    }
  }
  return reasons;
}

Layer block_layer(const Ground& ground, const ZoneMap& map) {
  Layer layer{"blocks",
              GeometryKind::polygon,
              {{"block_id", kInteger},
               {"zone_id", kInteger},
               {"district_id", kInteger},
               {"area_m2", kReal},
               {"street_m", kReal},
               {"reports", kInteger},
               {"workload", kReal},
               {"faces", kInteger},
               {"merge_reason", kText}},
              {}};
  std::map<BlockId, ZoneId> zone_of;
  for (const BlockZone& row : map.blocks) zone_of[row.block] = row.zone;
  const auto reasons = merge_reasons(ground.faces);
  for (const Block& b : ground.blocks) {
    const std::string& reason = reasons.at(b.id);
    const auto zone = zone_of.find(b.id);  // an excluded block has none
    const CellValue zone_id = zone == zone_of.end() ? CellValue{} : CellValue{zone->second.value};
    layer.rows.push_back({{b.id.value, zone_id, b.district.value, b.area.value, b.street_length.value, b.reports,
                           b.workload, b.faces, reason.empty() ? CellValue{} : CellValue{reason}},
                          to_wkb(b.shape)});
  }
  return layer;
}

Layer link_layer(const std::vector<Link>& links) {
  Layer layer{"links",
              GeometryKind::line,
              {{"link_id", kInteger}, {"from_block", kInteger}, {"to_block", kInteger}, {"length_m", kReal}},
              {}};
  for (const Link& l : links)
    layer.rows.push_back({{l.id.value, l.from.value, l.to.value, l.length.value}, to_wkb(std::span<const Xy>(l.line))});
  return layer;
}

Layer zone_layer(const ZoneMap& map) {
  Layer layer{"zones",
              GeometryKind::multipolygon,
              {{"zone_id", kInteger},
               {"code", kText},
               {"level", kInteger},
               {"parent_id", kInteger},
               {"name", kText},
               {"post_id", kInteger},
               {"blocks", kInteger},
               {"area_m2", kReal},
               {"street_m", kReal},
               {"reports", kInteger},
               {"workload", kReal},
               {"polsby_popper", kReal},
               {"parts", kInteger}},
              {}};
  for (const Zone& z : map.zones)
    layer.rows.push_back(
        {{z.id.value, z.code, std::int64_t{z.level}, id_or_null(z.parent), z.name, id_or_null(z.post), z.blocks,
          z.area.value, z.street_length.value, z.reports, z.workload, z.polsby_popper, z.parts},
         to_wkb(z.shape)});
  return layer;
}

Layer piece_layer(const std::vector<RoadPiece>& pieces, const std::vector<Street>& streets) {
  Layer layer{"road_pieces",
              GeometryKind::line,
              {{"piece_id", kInteger},
               {"way_no", kInteger},
               {"from_m", kReal},
               {"to_m", kReal},
               {"length_m", kReal},
               {"zone_id", kInteger},
               {"sector", kText},
               {"side", kText},
               {"rule", kText},
               {"unit", kText}},
              {}};
  std::map<StreetId, const Street*> street_of;
  for (const Street& street : streets) street_of[street.id] = &street;
  for (const RoadPiece& p : pieces) {
    const LineString part = substring(street_of.at(p.street)->line, p.from, p.to);
    layer.rows.push_back({{p.id.value, p.street.value, p.from.value, p.to.value, (p.to - p.from).value,
                           id_or_null(p.zone), p.sector, std::string(word(p.side)), std::string(word(p.rule)), p.unit},
                          to_wkb(std::span<const Xy>(part))});
  }
  return layer;
}

Layer cell_layer(const std::vector<Cell>& cells, const hotspot::Raster& raster) {
  Layer layer{"cells", GeometryKind::polygon, {{"ix", kInteger}, {"iy", kInteger}}, {}};
  for (const Cell cell : cells) {
    const Box box = hotspot::cell_box(raster, cell);
    const Polygon square{{box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}, box.min}, {}};
    layer.rows.push_back({{cell.ix, cell.iy}, to_wkb(square)});
  }
  return layer;
}

Layer plan_layer(const std::vector<PlanVersion>& versions) {
  Layer layer{"plans",
              GeometryKind::none,
              {{"plan_id", kInteger},
               {"version", kInteger},
               {"state", kText},
               {"valid_from", kText},
               {"valid_to", kText},
               {"sha256", kText}},
              {}};
  for (const PlanVersion& v : versions)
    layer.rows.push_back({{v.id.value, v.version, v.state, to_text(v.valid_from),
                           v.valid_to ? CellValue{to_text(*v.valid_to)} : CellValue{}, v.sha256},
                          {}});
  return layer;
}

/// The zones of every version with the time they were in force: what plan_version and zone of attribution.csv refer to.
Layer zone_version_layer(const std::vector<store::StoredPlan>& plans) {
  Layer layer{"zone_versions",
              GeometryKind::multipolygon,
              {{"version", kInteger},
               {"valid_from", kText},
               {"valid_to", kText},
               {"zone_id", kInteger},
               {"code", kText},
               {"level", kInteger},
               {"parent_id", kInteger},
               {"name", kText},
               {"post_id", kInteger}},
              {}};
  for (const auto& [map, version] : plans)
    for (const Zone& z : map.zones)
      layer.rows.push_back({{version.version, to_text(version.valid_from),
                             version.valid_to ? CellValue{to_text(*version.valid_to)} : CellValue{}, z.id.value, z.code,
                             std::int64_t{z.level}, id_or_null(z.parent), z.name, id_or_null(z.post)},
                            to_wkb(z.shape)});
  return layer;
}

Expected<std::vector<store::StoredPlan>> all_plans(const store::Store& store,
                                                   const std::vector<PlanVersion>& versions) {
  std::vector<store::StoredPlan> plans;
  for (const PlanVersion& version : versions) {
    GRID_TRY(plan, store.plan(version.version));
    plans.push_back(std::move(plan));
  }
  return plans;
}

/// Districts as they came, where no faces tile them.
Layer plain_district_layer(const std::vector<District>& districts) {
  Layer layer{"districts", GeometryKind::multipolygon, {{"district_id", kInteger}, {"name", kText}}, {}};
  for (const District& d : districts) layer.rows.push_back({{d.id.value, d.name}, to_wkb(d.shape)});
  return layer;
}

/// Invented data are known as such in every row, wherever the layer travels.
void mark_as_synthetic(std::vector<Layer>& layers) {
  for (Layer& layer : layers) {
    layer.columns.push_back({"synthetic", kInteger});
    for (io::LayerRow& row : layer.rows) row.cells.emplace_back(std::int64_t{1});
  }
}

}  // namespace

Expected<void> write_city_layers(const std::filesystem::path& file, const City& city, std::vector<io::Layer> layers) {
  if (city.synthetic) mark_as_synthetic(layers);
  return io::write_geopackage(file, city.frame, layers);
}

Expected<std::vector<Layer>> output_layers(const Workspace& workspace) {
  const store::Store& store = workspace.store();
  GRID_TRY(districts, store.districts());
  GRID_TRY(ground, store.ground());
  GRID_TRY(plan, newest_plan(store));
  GRID_TRY(pieces, store.road_pieces());
  GRID_TRY(streets, store.streets());
  GRID_TRY(cells, store.cells());
  GRID_TRY(versions, store.plans());
  GRID_TRY(plans, all_plans(store, versions));
  GRID_CHECK(require_its_blocks(store, plan.version().version));
  const hotspot::Raster raster = hotspot::raster_over(bounds(land_of(ground.blocks)), workspace.city().hotspots.cell);
  std::vector<Layer> layers;
  layers.push_back(district_layer(districts, ground.faces));
  layers.push_back(face_layer(ground.faces));
  layers.push_back(block_layer(ground, plan.map()));
  layers.push_back(link_layer(ground.links));
  layers.push_back(zone_layer(plan.map()));
  layers.push_back(piece_layer(pieces, streets));
  layers.push_back(cell_layer(cells, raster));
  layers.push_back(plan_layer(versions));
  layers.push_back(zone_version_layer(plans));
  if (workspace.city().synthetic) mark_as_synthetic(layers);
  return layers;
}

Expected<std::vector<Layer>> version_layers(const Workspace& workspace, const PublishedPlan& plan) {
  const store::Store& store = workspace.store();
  GRID_TRY(districts, store.districts());
  GRID_TRY(present, store.made_on_present_ground(plan.version().version));
  std::vector<Layer> layers;
  if (present) {
    GRID_TRY(ground, store.ground());
    layers.push_back(district_layer(districts, ground.faces));
    layers.push_back(block_layer(ground, plan.map()));
  } else {
    layers.push_back(plain_district_layer(districts));
  }
  layers.push_back(zone_layer(plan.map()));
  layers.push_back(plan_layer({plan.version()}));
  if (workspace.city().synthetic) mark_as_synthetic(layers);
  return layers;
}

Expected<std::vector<Layer>> draft_layers(const Workspace& workspace, const Ground& ground, const ZoneMap& map) {
  GRID_TRY(districts, workspace.store().districts());
  std::vector<Layer> layers;
  layers.push_back(district_layer(districts, ground.faces));
  layers.push_back(face_layer(ground.faces));
  layers.push_back(block_layer(ground, map));
  layers.push_back(link_layer(ground.links));
  if (!map.zones.empty()) layers.push_back(zone_layer(map));
  if (workspace.city().synthetic) mark_as_synthetic(layers);
  return layers;
}

}  // namespace libgrid::workflow::detail
