#pragma once
/// PROJ in the way this house uses it: no network, no grid files, longitude and east first.

#include <memory>
#include <string>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/xy.hpp>

struct PJconsts;  // the PJ and PJ_CONTEXT of PROJ, whose header stays in .cpp files
struct pj_ctx;

namespace libgrid::crs::detail {

struct ContextCloser {
  void operator()(pj_ctx* context) const;
};
struct PjCloser {
  void operator()(PJconsts* pj) const;
};
using Context = std::unique_ptr<pj_ctx, ContextCloser>;
using Pj = std::unique_ptr<PJconsts, PjCloser>;

/// A frame and the way to it from degrees of WGS 84.
struct PlaneOperation {
  Context context;
  Pj frame;
  Pj from_degrees;   ///< longitude, latitude to east, north (or longitude, latitude) in the unit of the frame
  std::string name;  ///< of the operation
};

/// @errors crs_missing for Frame{0}; crs_unknown for anything but a projected frame
[[nodiscard]] Expected<PlaneOperation> plane_operation(Frame plane);
/// The same, also to a geographic frame that PROJ has a way to; a mere guess of it (ballpark) is none.
/// @errors crs_missing; crs_unknown
[[nodiscard]] Expected<PlaneOperation> source_operation(Frame frame);
[[nodiscard]] bool is_geographic(const PlaneOperation& operation);

/// Of its first axis, as the authority has it.
struct PlaneAxes {
  double metres_per_unit = 0.0;
  bool northing_first = false;
};
[[nodiscard]] PlaneAxes axes_of(const PlaneOperation& operation);

}  // namespace libgrid::crs::detail
