#include <libgrid/workflow/detail/street_file.hpp>

#include <charconv>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include <libgrid/io/road_layer.hpp>

namespace libgrid::workflow::detail {
namespace {

bool is_road_layer(const std::filesystem::path& file) {
  std::string extension = file.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension == ".pbf" || extension == ".osm" || extension == ".shp";
}

std::optional<std::int64_t> whole(const std::string& text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return !text.empty() && read.ec == std::errc{} && read.ptr == end ? std::optional(number) : std::nullopt;
}

/// The numbers of the source, if every line has one of its own.
std::optional<std::vector<std::int64_t>> own_numbers(const std::vector<RoadLine>& lines) {
  std::vector<std::int64_t> numbers;
  std::unordered_set<std::int64_t> seen;
  for (const RoadLine& line : lines) {
    const auto number = whole(line.source_id);
    if (!number || !seen.insert(*number).second) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

io::RoadLayerOptions options_of(const CityFiles& files, const FileFormats& formats) {
  io::RoadLayerOptions options{.layer = files.street_layer, .columns = {}, .encoding = formats.street_encoding};
  options.columns.id = formats.street_id;
  if (!formats.street_name.empty()) options.columns.names = {formats.street_name};
  options.columns.road_class = formats.street_class;
  options.columns.layer = files.layer_column;
  options.columns.bridge = files.bridge_column;
  options.columns.tunnel = files.tunnel_column;
  return options;
}

Expected<StreetFile> from_road_layer(const CityFiles& files, const FileFormats& formats,
                                     const crs::Projector& projector) {
  GRID_TRY(layer, io::read_road_layer(files.streets, options_of(files, formats), projector));
  StreetFile out{.streets = {}, .rejected = std::move(layer.rejected), .numbered = false};
  const auto numbers = own_numbers(layer.lines);
  out.numbered = !numbers;
  for (std::size_t i = 0; i < layer.lines.size(); ++i) {
    RoadLine& line = layer.lines[i];
    const StreetId id = numbers ? StreetId{(*numbers)[i]} : line.id;
    if (length(line.line) <= Metres{0.0}) {
      out.rejected.push_back({make_error(ErrorCode::geometry_empty, "a line without length")
                                  .in_file(files.streets.filename().string())
                                  .at_field("geometry")
                                  .about(std::to_string(id.value))});
      continue;
    }
    const int level = line.layer.value_or(line.bridge ? 1 : line.tunnel ? -1 : 0);
    out.streets.push_back({.id = id,
                           .name = line.names.empty() ? std::string() : std::move(line.names.front()),
                           .road_class = std::move(line.road_class),
                           .line = std::move(line.line),
                           .layer = level});
  }
  return out;
}

}  // namespace

Expected<StreetFile> read_street_file(const CityFiles& files, const FileFormats& formats,
                                      const crs::Projector& projector) {
  if (is_road_layer(files.streets)) return from_road_layer(files, formats, projector);
  io::StreetColumns columns;
  if (!formats.street_id.empty()) columns.id = formats.street_id;
  if (!formats.street_name.empty()) columns.name = formats.street_name;
  if (!formats.street_class.empty()) columns.road_class = formats.street_class;
  columns.layer = files.layer_column;
  columns.bridge = files.bridge_column;
  columns.tunnel = files.tunnel_column;
  const std::string layer = files.street_layer.empty() ? files.streets.stem().string() : files.street_layer;
  GRID_TRY(read, io::read_streets(files.streets, layer, columns, projector));
  return StreetFile{.streets = std::move(read.streets), .rejected = std::move(read.rejected), .numbered = false};
}

}  // namespace libgrid::workflow::detail
