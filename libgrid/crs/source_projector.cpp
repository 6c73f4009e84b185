#include <libgrid/crs/source_projector.hpp>

#include <cmath>
#include <utility>

namespace libgrid::crs {
namespace {

Expected<void> check_shifted(Datum datum, LonLat p) {
  if (in_extent(datum, p)) return {};
  return fail(in_extent(datum, {p.lat, p.lon}) ? ErrorCode::axes_swapped : ErrorCode::coordinate_out_of_range,
              std::to_string(p.lon) + ", " + std::to_string(p.lat) + " lies outside the extent of " +
                  (datum == Datum::gcj02 ? "GCJ-02" : "BD-09") + ", China");
}

}  // namespace

Expected<SourceProjector> SourceProjector::make(SourceFrame source, Frame plane, const Box& extent) {
  if (source.frame.epsg == 0) return fail(ErrorCode::crs_missing);
  std::optional<Projector> to;
  std::optional<SourcePlane> from;
  bool north_first = source.order == AxisOrder::authority;
  if (!taken_as_wgs84(plane)) {
    GRID_TRY(made, Projector::make(plane));
    to = std::move(made);
  }
  if (!taken_as_wgs84(source.frame)) {
    GRID_TRY(made, SourcePlane::make(source.frame));
    north_first = north_first && made.northing_first();
    if (source.frame != plane) from = std::move(made);
  }
  return SourceProjector(source, std::move(to), std::move(from), north_first, extent);
}

Expected<Xy> SourceProjector::from_degrees(LonLat p) const {
  if (plane_) return plane_->to_plane(p);
  if (std::abs(p.lon) <= 180.0 && std::abs(p.lat) <= 90.0) return Xy{p.lon, p.lat};
  const bool swapped = std::abs(p.lat) <= 180.0 && std::abs(p.lon) <= 90.0;
  return fail(swapped ? ErrorCode::axes_swapped : ErrorCode::coordinate_out_of_range,
              std::to_string(p.lon) + ", " + std::to_string(p.lat) + " is no place on earth");
}

Expected<Xy> SourceProjector::project(double first, double second) const {
  const double east = north_first_ ? second : first, north = north_first_ ? first : second;
  if (taken_as_wgs84(source_.frame)) {
    GRID_CHECK(check_shifted(source_.datum, {east, north}));
    return from_degrees(wgs84_from(source_.datum, {east, north}));
  }
  if (!from_) return Xy{east, north};
  return from_degrees(from_->to_lonlat({east, north}));
}

Expected<Xy> SourceProjector::to_plane(double first, double second) const {
  if (!std::isfinite(first) || !std::isfinite(second)) return fail(ErrorCode::number_not_finite);
  Expected<Xy> p = project(first, second);
  if (p && (extent_.empty() || extent_.contains(*p))) return p;
  if (!p && p.error().code == ErrorCode::axes_swapped) return p;
  const Expected<Xy> exchanged = project(second, first);
  const bool swapped = exchanged && !extent_.empty() && extent_.contains(*exchanged);
  if (!p && !swapped) return p;
  const std::string outside =
      std::to_string(first) + ", " + std::to_string(second) + " lies outside the extent that is expected here";
  if (!swapped) return fail(ErrorCode::coordinate_out_of_range, outside);
  const bool degrees = taken_as_wgs84(source_.frame) || (from_ && from_->geographic());
  return fail(ErrorCode::axes_swapped, outside + (degrees ? ", with longitude and latitude exchanged inside"
                                                          : ", with easting and northing exchanged inside"));
}

}  // namespace libgrid::crs
