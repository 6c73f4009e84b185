#pragma once
/// Which table holds which noun. The columns are in the order in which `write` binds and `read` reads them.

#include <string_view>

#include <libgrid/model/duty.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/hotspot.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/model/report.hpp>
#include <libgrid/store/detail/row.hpp>

namespace libgrid::store::detail {

template <class Noun>
struct RowOf;

template <>
struct RowOf<District> {
  static constexpr std::string_view table = "districts";
  static constexpr std::string_view columns = "district_id, name, shape";
  static void write(RowWriter& row, const District& district);
  static District read(RowReader& row);
};

template <>
struct RowOf<Street> {
  static constexpr std::string_view table = "streets";
  static constexpr std::string_view columns = "street_id, name, road_class, line, layer, access, width_m";
  static void write(RowWriter& row, const Street& street);
  static Street read(RowReader& row);
};

template <>
struct RowOf<Report> {
  static constexpr std::string_view table = "reports";
  static constexpr std::string_view columns =
      "row, case_id, opened, closed, category, street, ward, lon, lat, flags, accuracy_m, source, returned, resolution";
  static void write(RowWriter& row, const Report& report);
  static Report read(RowReader& row);
};

template <>
struct RowOf<RejectedRow> {
  static constexpr std::string_view table = "rejected";
  static constexpr std::string_view columns = "code, detail, file, row, field, id";
  static void write(RowWriter& row, const RejectedRow& rejected);
  static RejectedRow read(RowReader& row);
};

template <>
struct RowOf<Face> {
  static constexpr std::string_view table = "faces";
  static constexpr std::string_view columns = "face_id, raw_face_id, district_id, block_id, reason, shape";
  static void write(RowWriter& row, const Face& face);
  static Face read(RowReader& row);
};

template <>
struct RowOf<Block> {
  static constexpr std::string_view table = "blocks";
  static constexpr std::string_view columns =
      "block_id, district_id, shape, area_m2, faces, merge_reason, street_m, reports, workload";
  static void write(RowWriter& row, const Block& block);
  static Block read(RowReader& row);
};

template <>
struct RowOf<BlockBorder> {
  static constexpr std::string_view table = "borders";
  static constexpr std::string_view columns = "block_a, block_b, length_m";
  static void write(RowWriter& row, const BlockBorder& border);
  static BlockBorder read(RowReader& row);
};

template <>
struct RowOf<Link> {
  static constexpr std::string_view table = "links";
  static constexpr std::string_view columns = "link_id, from_block, to_block, length_m, line";
  static void write(RowWriter& row, const Link& link);
  static Link read(RowReader& row);
};

template <>
struct RowOf<StreetStretch> {
  static constexpr std::string_view table = "stretches";
  static constexpr std::string_view columns = "street_id, from_m, to_m, left_block, right_block";
  static void write(RowWriter& row, const StreetStretch& stretch);
  static StreetStretch read(RowReader& row);
};

template <>
struct RowOf<Zone> {
  static constexpr std::string_view table = "zones";
  static constexpr std::string_view columns =
      "zone_id, code, level, parent_id, name, post_id, blocks, area_m2, street_m, reports, workload, polsby_popper, "
      "parts, shape";
  static void write(RowWriter& row, const Zone& zone);
  static Zone read(RowReader& row);
};

template <>
struct RowOf<BlockZone> {
  static constexpr std::string_view table = "zone_blocks";
  static constexpr std::string_view columns = "block_id, zone_id";
  static void write(RowWriter& row, const BlockZone& pair);
  static BlockZone read(RowReader& row);
};

template <>
struct RowOf<Post> {
  static constexpr std::string_view table = "posts";
  static constexpr std::string_view columns = "post_id, level, title_zh, title_en, parent_id, zone_id";
  static void write(RowWriter& row, const Post& post);
  static Post read(RowReader& row);
};

template <>
struct RowOf<RoadPiece> {
  static constexpr std::string_view table = "road_pieces";
  static constexpr std::string_view columns = "piece_id, street_id, from_m, to_m, zone_id, sector, side, rule, unit";
  static void write(RowWriter& row, const RoadPiece& piece);
  static RoadPiece read(RowReader& row);
};

template <>
struct RowOf<Attribution> {
  static constexpr std::string_view table = "attributions";
  static constexpr std::string_view columns = "zone_id, method, reason, distance_m";
  static void write(RowWriter& row, const Attribution& attribution);
  static Attribution read(RowReader& row);
};

template <>
struct RowOf<Cell> {
  static constexpr std::string_view table = "cells";
  static constexpr std::string_view columns = "ix, iy";
  static void write(RowWriter& row, const Cell& cell);
  static Cell read(RowReader& row);
};

template <>
struct RowOf<Hotspot> {
  static constexpr std::string_view table = "hotspots";
  static constexpr std::string_view columns = "category, ix, iy, n, z, p, q, significant";
  static void write(RowWriter& row, const Hotspot& hotspot);
  static Hotspot read(RowReader& row);
};

template <>
struct RowOf<Rebound> {
  static constexpr std::string_view table = "rebounds";
  static constexpr std::string_view columns = "category, n_reports, n_settled, n_rebound, naive, km, lower, upper";
  static void write(RowWriter& row, const Rebound& rebound);
  static Rebound read(RowReader& row);
};

template <>
struct RowOf<WorstPlace> {
  static constexpr std::string_view table = "worst_places";
  static constexpr std::string_view columns = "rank, ix, iy, lon, lat, n_reports, n_settled, n_rebound, top_category";
  static void write(RowWriter& row, const WorstPlace& place);
  static WorstPlace read(RowReader& row);
};

}  // namespace libgrid::store::detail
