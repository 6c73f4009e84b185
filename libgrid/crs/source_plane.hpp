#pragma once
/// The frame in which somebody else drew, in whatever unit, to degrees of WGS 84: for reading files, never for
/// measuring.
///
///   GRID_TRY(plane, SourcePlane::make(Frame{2249}));           // Massachusetts Mainland, US survey feet
///   LonLat p = plane.to_lonlat({775'456.0, 2'956'027.0});      // x east, y north, in feet
///   GRID_TRY(degrees, SourcePlane::make(Frame{4258}));         // ETRS89: x longitude, y latitude
///
/// A geographic frame (4258, 4267, 4807 in grads from Paris ...) comes by the operation of EPSG that PROJ ranks first
/// and that needs no grid file; where there is none but a guess, the frame is refused. Lengths of the house are metres
/// (Projector), so what is drawn in feet comes to degrees and from there to the plane of the workspace. Order of the
/// numbers: east, north, whatever the authority defines; `northing_first` says what that is (EPSG:4547: true), for
/// tables whose columns stand as EPSG orders them.
///
/// @errors crs_missing for Frame{0}; crs_unknown for anything but a projected or geographic frame
/// @guarantee of a frame in metres bit for bit what Projector::to_lonlat gives
/// @cost about 1 us per point; used by one thread at a time

#include <memory>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid::crs {

class SourcePlane {
 public:
  [[nodiscard]] static Expected<SourcePlane> make(Frame plane);

  [[nodiscard]] LonLat to_lonlat(Xy p) const;
  /// Of the authority; of a geographic frame: the latitude.
  [[nodiscard]] bool northing_first() const { return northing_first_; }
  [[nodiscard]] bool geographic() const;

  SourcePlane(SourcePlane&&) noexcept;
  SourcePlane& operator=(SourcePlane&&) noexcept;
  ~SourcePlane();

 private:
  struct Operation;
  SourcePlane(bool northing_first, std::unique_ptr<Operation> operation);
  bool northing_first_ = false;
  std::unique_ptr<Operation> operation_;
};

}  // namespace libgrid::crs
