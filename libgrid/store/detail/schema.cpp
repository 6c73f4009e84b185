#include <libgrid/store/detail/schema.hpp>

namespace libgrid::store::detail {

std::string_view schema_sql() {
  return R"sql(
CREATE TABLE parts(part TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE notes(step TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE districts(position INTEGER PRIMARY KEY, district_id INTEGER NOT NULL, name TEXT NOT NULL,
  shape BLOB) STRICT;
CREATE TABLE streets(position INTEGER PRIMARY KEY, street_id INTEGER NOT NULL, name TEXT NOT NULL,
  road_class TEXT NOT NULL, line BLOB, layer INTEGER NOT NULL, access TEXT NOT NULL, width_m ANY) STRICT;
CREATE TABLE reports(position INTEGER PRIMARY KEY, row INTEGER NOT NULL, case_id TEXT NOT NULL, opened INTEGER NOT NULL,
  closed INTEGER, category TEXT NOT NULL, street TEXT NOT NULL, ward TEXT NOT NULL, lon ANY NOT NULL, lat ANY NOT NULL,
  flags INTEGER NOT NULL CHECK(flags BETWEEN 0 AND 255), accuracy_m ANY, source TEXT NOT NULL,
  returned INTEGER NOT NULL CHECK(returned >= 0), resolution TEXT NOT NULL) STRICT;
CREATE TABLE rejected(position INTEGER PRIMARY KEY, code TEXT NOT NULL, detail TEXT NOT NULL, file TEXT NOT NULL,
  row INTEGER, field TEXT NOT NULL, id TEXT NOT NULL) STRICT;

CREATE TABLE faces(position INTEGER PRIMARY KEY, face_id INTEGER NOT NULL, raw_face_id INTEGER NOT NULL,
  district_id INTEGER NOT NULL, block_id INTEGER NOT NULL, reason TEXT NOT NULL, shape BLOB) STRICT;
CREATE TABLE blocks(position INTEGER PRIMARY KEY, block_id INTEGER NOT NULL, district_id INTEGER NOT NULL, shape BLOB,
  area_m2 ANY NOT NULL, faces INTEGER NOT NULL, merge_reason TEXT NOT NULL, street_m ANY NOT NULL,
  reports INTEGER NOT NULL, workload ANY NOT NULL) STRICT;
CREATE TABLE borders(position INTEGER PRIMARY KEY, block_a INTEGER NOT NULL, block_b INTEGER NOT NULL,
  length_m ANY NOT NULL) STRICT;
CREATE TABLE links(position INTEGER PRIMARY KEY, link_id INTEGER NOT NULL, from_block INTEGER NOT NULL,
  to_block INTEGER NOT NULL, length_m ANY NOT NULL, line BLOB) STRICT;
CREATE TABLE stretches(position INTEGER PRIMARY KEY, street_id INTEGER NOT NULL, from_m ANY NOT NULL, to_m ANY NOT NULL,
  left_block INTEGER, right_block INTEGER) STRICT;
CREATE TABLE ground_count(number INTEGER NOT NULL) STRICT;
INSERT INTO ground_count VALUES(0);

CREATE TABLE zone_maps(plan_version INTEGER PRIMARY KEY, seed INTEGER NOT NULL) STRICT;
CREATE TABLE zones(plan_version INTEGER NOT NULL REFERENCES zone_maps ON DELETE CASCADE, position INTEGER NOT NULL,
  zone_id INTEGER NOT NULL, code TEXT NOT NULL, level INTEGER NOT NULL, parent_id INTEGER, name TEXT NOT NULL,
  post_id INTEGER, blocks INTEGER NOT NULL, area_m2 ANY NOT NULL, street_m ANY NOT NULL, reports INTEGER NOT NULL,
  workload ANY NOT NULL, polsby_popper ANY NOT NULL, parts INTEGER NOT NULL, shape BLOB,
  PRIMARY KEY(plan_version, position)) STRICT;
CREATE TABLE zone_blocks(plan_version INTEGER NOT NULL REFERENCES zone_maps ON DELETE CASCADE,
  position INTEGER NOT NULL, block_id INTEGER NOT NULL, zone_id INTEGER NOT NULL,
  PRIMARY KEY(plan_version, position)) STRICT, WITHOUT ROWID;
CREATE TABLE posts(plan_version INTEGER NOT NULL REFERENCES zone_maps ON DELETE CASCADE, position INTEGER NOT NULL,
  post_id INTEGER NOT NULL, level INTEGER NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL, parent_id INTEGER,
  zone_id INTEGER, PRIMARY KEY(plan_version, position)) STRICT, WITHOUT ROWID;
CREATE TABLE plans(version INTEGER PRIMARY KEY REFERENCES zone_maps DEFERRABLE INITIALLY DEFERRED,
  plan_id INTEGER NOT NULL UNIQUE, state TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER,
  sha256 TEXT NOT NULL, ground INTEGER, CHECK(version >= 1), CHECK(valid_to >= valid_from)) STRICT;

CREATE TABLE road_pieces(position INTEGER PRIMARY KEY, piece_id INTEGER NOT NULL, street_id INTEGER NOT NULL,
  from_m ANY NOT NULL, to_m ANY NOT NULL, zone_id INTEGER, sector TEXT NOT NULL, side TEXT NOT NULL,
  rule TEXT NOT NULL, unit TEXT NOT NULL) STRICT;
CREATE TABLE attributed_plan(version INTEGER NOT NULL REFERENCES plans) STRICT;
CREATE TABLE attributions(position INTEGER PRIMARY KEY REFERENCES reports, zone_id INTEGER, method TEXT NOT NULL,
  reason TEXT NOT NULL, distance_m ANY) STRICT;

CREATE TABLE cells(position INTEGER PRIMARY KEY, ix INTEGER NOT NULL, iy INTEGER NOT NULL) STRICT;
CREATE TABLE hotspots(position INTEGER PRIMARY KEY, category TEXT NOT NULL, ix INTEGER NOT NULL, iy INTEGER NOT NULL,
  n INTEGER NOT NULL, z ANY NOT NULL, p ANY NOT NULL, q ANY NOT NULL, significant INTEGER NOT NULL) STRICT;
CREATE TABLE rebounds(position INTEGER PRIMARY KEY, category TEXT NOT NULL, n_reports INTEGER NOT NULL,
  n_settled INTEGER NOT NULL, n_rebound INTEGER NOT NULL, naive ANY NOT NULL, km ANY NOT NULL, lower ANY NOT NULL,
  upper ANY NOT NULL) STRICT;
CREATE TABLE worst_places(position INTEGER PRIMARY KEY, rank INTEGER NOT NULL, ix INTEGER NOT NULL, iy INTEGER NOT NULL,
  lon ANY NOT NULL, lat ANY NOT NULL, n_reports INTEGER NOT NULL, n_settled INTEGER NOT NULL,
  n_rebound INTEGER NOT NULL, top_category TEXT NOT NULL) STRICT;
)sql";
}

}  // namespace libgrid::store::detail
