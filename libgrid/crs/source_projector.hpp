#pragma once
/// Places as a source writes them, to the plane of the plan: datum, frame and axis order declared, extent checked.
///
///   GRID_TRY(source, parse_source_frame("GCJ-02"));
///   GRID_TRY(projector, SourceProjector::make(source, Frame{4547}, extent_of_the_zones));
///   Expected<Xy> p = projector.to_plane(113.858172352, 34.034142006);     // the two columns as they stand in the row
///
/// Into degrees too: with the plane kWgs84 the answer is (longitude, latitude), bit for bit what a source in plain
/// degrees wrote; for polygons that are drawn in degrees.
///
/// A source may be projected in any unit (EPSG:2249: feet). In the order of the authority its first column is the
/// northing where PROJ says so (EPSG:4547, EPSG:2193), else the easting.
///
/// A geographic frame other than those taken as WGS 84 (EPSG:4258, 4267 ...) is transformed as source_plane.hpp says;
/// in the order of the authority its first column is the latitude. A place under GCJ-02 or BD-09 outside China was
/// never shifted: it is refused (datum.hpp, in_extent), not moved.
///
/// A place outside the extent is refused: as axes_swapped if it lies inside with its two numbers exchanged, else as
/// coordinate_out_of_range (a foreign city, another zone of the grid, another datum). An empty extent checks nothing.
/// @errors crs_missing, crs_unknown; axes_swapped, coordinate_out_of_range, number_not_finite
/// @cost   that of Projector, once more for a projected source in another frame; one thread at a time

#include <optional>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/datum.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/crs/source_plane.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::crs {

class SourceProjector {
 public:
  [[nodiscard]] static Expected<SourceProjector> make(SourceFrame source, Frame plane, const Box& extent = {});

  /// @param first, second the two columns in the order that the source declares
  [[nodiscard]] Expected<Xy> to_plane(double first, double second) const;

  [[nodiscard]] const SourceFrame& source() const { return source_; }

 private:
  SourceProjector(SourceFrame source, std::optional<Projector> plane, std::optional<SourcePlane> from, bool north_first,
                  const Box& extent)
      : source_(source), plane_(std::move(plane)), from_(std::move(from)), north_first_(north_first), extent_(extent) {}
  [[nodiscard]] Expected<Xy> project(double first, double second) const;
  [[nodiscard]] Expected<Xy> from_degrees(LonLat p) const;
  SourceFrame source_;
  std::optional<Projector> plane_;   ///< empty: degrees
  std::optional<SourcePlane> from_;  ///< of a projected source
  bool north_first_ = false;         ///< of the two columns
  Box extent_;
};

}  // namespace libgrid::crs
