#pragma once
/// Layers in degrees of another geographic frame than WGS 84 (EPSG:4258, 4267 ...), brought to those of WGS 84.
///
///   GRID_TRY(from, OtherDegrees::of(Frame{4258}));
///   from.to_wgs84(feature.geometry);               // nothing to do for EPSG:4326, 4490, 4269 (crs/datum.hpp)
/// @errors crs_unknown for anything but a geographic frame, the code in the detail

#include <optional>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/source_plane.hpp>
#include <libgrid/io/feature.hpp>

namespace libgrid::io::detail {

class OtherDegrees {
 public:
  /// Those of WGS 84.
  OtherDegrees() = default;
  [[nodiscard]] static Expected<OtherDegrees> of(Frame frame);
  void to_wgs84(LonLatGeometry& geometry) const;

 private:
  std::optional<crs::SourcePlane> from_;
};

}  // namespace libgrid::io::detail
