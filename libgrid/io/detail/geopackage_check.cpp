#include <libgrid/io/detail/geopackage_check.hpp>

#include <bit>
#include <cstring>
#include <string>
#include <unordered_set>

#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io::detail {
namespace {

static_assert(std::endian::native == std::endian::little, "the geometry type is copied out of little-endian WKB");

/// SQLite compares names without regard to the case of ASCII letters.
std::string folded(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

Expected<void> refuse(std::string detail, std::string field) {
  return fail(make_error(ErrorCode::parameter_invalid, std::move(detail)).at_field(std::move(field)));
}

/// Names of our own making: letters, digits and _, so that no table of SQLite or the standard is meant by accident.
bool is_plain_name(std::string_view name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) return false;
  for (const char c : name) {
    if (!plain(c)) return false;
  }
  const std::string lower = folded(name);
  return !lower.starts_with("gpkg_") && !lower.starts_with("sqlite_") && !lower.starts_with("rtree_");
}

Expected<void> check_columns(const Layer& layer) {
  std::unordered_set<std::string> names{"fid", "geom"};
  for (const Column& column : layer.columns) {
    const std::string field = layer.name + "." + column.name;
    if (!is_plain_name(column.name)) return refuse("not a plain name", field);
    if (!names.insert(folded(column.name)).second) return refuse("the name is taken", field);
  }
  return {};
}

bool fits(const CellValue& cell, ColumnType type) {
  if (std::holds_alternative<std::monostate>(cell)) return true;
  switch (type) {
    case ColumnType::integer:
      return std::holds_alternative<std::int64_t>(cell);
    case ColumnType::real:
      return std::holds_alternative<double>(cell);
    case ColumnType::text:
      return std::holds_alternative<std::string>(cell);
  }
  return false;
}

std::uint32_t wkb_type(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::none:
      return 0;
    case GeometryKind::point:
      return 1;
    case GeometryKind::line:
      return 2;
    case GeometryKind::polygon:
      return 3;
    case GeometryKind::multipolygon:
      return 6;
  }
  return 0;
}

bool has_kind(const Bytes& wkb, GeometryKind kind) {
  if (kind == GeometryKind::none) return wkb.empty();
  if (wkb.size() < 5 || wkb.front() != std::byte{1}) return false;
  std::uint32_t type = 0;
  std::memcpy(&type, wkb.data() + 1, sizeof type);
  return type == wkb_type(kind);
}

Expected<void> check_row(const Layer& layer, const LayerRow& row) {
  if (row.cells.size() != layer.columns.size()) {
    return refuse(std::to_string(row.cells.size()) + " cells for " + std::to_string(layer.columns.size()) + " columns",
                  layer.name);
  }
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string field = layer.name + "." + layer.columns[i].name;
    if (!fits(row.cells[i], layer.columns[i].type)) return refuse("a cell of another type", field);
    const auto* text = std::get_if<std::string>(&row.cells[i]);
    if (text != nullptr && (!is_utf8(*text) || text->find('\0') != std::string::npos)) {
      return fail(make_error(ErrorCode::encoding_not_utf8).at_field(field));
    }
  }
  if (!has_kind(row.wkb, layer.geometry)) return refuse("geometry missing or of another kind", layer.name + ".geom");
  return {};
}

}  // namespace

Expected<void> check_layers(std::span<const Layer> layers) {
  std::unordered_set<std::string> names;
  for (const Layer& layer : layers) {
    if (!is_plain_name(layer.name)) return refuse("not a plain name", layer.name);
    if (!names.insert(folded(layer.name)).second) return refuse("the name is taken", layer.name);
    GRID_CHECK(check_columns(layer));
    std::int64_t number = 0;
    for (const LayerRow& row : layer.rows) {
      ++number;
      auto good = check_row(layer, row);
      if (!good) return fail(std::move(good.error()).at_row(number));
    }
  }
  return {};
}

}  // namespace libgrid::io::detail
