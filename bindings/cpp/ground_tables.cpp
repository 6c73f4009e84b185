#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <libgrid/coverage/dissolve.hpp>
#include <libgrid/hotspot/raster.hpp>
#include <libgrid/model/words.hpp>

#include "columns.hpp"
#include "shapes.hpp"
#include "tables.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

/// District shapes as the faces tile them: repaired, without overlap, borders shared with the blocks.
Expected<std::vector<District>> tiled_districts(const Workspace& workspace) {
  GRID_TRY(districts, workspace.store().districts());
  GRID_TRY(ground, workspace.store().ground());
  std::unordered_map<DistrictId, std::vector<const Polygon*>> pieces;
  for (const Face& face : ground.faces) pieces[face.district].push_back(&face.shape);
  std::vector<District> tiled;
  for (District& district : districts) {
    const auto found = pieces.find(district.id);
    if (found == pieces.end()) continue;
    district.shape = coverage::dissolve(found->second);
    tiled.push_back(std::move(district));
  }
  return tiled;
}

struct BlockRow {
  Block block;
  std::optional<ZoneId> zone;
  std::string merge_reason;
};

/// Zone of every block in the newest plan; empty without one, or if it was drawn on other ground.
Expected<std::unordered_map<BlockId, ZoneId>> zone_of_block(const store::Store& store) {
  std::unordered_map<BlockId, ZoneId> zone_of;
  GRID_TRY(versions, store.plans());
  if (versions.empty()) return zone_of;
  GRID_TRY(present, store.made_on_present_ground(versions.back().version));
  if (!present) return zone_of;
  GRID_TRY(plan, store.plan(versions.back().version));
  for (const BlockZone& row : plan.map.blocks) zone_of[row.block] = row.zone;
  return zone_of;
}

/// The distinct reasons for which faces were merged into each block: "small", "thin", "artefact" or "small;thin" ....
std::unordered_map<BlockId, std::string> merge_reasons(const std::vector<Face>& faces) {
  std::unordered_map<BlockId, std::string> reasons;
  for (const MergeReason reason : {MergeReason::small, MergeReason::thin, MergeReason::artefact}) {
    for (const Face& face : faces) {
      std::string& text = reasons[face.block];
      if (face.reason != reason || text.ends_with(word(reason))) continue;
      (text += text.empty() ? "" : ";") += word(reason);
    }
  }
  return reasons;
}

Expected<std::vector<BlockRow>> block_rows(const Workspace& workspace) {
  GRID_TRY(ground, workspace.store().ground());
  GRID_TRY(zone_of, zone_of_block(workspace.store()));
  auto reasons = merge_reasons(ground.faces);
  std::vector<BlockRow> rows;
  for (Block& block : ground.blocks) {
    const auto zone = zone_of.find(block.id);
    rows.push_back({.block = {},
                    .zone = zone == zone_of.end() ? std::nullopt : std::optional(zone->second),
                    .merge_reason = std::move(reasons[block.id])});
    rows.back().block = std::move(block);
  }
  return rows;
}

struct PieceRow {
  RoadPiece piece;
  LineString line;
};

Expected<std::vector<PieceRow>> piece_rows(const Workspace& workspace) {
  GRID_TRY(pieces, workspace.store().road_pieces());
  GRID_TRY(streets, workspace.store().streets());
  std::unordered_map<StreetId, const Street*> street_of;
  for (const Street& street : streets) street_of[street.id] = &street;
  std::vector<PieceRow> rows;
  for (const RoadPiece& piece : pieces)
    rows.push_back({piece, substring(street_of.at(piece.street)->line, piece.from, piece.to)});
  return rows;
}

struct CellRow {
  Cell cell;
  Polygon square;
};

