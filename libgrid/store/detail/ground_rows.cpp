#include <libgrid/store/detail/row_of.hpp>

// Braced initialisers are evaluated from left to right, which is the order of the columns.

namespace libgrid::store::detail {

void RowOf<District>::write(RowWriter& row, const District& district) {
  row.id(district.id).text(district.name).shape(district.shape);
}

District RowOf<District>::read(RowReader& row) {
  return {.id = row.id<DistrictId>(), .name = row.text(), .shape = row.polygons()};
}

void RowOf<Street>::write(RowWriter& row, const Street& street) {
  row.id(street.id).text(street.name).text(street.road_class).line(street.line).integer(street.layer);
  row.text(street.access);
  street.width ? row.quantity(*street.width) : row.null();
}

Street RowOf<Street>::read(RowReader& row) {
  return {.id = row.id<StreetId>(),
          .name = row.text(),
          .road_class = row.text(),
          .line = row.line(),
          .layer = static_cast<int>(row.integer()),
          .access = row.text(),
          .width = row.optional_quantity<Metres>()};
}

void RowOf<Face>::write(RowWriter& row, const Face& face) {
  row.id(face.id).id(face.raw).id(face.district).id(face.block).word(face.reason).shape(face.shape);
}

Face RowOf<Face>::read(RowReader& row) {
  return {.id = row.id<FaceId>(),
          .raw = row.id<RawFaceId>(),
          .district = row.id<DistrictId>(),
          .block = row.id<BlockId>(),
          .reason = row.word<MergeReason>(),
          .shape = row.polygon()};
}

void RowOf<Block>::write(RowWriter& row, const Block& block) {
  row.id(block.id).id(block.district).shape(block.shape).quantity(block.area).integer(block.faces);
  row.word(block.reason).quantity(block.street_length).integer(block.reports).real(block.workload);
}

Block RowOf<Block>::read(RowReader& row) {
  return {.id = row.id<BlockId>(),
          .district = row.id<DistrictId>(),
          .shape = row.polygon(),
          .area = row.quantity<SquareMetres>(),
          .faces = row.integer(),
          .reason = row.word<MergeReason>(),
          .street_length = row.quantity<Metres>(),
          .reports = row.integer(),
          .workload = row.real()};
}

void RowOf<BlockBorder>::write(RowWriter& row, const BlockBorder& border) {
  row.id(border.a).id(border.b).quantity(border.length);
}

BlockBorder RowOf<BlockBorder>::read(RowReader& row) {
  return {.a = row.id<BlockId>(), .b = row.id<BlockId>(), .length = row.quantity<Metres>()};
}

void RowOf<Link>::write(RowWriter& row, const Link& link) {
  row.id(link.id).id(link.from).id(link.to).quantity(link.length).line(link.line);
}

Link RowOf<Link>::read(RowReader& row) {
  return {.id = row.id<LinkId>(),
          .from = row.id<BlockId>(),
          .to = row.id<BlockId>(),
          .length = row.quantity<Metres>(),
          .line = row.line()};
}

void RowOf<StreetStretch>::write(RowWriter& row, const StreetStretch& stretch) {
  row.id(stretch.street).quantity(stretch.from).quantity(stretch.to).id(stretch.left).id(stretch.right);
}

StreetStretch RowOf<StreetStretch>::read(RowReader& row) {
  return {.street = row.id<StreetId>(),
          .from = row.quantity<Metres>(),
          .to = row.quantity<Metres>(),
          .left = row.optional_id<BlockId>(),
          .right = row.optional_id<BlockId>()};
}

}  // namespace libgrid::store::detail
