#pragma once
/// Frames to frames: degrees to the plane of a workspace and back.
///
///   Expected<Projector> projector = Projector::make(Frame{26986});
///   Expected<Xy> p = projector->to_plane(LonLat{-71.0648, 42.3574});    // x east, y north, metres
///   LonLat back = projector->to_lonlat(*p);
///
/// WGS 84 and NAD 83 are taken as equal: PROJ operation "Inverse of NAD83 to WGS 84 (1)" (EPSG:1188, zero shift),
/// without grid files and with the network off, so the same bytes come out on any machine.
/// Input is longitude, latitude; output is east, north, whatever order the authority defines (docs/units_and_crs.md).
/// A point is called axes_swapped when it is not a place on earth, or lies outside the frame's area of use, and would
/// lie inside if its numbers were exchanged; any other place on earth is projected, however far away.
/// @errors crs_unknown (also for a frame that is not in metres); axes_swapped; coordinate_out_of_range;
/// number_not_finite
/// @cost about 0.5 us per point; a Projector is used by one thread at a time

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid::crs {

class Projector {
 public:
  /// @errors crs_missing for Frame{0}; crs_unknown for anything but a projected frame in metres
  [[nodiscard]] static Expected<Projector> make(Frame plane);

  [[nodiscard]] Frame frame() const { return frame_; }
  /// Name of the PROJ operation in use.
  [[nodiscard]] const std::string& operation() const { return operation_; }

  [[nodiscard]] Expected<Xy> to_plane(LonLat p) const;
  [[nodiscard]] LonLat to_lonlat(Xy p) const;

  /// All or the first error (with its index as row, from 1).
  [[nodiscard]] Expected<std::vector<Xy>> to_plane(std::span<const LonLat> points) const;

  Projector(Projector&&) noexcept;
  Projector& operator=(Projector&&) noexcept;
  ~Projector();

 private:
  struct Operation;
  Projector(Frame frame, std::string name, std::unique_ptr<Operation> operation);
  [[nodiscard]] bool looks_swapped(LonLat p) const;
  Frame frame_;
  std::string operation_;
  std::unique_ptr<Operation> proj_;
};

}  // namespace libgrid::crs
