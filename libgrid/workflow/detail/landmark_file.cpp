#include <libgrid/workflow/detail/landmark_file.hpp>

#include <string>
#include <utility>
#include <variant>

#include <libgrid/io/geojson.hpp>

namespace libgrid::workflow::detail {
namespace {

std::string name_of(const io::Feature& feature) {
  const io::PropertyValue* value = feature.find("name");
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(&value->value);
  return text == nullptr ? std::string() : *text;
}

Expected<void> add(const io::Feature& feature, const crs::Projector& projector, places::Gazetteer& gazetteer) {
  const std::string name = name_of(feature);
  if (name.empty()) return fail(make_error(ErrorCode::id_missing).at_field("name"));
  if (const auto* point = std::get_if<LonLat>(&feature.geometry)) {
    GRID_TRY(at, projector.to_plane(*point));
    gazetteer.add_place({.name = name, .place_class = places::PlaceClass::landmark, .at = at});
    return {};
  }
  const auto* lines = std::get_if<io::LonLatMultiLine>(&feature.geometry);
  if (lines == nullptr) return fail(make_error(ErrorCode::geometry_type).at_field("geometry"));
  for (const auto& degrees : *lines) {
    LineString line;
    for (const LonLat p : degrees) {
      GRID_TRY(at, projector.to_plane(p));
      line.push_back(at);
    }
    gazetteer.add_street(name, std::move(line));
  }
  return {};
}

}  // namespace

Expected<void> read_landmark_file(const std::filesystem::path& file, const crs::Projector& projector,
                                  places::Gazetteer& gazetteer, std::vector<RejectedRow>* rejected) {
  GRID_TRY(read, io::read_geojson(file));
  const auto refuse = [&](Error bad) {
    if (rejected != nullptr) rejected->push_back({std::move(bad).in_file(file.filename().string())});
  };
  for (RejectedRow& row : read.rejected) refuse(std::move(row.error));
  for (const io::Feature& feature : read.features)
    if (auto added = add(feature, projector, gazetteer); !added)
      refuse(std::move(added.error()).at_row(feature.number));
  return {};
}

}  // namespace libgrid::workflow::detail
