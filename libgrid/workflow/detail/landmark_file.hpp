#pragma once
/// Names that location texts lean on and that are no streets of the city: villages, gates, parks; rivers and railways.
///
///   GRID_CHECK(read_landmark_file("named_points.geojson", projector, gazetteer, &rejected));
///
/// GeoJSON. A point with the property name becomes a place of the class landmark, a line with a name is known like a
/// street ("兴昌路桥头" is where the street meets a line named 河, "清虚街至清潩河段" ends at it); nobody answers for
/// it. Features without a name or of another geometry are listed.
/// @errors those of io::read_geojson

#include <filesystem>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/model/report.hpp>
#include <libgrid/places/gazetteer.hpp>

namespace libgrid::workflow::detail {

/// @param rejected null: features that are none are nowhere listed
[[nodiscard]] Expected<void> read_landmark_file(const std::filesystem::path& file, const crs::Projector& projector,
                                                places::Gazetteer& gazetteer, std::vector<RejectedRow>* rejected);

}  // namespace libgrid::workflow::detail