Expected<std::vector<CellRow>> cell_rows(const Workspace& workspace) {
  GRID_TRY(cells, workspace.store().cells());
  GRID_TRY(ground, workspace.store().ground());
  Box land;
  for (const Block& block : ground.blocks) land.extend(bounds(block.shape));
  const hotspot::Raster raster = hotspot::raster_over(land, workspace.city().hotspots.cell);
  std::vector<CellRow> rows;
  for (const Cell cell : cells) {
    const Box box = hotspot::cell_box(raster, cell);
    rows.push_back({cell, {{box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}, box.min}, {}}});
  }
  return rows;
}

}  // namespace

py::dict district_table(const Folder& folder) {
  const auto rows = read(folder, tiled_districts);
  return Table(rows)
      .column("district_id", [](const District& d) { return d.id; })
      .column("name", [](const District& d) -> const std::string& { return d.name; })
      .add("geometry", ragged(rows, &District::shape))
      .done();
}

py::dict face_table(const Folder& folder) {
  const auto ground = read(folder, [](const Workspace& w) { return w.store().ground(); });
  return Table(ground.faces)
      .column("face_id", [](const Face& f) { return f.id; })
      .column("raw_face_id", [](const Face& f) { return f.raw; })
      .column("block_id", [](const Face& f) { return f.block; })
      .add("geometry", ragged(ground.faces, &Face::shape))
      .done();
}

py::dict block_table(const Folder& folder) {
  const auto rows = read(folder, block_rows);
  std::vector<Polygon> shapes;
  for (const BlockRow& row : rows) shapes.push_back(row.block.shape);
  return Table(rows)
      .column("block_id", [](const BlockRow& r) { return r.block.id; })
      .column("zone_id", [](const BlockRow& r) { return r.zone; })
      .column("district_id", [](const BlockRow& r) { return r.block.district; })
      .column("area_m2", [](const BlockRow& r) { return r.block.area; })
      .column("street_m", [](const BlockRow& r) { return r.block.street_length; })
      .column("reports", [](const BlockRow& r) { return r.block.reports; })
      .column("workload", [](const BlockRow& r) { return r.block.workload; })
      .column("faces", [](const BlockRow& r) { return r.block.faces; })
      .column("merge_reason", [](const BlockRow& r) -> const std::string& { return r.merge_reason; })
      .add("geometry", ragged(std::span<const Polygon>(shapes)))
      .done();
}

py::dict link_table(const Folder& folder) {
  const auto ground = read(folder, [](const Workspace& w) { return w.store().ground(); });
  return Table(ground.links)
      .column("link_id", [](const Link& l) { return l.id; })
      .column("from_block", [](const Link& l) { return l.from; })
      .column("to_block", [](const Link& l) { return l.to; })
      .column("length_m", [](const Link& l) { return l.length; })
      .add("geometry", ragged(ground.links, &Link::line))
      .done();
}

py::dict road_piece_table(const Folder& folder) {
  const auto rows = read(folder, piece_rows);
  return Table(rows)
      .column("piece_id", [](const PieceRow& r) { return r.piece.id; })
      .column("way_no", [](const PieceRow& r) { return r.piece.street; })
      .column("from_m", [](const PieceRow& r) { return r.piece.from; })
      .column("to_m", [](const PieceRow& r) { return r.piece.to; })
      .column("length_m", [](const PieceRow& r) { return r.piece.to - r.piece.from; })
      .column("zone_id", [](const PieceRow& r) { return r.piece.zone; })
      .column("sector", [](const PieceRow& r) -> const std::string& { return r.piece.sector; })
      .column("side", [](const PieceRow& r) { return word(r.piece.side); })
      .column("rule", [](const PieceRow& r) { return word(r.piece.rule); })
      .column("unit", [](const PieceRow& r) { return std::string_view(r.piece.unit); })
      .add("geometry", ragged(rows, &PieceRow::line))
      .done();
}

py::dict cell_table(const Folder& folder) {
  const auto rows = read(folder, cell_rows);
  return Table(rows)
      .column("ix", [](const CellRow& r) { return r.cell.ix; })
      .column("iy", [](const CellRow& r) { return r.cell.iy; })
      .add("geometry", ragged(rows, &CellRow::square))
      .done();
}

}  // namespace libgrid::bindings
