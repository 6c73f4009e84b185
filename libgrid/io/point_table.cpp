#include <libgrid/io/point_table.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

#include <libgrid/io/detail/geopackage_rows.hpp>
#include <libgrid/io/detail/known_names.hpp>
#include <libgrid/io/number_text.hpp>

namespace libgrid::io {
namespace {

std::string layer_of(const std::filesystem::path& path, const PointColumns& columns) {
  return columns.layer.empty() ? path.stem().string() : columns.layer;
}

/// Rows with their two numbers in columns.
class ColumnPoints {
 public:
  ColumnPoints(std::string file, const PointColumns& columns, const PointHandler& handler)
      : file_(std::move(file)), columns_(columns), handler_(handler) {}

  Expected<void> take_header(std::span<const std::string> names) {
    for (const auto& [name, place] : {std::pair(&columns_.first, &first_), std::pair(&columns_.second, &second_)}) {
      const auto found = std::ranges::find(names, *name);
      if (found == names.end()) return fail(make_error(ErrorCode::column_missing, *name).at_field(*name));
      *place = static_cast<std::size_t>(found - names.begin());
    }
    return handler_.header(names);
  }

  Expected<void> take(std::int64_t row, std::span<const std::string_view> fields) {
    const auto number_in = [&](std::size_t place, const std::string& name) -> Expected<double> {
      auto number = parse_number(fields[place]);
      if (!number) return fail(std::move(number.error()).in_file(file_).at_row(row).at_field(name));
      return number;
    };
    const auto first = number_in(first_, columns_.first);
    if (!first) return refuse(first.error());
    const auto second = number_in(second_, columns_.second);
    if (!second) return refuse(second.error());
    return handler_.row({.number = row, .first = *first, .second = *second, .fields = fields});
  }

 private:
  Expected<void> refuse(const Error& error) {
    handler_.rejected(RejectedRow{error});
    return {};
  }

  std::string file_;
  const PointColumns& columns_;
  const PointHandler& handler_;
  std::size_t first_ = 0, second_ = 0;
};

/// Of a layer with geometry the points, else the two columns.
Expected<void> read_layer(const std::filesystem::path& path, const PointColumns& columns, const PointHandler& handler) {
  const std::string file = path.filename().string();
  ColumnPoints points(file, columns, handler);
  detail::LayerHandler layer;
  layer.header = [&](std::span<const std::string> names, bool shapes) {
    Expected<void> taken = shapes ? handler.header(names) : points.take_header(names);
    if (!taken && taken.error().code == ErrorCode::column_missing)
      taken = fail(detail::missing_column(taken.error().field, names));
    return taken;
  };
  layer.row = [&](const detail::TableRow& row) -> Expected<void> {
    if (row.place == nullptr) return points.take(row.number, row.fields);
    const Expected<Xy>& at = *row.place;
    if (at) return handler.row({.number = row.number, .first = at->x, .second = at->y, .fields = row.fields});
    handler.rejected(RejectedRow{Error(at.error()).in_file(file).at_row(row.number)});
    return {};
  };
  layer.rejected = handler.rejected;
  layer.progress = handler.progress;
  return detail::read_geopackage_rows(path, layer_of(path, columns), layer);
}

}  // namespace

bool is_geopackage(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension == ".gpkg";
}

Expected<void> read_points(const std::filesystem::path& path, const PointColumns& columns, const PointHandler& handler,
                           const CsvLimits& limits) {
  if (is_geopackage(path)) return read_layer(path, columns, handler);
  ColumnPoints points(path.filename().string(), columns, handler);
  CsvHandler csv;
  csv.header = [&](std::span<const std::string> names) { return points.take_header(names); };
  csv.row = [&](const CsvRow& row) { return points.take(row.number, row.fields); };
  csv.rejected = handler.rejected;
  csv.progress = handler.progress;
  return read_csv(path, csv, limits);
}

Expected<std::optional<Frame>> point_frame(const std::filesystem::path& path, const PointColumns& columns) {
  if (!is_geopackage(path)) return std::optional<Frame>();
  return detail::geopackage_frame(path, layer_of(path, columns));
}

}  // namespace libgrid::io
