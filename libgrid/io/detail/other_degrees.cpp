#include <libgrid/io/detail/other_degrees.hpp>

#include <string>
#include <utility>
#include <variant>

#include <libgrid/crs/datum.hpp>

namespace libgrid::io::detail {
namespace {

/// Every position of a geometry to degrees of WGS 84.
struct Shift {
  const crs::SourcePlane& from;

  void operator()(std::monostate) const {}
  void operator()(LonLat& p) const { p = from.to_lonlat({p.lon, p.lat}); }
  void operator()(LonLatLine& line) const {
    for (LonLat& p : line) (*this)(p);
  }
  void operator()(LonLatMultiLine& lines) const {
    for (LonLatLine& line : lines) (*this)(line);
  }
  void operator()(LonLatMultiPolygon& polygons) const {
    for (LonLatPolygon& polygon : polygons) {
      (*this)(polygon.outer);
      (*this)(polygon.holes);
    }
  }
};

}  // namespace

Expected<OtherDegrees> OtherDegrees::of(Frame frame) {
  OtherDegrees degrees;
  if (crs::taken_as_wgs84(frame)) return degrees;
  auto from = crs::SourcePlane::make(frame);
  if (frame.epsg == 0 || !from || !from->geographic())
    return fail(ErrorCode::crs_unknown, "EPSG:" + std::to_string(frame.epsg) +
                                            "; layers are read in degrees, of EPSG:4326 or another geographic frame");
  degrees.from_ = std::move(*from);
  return degrees;
}

void OtherDegrees::to_wgs84(LonLatGeometry& geometry) const {
  if (from_) std::visit(Shift{*from_}, geometry);
}

}  // namespace libgrid::io::detail
