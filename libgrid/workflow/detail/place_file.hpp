#pragma once
/// Named places (schools, hospitals, malls, stations) from a file of a stranger, on the plane.
///
///   GRID_TRY(file, read_place_file("pois.geojson", projector));     // or a CSV file: name, class, lon, lat
///   for (const PlacePoint& place : file.places) use(place.name, place.at);
///
/// GeoJSON: features with a Point and the properties name and class. Good rows go on, a row or feature that is no
/// place is listed in `refused` (id_missing: no name; number_malformed: a bad coordinate; geometry_type: no point).
/// @errors those of io::read_csv and io::read_geojson; column_missing

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::workflow::detail {

struct PlacePoint {
  std::string name;
  std::string place_class;
  Xy at;
  std::int64_t row = 0;  ///< row of the table, number of the feature
};

struct PlaceFile {
  std::vector<PlacePoint> places;
  std::vector<RejectedRow> refused;
};

[[nodiscard]] Expected<PlaceFile> read_place_file(const std::filesystem::path& path, const crs::Projector& projector);

/// school: 学校, hospital: 医院, mall: 商场, station: 车站; another class stays as it is.
[[nodiscard]] std::string_view class_in_chinese(std::string_view place_class);

}  // namespace libgrid::workflow::detail
