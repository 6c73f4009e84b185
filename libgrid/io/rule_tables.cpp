#include <libgrid/io/rule_tables.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_set>
#include <utility>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/detail/to_plane.hpp>
#include <libgrid/io/feature_text.hpp>
#include <libgrid/io/number_text.hpp>
#include <libgrid/io/zone_layer.hpp>

namespace libgrid::io {
namespace {

Expected<std::string> needed(std::string text, const char* field) {
  if (text.empty()) return fail(make_error(ErrorCode::id_missing, "the field is empty").at_field(field));
  return text;
}

Expected<std::int64_t> priority_of(const std::string& text) {
  auto number = parse_whole(text);
  if (!number) return fail(std::move(number.error()).at_field("priority"));
  return number;
}

Expected<ExceptionRow> area_of(const Feature& feature, const crs::Projector& projector) {
  ExceptionRow area;
  GRID_TRY(code, needed(property_text(feature, "code"), "code"));
  GRID_TRY(zone, needed(property_text(feature, "zone"), "zone"));
  GRID_TRY(priority, priority_of(property_text(feature, "priority")));
  const auto* shape = std::get_if<LonLatMultiPolygon>(&feature.geometry);
  if (shape == nullptr || shape->empty())
    return fail(
        make_error(shape == nullptr ? ErrorCode::geometry_type : ErrorCode::geometry_empty).at_field("geometry"));
  GRID_TRY(plane, detail::to_plane(*shape, projector));
  return ExceptionRow{std::move(code), priority, property_text(feature, "sector"), std::move(zone), std::move(plane)};
}

/// The columns of decisions, in this order.
constexpr std::array<const char*, 6> kColumns{"id", "sector", "category", "lon", "lat", "zone"};

class DecisionRows {
 public:
  DecisionRows(std::string file, const crs::Projector& projector) : file_(std::move(file)), projector_(projector) {}

  Expected<void> find_columns(std::span<const std::string> names) {
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      const auto found = std::ranges::find(names, kColumns[i]);
      if (found == names.end()) return fail(make_error(ErrorCode::column_missing, kColumns[i]).at_field(kColumns[i]));
      places_[i] = static_cast<std::size_t>(found - names.begin());
    }
    return {};
  }

  Expected<void> take(const CsvRow& row) {
    auto decision = read(row);
    if (decision)
      table.rows.push_back(std::move(*decision));
    else
      table.rejected.push_back({std::move(decision.error()).in_file(file_).at_row(row.number)});
    return {};
  }

  RuleTable<DecisionRow> table;

 private:
  [[nodiscard]] std::string text(const CsvRow& row, std::size_t column) const {
    return std::string(row.fields[places_[column]]);
  }

  Expected<double> number(const CsvRow& row, std::size_t column) const {
    auto value = parse_number(row.fields[places_[column]]);
    if (!value) return fail(std::move(value.error()).at_field(kColumns[column]));
    return value;
  }

  Expected<DecisionRow> read(const CsvRow& row) {
    GRID_TRY(id, needed(text(row, 0), "id"));
    GRID_TRY(zone, needed(text(row, 5), "zone"));
    GRID_TRY(lon, number(row, 3));
    GRID_TRY(lat, number(row, 4));
    auto at = projector_.to_plane(LonLat{lon, lat});
    if (!at) return fail(std::move(at.error()).at_field("lon"));
    if (!ids_.insert(id).second) return fail(make_error(ErrorCode::id_duplicate, id).at_field("id"));
    return DecisionRow{std::move(id), text(row, 1), text(row, 2), std::move(zone), *at};
  }

  std::string file_;
  const crs::Projector& projector_;
  std::array<std::size_t, kColumns.size()> places_{};
  std::unordered_set<std::string> ids_;
};

}  // namespace

Expected<RuleTable<ExceptionRow>> read_exception_areas(const std::filesystem::path& path,
                                                       const crs::Projector& projector) {
  const std::string file = path.filename().string();
  const std::vector<std::string> columns{"code", "priority", "sector", "zone"};
  auto collection = read_features(path, {}, columns);
  if (!collection) return fail(std::move(collection.error()).in_file(file));
  RuleTable<ExceptionRow> table{.rows = {}, .rejected = std::move(collection->rejected)};
  std::unordered_set<std::string> codes;
  for (const Feature& feature : collection->features) {
    auto area = area_of(feature, projector);
    if (area && !codes.insert(area->code).second)
      area = fail(make_error(ErrorCode::id_duplicate, area->code).at_field("code"));
    if (area)
      table.rows.push_back(std::move(*area));
    else
      table.rejected.push_back({std::move(area.error()).in_file(file).at_row(feature.number)});
  }
  return table;
}

Expected<RuleTable<DecisionRow>> read_decisions(const std::filesystem::path& path, const crs::Projector& projector) {
  const std::string file = path.filename().string();
  DecisionRows rows(file, projector);
  CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) { return rows.find_columns(names); };
  handler.row = [&](const CsvRow& row) { return rows.take(row); };
  handler.rejected = [&](RejectedRow bad) { rows.table.rejected.push_back(std::move(bad)); };
  GRID_CHECK(read_csv(path, handler));
  return std::move(rows.table);
}

}  // namespace libgrid::io
