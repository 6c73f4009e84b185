#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/geojson.hpp>
#include <libgrid/workflow/detail/place_file.hpp>

namespace libgrid::workflow::detail {
namespace {

Expected<double> degrees_of(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return fail(ErrorCode::number_malformed, std::string(text));
  return value;
}

Expected<std::vector<PlacePoint>> from_csv(const std::filesystem::path& path, const crs::Projector& projector) {
  std::vector<PlacePoint> places;
  std::array<std::ptrdiff_t, 4> column{-1, -1, -1, -1};
  io::CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    constexpr std::array<std::string_view, 4> kWanted{"name", "class", "lon", "lat"};
    for (std::size_t i = 0; i < kWanted.size(); ++i) {
      const auto it = std::ranges::find(names, kWanted[i]);
      if (it == names.end()) return fail(ErrorCode::column_missing, std::string(kWanted[i]));
      column[i] = it - names.begin();
    }
    return {};
  };
  handler.row = [&](const io::CsvRow& row) -> Expected<void> {
    const auto field = [&](std::size_t i) { return row.fields[static_cast<std::size_t>(column[i])]; };
    GRID_TRY(lon, degrees_of(field(2)));
    GRID_TRY(lat, degrees_of(field(3)));
    GRID_TRY(at, projector.to_plane(LonLat{lon, lat}));
    places.push_back({std::string(field(0)), std::string(field(1)), at});
    return {};
  };
  handler.rejected = [](const RejectedRow&) {};  // a broken line is no place
  GRID_CHECK(io::read_csv(path, handler));
  return places;
}

std::string text_of(const io::Feature& feature, std::string_view name) {
  const io::PropertyValue* value = feature.find(name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(&value->value);
  return text == nullptr ? std::string() : *text;
}

Expected<std::vector<PlacePoint>> from_geojson(const std::filesystem::path& path, const crs::Projector& projector) {
  GRID_TRY(file, io::read_geojson(path));
  std::vector<PlacePoint> places;
  for (const io::Feature& feature : file.features) {
    const auto* degrees = std::get_if<LonLat>(&feature.geometry);
    if (degrees == nullptr) continue;
    GRID_TRY(at, projector.to_plane(*degrees));
    places.push_back({text_of(feature, "name"), text_of(feature, "class"), at});
  }
  return places;
}

}  // namespace

Expected<std::vector<PlacePoint>> read_place_file(const std::filesystem::path& path, const crs::Projector& projector) {
  auto places = path.extension() == ".geojson" ? from_geojson(path, projector) : from_csv(path, projector);
  if (!places) return fail(std::move(places.error()).in_file(path.filename().string()));
  return places;
}

}  // namespace libgrid::workflow::detail
