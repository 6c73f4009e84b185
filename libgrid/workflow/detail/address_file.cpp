#include <libgrid/workflow/detail/address_file.hpp>

#include <array>
#include <limits>
#include <string>
#include <utility>

#include <libgrid/io/number_text.hpp>
#include <libgrid/workflow/detail/named_columns.hpp>

namespace libgrid::workflow::detail {
namespace {

Expected<int> house_number(std::string_view text, const char* field) {
  if (text.empty()) return 0;
  auto number = io::parse_whole(text, {.least = 0, .most = std::numeric_limits<int>::max()});
  if (!number) return fail(std::move(number.error()).at_field(field));
  return static_cast<int>(*number);
}

Expected<double> degrees_of(std::string_view text) {
  auto number = io::parse_number(text);
  if (!number) return fail(std::move(number.error()).at_field("line"));
  return number;
}

/// "lon lat;lon lat;..."
Expected<LineString> line_of(std::string_view text, const crs::Projector& projector) {
  LineString line;
  while (!text.empty()) {
    const std::string_view point = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(point.size() + 1, text.size()));
    const std::size_t blank = std::min(point.find(' '), point.size());
    GRID_TRY(lon, degrees_of(point.substr(0, blank)));
    GRID_TRY(lat, degrees_of(point.substr(std::min(blank + 1, point.size()))));
    GRID_TRY(at, projector.to_plane(LonLat{lon, lat}));
    line.push_back(at);
  }
  if (!(length(line) > Metres{0.0})) return fail(make_error(ErrorCode::geometry_empty).at_field("line"));
  return line;
}

Expected<places::AddressRange> range_of(std::span<const std::string_view> values, const crs::Projector& projector) {
  constexpr std::array kFields{"left_from", "left_to", "right_from", "right_to"};
  std::array<int, 4> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    GRID_TRY(number, house_number(values[i + 1], kFields.at(i)));
    numbers.at(i) = number;
  }
  GRID_TRY(line, line_of(values[5], projector));
  return places::AddressRange{std::move(line), numbers[0], numbers[1], numbers[2], numbers[3]};
}

}  // namespace

Expected<void> read_address_file(const std::filesystem::path& file, const crs::Projector& projector,
                                 places::Gazetteer& gazetteer, std::vector<RejectedRow>* rejected) {
  std::vector<std::pair<std::string, places::AddressRange>> rows;
  const auto use = [&](const io::CsvRow& row, std::span<const std::string_view> values) -> Expected<void> {
    auto range = range_of(values, projector);
    if (range && !values[0].empty()) {
      rows.emplace_back(values[0], std::move(*range));
      return {};
    }
    Error bad = range ? make_error(ErrorCode::id_missing).at_field("street") : std::move(range.error());
    if (rejected != nullptr) rejected->push_back({std::move(bad).in_file(file.filename().string()).at_row(row.number)});
    return {};
  };
  GRID_CHECK(read_columns(file, {"street", "left_from", "left_to", "right_from", "right_to", "line"}, use, rejected));
  std::vector<char> known;
  for (const auto& [street, range] : rows) known.push_back(gazetteer.street(street) != nullptr ? 1 : 0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (known[i] == 0) gazetteer.add_street(rows[i].first, rows[i].second.line);
    gazetteer.add_addresses(rows[i].first, std::move(rows[i].second));
  }
  return {};
}

}  // namespace libgrid::workflow::detail
