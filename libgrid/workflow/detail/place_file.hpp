#pragma once
/// Named places (schools, hospitals, malls, stations) from a file of a stranger, on the plane.
///
///   GRID_TRY(places, read_place_file("pois.geojson", projector));     // or a CSV file: name, class, lon, lat
///
/// GeoJSON: features with a Point and the properties name and class; others are no places. A broken line of a CSV file
/// is no place either.
/// @errors those of io::read_csv and io::read_geojson; column_missing; number_malformed (a bad coordinate)

#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>

namespace libgrid::workflow::detail {

struct PlacePoint {
  std::string name;
  std::string place_class;
  Xy at;
};

[[nodiscard]] Expected<std::vector<PlacePoint>> read_place_file(const std::filesystem::path& path,
                                                                const crs::Projector& projector);

}  // namespace libgrid::workflow::detail
