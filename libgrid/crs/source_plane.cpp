#include <libgrid/crs/source_plane.hpp>

#include <utility>

#include <proj.h>

#include <libgrid/crs/detail/proj_operation.hpp>

namespace libgrid::crs {

struct SourcePlane::Operation {
  detail::PlaneOperation plane;
};

SourcePlane::SourcePlane(bool northing_first, std::unique_ptr<Operation> operation)
    : northing_first_(northing_first), operation_(std::move(operation)) {}
SourcePlane::SourcePlane(SourcePlane&&) noexcept = default;
SourcePlane& SourcePlane::operator=(SourcePlane&&) noexcept = default;
SourcePlane::~SourcePlane() = default;

Expected<SourcePlane> SourcePlane::make(Frame plane) {
  GRID_TRY(operation, detail::source_operation(plane));
  const bool northing_first = detail::axes_of(operation).northing_first;
  return SourcePlane(northing_first, std::make_unique<Operation>(Operation{std::move(operation)}));
}

bool SourcePlane::geographic() const { return detail::is_geographic(operation_->plane); }

LonLat SourcePlane::to_lonlat(Xy p) const {
  const PJ_COORD out = proj_trans(operation_->plane.from_degrees.get(), PJ_INV, proj_coord(p.x, p.y, 0.0, 0.0));
  return {out.xy.x, out.xy.y};
}

}  // namespace libgrid::crs
