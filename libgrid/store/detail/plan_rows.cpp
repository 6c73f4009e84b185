#include <string>
#include <utility>

#include <libgrid/store/detail/row_of.hpp>

// Braced initialisers are evaluated from left to right, which is the order of the columns.

namespace libgrid::store::detail {
namespace {

int level(RowReader& row) {
  const std::int64_t number = row.integer();
  if (std::in_range<int>(number)) return static_cast<int>(number);
  row.refuse(make_error(ErrorCode::store_failed, "level " + std::to_string(number)));
  return 0;
}

}  // namespace

void RowOf<Zone>::write(RowWriter& row, const Zone& zone) {
  row.id(zone.id).text(zone.code).integer(zone.level).id(zone.parent).text(zone.name).id(zone.post);
  row.integer(zone.blocks).quantity(zone.area).quantity(zone.street_length).integer(zone.reports);
  row.real(zone.workload).real(zone.polsby_popper).integer(zone.parts).shape(zone.shape);
}

Zone RowOf<Zone>::read(RowReader& row) {
  return {.id = row.id<ZoneId>(),
          .code = row.text(),
          .level = level(row),
          .parent = row.optional_id<ZoneId>(),
          .name = row.text(),
          .post = row.optional_id<PostId>(),
          .blocks = row.integer(),
          .area = row.quantity<SquareMetres>(),
          .street_length = row.quantity<Metres>(),
          .reports = row.integer(),
          .workload = row.real(),
          .polsby_popper = row.real(),
          .parts = row.integer(),
          .shape = row.polygons()};
}

void RowOf<BlockZone>::write(RowWriter& row, const BlockZone& pair) { row.id(pair.block).id(pair.zone); }

BlockZone RowOf<BlockZone>::read(RowReader& row) { return {.block = row.id<BlockId>(), .zone = row.id<ZoneId>()}; }

void RowOf<Post>::write(RowWriter& row, const Post& post) {
  row.id(post.id).integer(post.level).text(post.title_zh).text(post.title_en).id(post.parent).id(post.zone);
}

Post RowOf<Post>::read(RowReader& row) {
  return {.id = row.id<PostId>(),
          .level = level(row),
          .title_zh = row.text(),
          .title_en = row.text(),
          .parent = row.optional_id<PostId>(),
          .zone = row.optional_id<ZoneId>()};
}

void RowOf<RoadPiece>::write(RowWriter& row, const RoadPiece& piece) {
  row.id(piece.id).id(piece.street).quantity(piece.from).quantity(piece.to).id(piece.zone).text(piece.sector);
  row.word(piece.side).word(piece.rule).text(piece.unit);
}

RoadPiece RowOf<RoadPiece>::read(RowReader& row) {
  return {.id = row.id<RoadPieceId>(),
          .street = row.id<StreetId>(),
          .from = row.quantity<Metres>(),
          .to = row.quantity<Metres>(),
          .zone = row.optional_id<ZoneId>(),
          .sector = row.text(),
          .side = row.word<RoadSide>(),
          .rule = row.word<DutyRule>(),
          .unit = row.text()};
}

}  // namespace libgrid::store::detail
