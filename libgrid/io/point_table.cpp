#include <libgrid/io/point_table.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

#include <libgrid/io/detail/geopackage_points.hpp>
#include <libgrid/io/detail/number_text.hpp>

namespace libgrid::io {
namespace {

bool is_geopackage(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension == ".gpkg";
}

std::string layer_of(const std::filesystem::path& path, const PointColumns& columns) {
  return columns.layer.empty() ? path.stem().string() : columns.layer;
}

/// The rows of a CSV with their two numbers.
class CsvPoints {
 public:
  CsvPoints(std::string file, const PointColumns& columns, const PointHandler& handler)
      : file_(std::move(file)), columns_(columns), handler_(handler) {}

  Expected<void> take_header(std::span<const std::string> names) {
    for (const auto& [name, place] : {std::pair(&columns_.first, &first_), std::pair(&columns_.second, &second_)}) {
      const auto found = std::ranges::find(names, *name);
      if (found == names.end()) return fail(make_error(ErrorCode::column_missing, *name).at_field(*name));
      *place = static_cast<std::size_t>(found - names.begin());
    }
    return handler_.header(names);
  }

  Expected<void> take(const CsvRow& row) {
    const auto number_in = [&](std::size_t place, const std::string& name) -> Expected<double> {
      auto number = detail::parse_number(row.fields[place]);
      if (!number) return fail(std::move(number.error()).in_file(file_).at_row(row.number).at_field(name));
      return number;
    };
    const auto first = number_in(first_, columns_.first);
    if (!first) return refuse(first.error());
    const auto second = number_in(second_, columns_.second);
    if (!second) return refuse(second.error());
    return handler_.row({.number = row.number, .first = *first, .second = *second, .fields = row.fields});
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

}  // namespace

Expected<void> read_points(const std::filesystem::path& path, const PointColumns& columns, const PointHandler& handler,
                           const CsvLimits& limits) {
  if (is_geopackage(path)) return detail::read_geopackage_points(path, layer_of(path, columns), handler);
  CsvPoints points(path.filename().string(), columns, handler);
  CsvHandler csv;
  csv.header = [&](std::span<const std::string> names) { return points.take_header(names); };
  csv.row = [&](const CsvRow& row) { return points.take(row); };
  csv.rejected = handler.rejected;
  csv.progress = handler.progress;
  return read_csv(path, csv, limits);
}

Expected<std::optional<Frame>> point_frame(const std::filesystem::path& path, const PointColumns& columns) {
  if (!is_geopackage(path)) return std::optional<Frame>();
  return detail::geopackage_frame(path, layer_of(path, columns));
}

}  // namespace libgrid::io
