#pragma once
/// Rivers, railways and walls from the OpenStreetMap file that the streets come from.
///
///   Expected<OsmBarriers> read = io::read_osm_barriers("city.osm.pbf", city.barriers, projector);
///   read->lines;                       // on the ground, in plane metres, each with its class
///   read->above_or_below;              // what a bridge carries or a tunnel hides: bounds nothing
///
/// Which tags are barriers is the table city.barriers.osm; the first row that an object fits counts. Ways are taken as
/// they are, of areas (a lake, a walled school) every ring. An object with bridge or tunnel (a culvert too) is not on
/// the ground; the tag layer alone says nothing, since rivers have it below every bridge. Areas of kind river smaller
/// than city.barriers.osm_least_water are left out, and so are the centre lines of rivers inside a water area that was
/// taken: its banks are the barrier.
/// Units: plane metres, square metres.
/// @guarantee order of the file: ways, then areas; no network
/// @errors    file_not_found, file_unreadable, format_unknown (neither .pbf nor .osm)
/// @cost      one pass over the file

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io {

struct OsmBarrierLine {
  std::size_t barrier_class = 0;  ///< in BarrierRules::classes
  LineString line;
  std::string source_id;  ///< of the way, or "r" and that of the relation
};

struct OsmBarriers {
  std::vector<OsmBarrierLine> lines;
  std::vector<RejectedRow> rejected;  ///< objects whose line cannot be brought to the plane; row = place in the file
  std::int64_t above_or_below = 0;
  std::int64_t small_waters = 0;
  std::int64_t inside_water = 0;   ///< centre lines
  std::int64_t other_classes = 0;  ///< rows whose class the city does not have
};

/// By the extension: .pbf or .osm.
[[nodiscard]] bool is_osm_file(const std::filesystem::path& path);

[[nodiscard]] Expected<OsmBarriers> read_osm_barriers(const std::filesystem::path& path, const BarrierRules& rules,
                                                      const crs::Projector& projector);

}  // namespace libgrid::io
