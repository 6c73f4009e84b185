#include <algorithm>
#include <array>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/feature_text.hpp>
#include <libgrid/io/geojson.hpp>
#include <libgrid/io/number_text.hpp>
#include <libgrid/workflow/detail/place_file.hpp>

namespace libgrid::workflow::detail {
namespace {

Expected<PlacePoint> place_of(std::string_view name, std::string_view place_class, Expected<LonLat> degrees,
                              const crs::Projector& projector) {
  if (name.empty()) return fail(make_error(ErrorCode::id_missing).at_field("name"));
  if (!degrees) return fail(std::move(degrees.error()));
  GRID_TRY(at, projector.to_plane(*degrees));
  return PlacePoint{std::string(name), std::string(place_class), at, 0};
}

Expected<LonLat> lon_lat_of(std::string_view lon, std::string_view lat) {
  GRID_TRY(x, io::parse_number(lon));
  GRID_TRY(y, io::parse_number(lat));
  return LonLat{x, y};
}

void take(Expected<PlacePoint> place, std::int64_t row, PlaceFile& into) {
  if (place) {
    place->row = row;
    into.places.push_back(std::move(*place));
  } else {
    into.refused.push_back({std::move(place.error()).at_row(row)});
  }
}

Expected<PlaceFile> from_csv(const std::filesystem::path& path, const crs::Projector& projector) {
  PlaceFile file;
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
    take(place_of(field(0), field(1), lon_lat_of(field(2), field(3)), projector), row.number, file);
    return {};
  };
  handler.rejected = [&](RejectedRow bad) { file.refused.push_back(std::move(bad)); };
  GRID_CHECK(io::read_csv(path, handler));
  return file;
}

Expected<LonLat> point_of(const io::Feature& feature) {
  if (const auto* degrees = std::get_if<LonLat>(&feature.geometry)) return *degrees;
  return fail(ErrorCode::geometry_type);
}

Expected<PlaceFile> from_geojson(const std::filesystem::path& path, const crs::Projector& projector) {
  GRID_TRY(read, io::read_geojson(path));
  PlaceFile file;
  file.refused = std::move(read.rejected);
  for (const io::Feature& feature : read.features)
    take(
        place_of(io::property_text(feature, "name"), io::property_text(feature, "class"), point_of(feature), projector),
        feature.number, file);
  return file;
}

}  // namespace

std::string_view class_in_chinese(std::string_view place_class) {
  constexpr std::array<std::array<std::string_view, 2>, 4> kWords{
      {{"school", "学校"}, {"hospital", "医院"}, {"mall", "商场"}, {"station", "车站"}}};
  for (const auto& [english, chinese] : kWords)
    if (english == place_class) return chinese;
  return place_class;
}

Expected<PlaceFile> read_place_file(const std::filesystem::path& path, const crs::Projector& projector) {
  const std::string name = path.filename().string();
  auto file = path.extension() == ".geojson" ? from_geojson(path, projector) : from_csv(path, projector);
  if (!file) return fail(std::move(file.error()).in_file(name));
  for (RejectedRow& bad : file->refused) bad.error = std::move(bad.error).in_file(name);
  return file;
}

}  // namespace libgrid::workflow::detail
