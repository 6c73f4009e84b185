#include <libgrid/crs/projector.hpp>

#include <cmath>
#include <string_view>
#include <utility>

#include <proj.h>

#include <libgrid/crs/detail/proj_operation.hpp>

namespace libgrid::crs {
namespace {

Error wrong_place(ErrorCode code, LonLat p) {
  return make_error(code, "lon " + std::to_string(p.lon) + ", lat " + std::to_string(p.lat));
}

bool on_earth(LonLat p) { return std::abs(p.lon) <= 180.0 && std::abs(p.lat) <= 90.0; }

/// Where the authority says that the frame is meant to be used, in degrees; west > east across the date line.
struct AreaOfUse {
  double west = -180.0, south = -90.0, east = 180.0, north = 90.0;

  [[nodiscard]] bool contains(LonLat p) const {
    const bool between = west <= east ? p.lon >= west && p.lon <= east : p.lon >= west || p.lon <= east;
    return between && p.lat >= south && p.lat <= north;
  }
};

AreaOfUse area_of_use(PJ_CONTEXT* context, const PJ* frame) {
  AreaOfUse area;
  if (proj_get_area_of_use(context, frame, &area.west, &area.south, &area.east, &area.north, nullptr) == 0) return {};
  return area;
}

}  // namespace

struct Projector::Operation {
  detail::Context context;
  detail::Pj pj;
  AreaOfUse area;
};

Projector::Projector(Frame frame, std::string name, std::unique_ptr<Operation> operation)
    : frame_(frame), operation_(std::move(name)), proj_(std::move(operation)) {}
Projector::Projector(Projector&&) noexcept = default;
Projector& Projector::operator=(Projector&&) noexcept = default;
Projector::~Projector() = default;

Expected<Projector> Projector::make(Frame plane) {
  GRID_TRY(operation, detail::plane_operation(plane));
  if (detail::axes_of(operation).metres_per_unit != 1.0)  // PROJ would happily deliver feet
    return fail(ErrorCode::crs_unknown, "EPSG:" + std::to_string(plane.epsg) + " is not in metres");
  const AreaOfUse area = area_of_use(operation.context.get(), operation.frame.get());
  std::string name = operation.name;
  return Projector{
      plane, std::move(name),
      std::make_unique<Operation>(Operation{std::move(operation.context), std::move(operation.from_degrees), area})};
}

bool Projector::looks_swapped(LonLat p) const {
  const LonLat exchanged{p.lat, p.lon};
  if (on_earth(p) && proj_->area.contains(p)) return false;
  return on_earth(exchanged) && proj_->area.contains(exchanged);
}

Expected<Xy> Projector::to_plane(LonLat p) const {
  if (!std::isfinite(p.lon) || !std::isfinite(p.lat)) return fail(ErrorCode::number_not_finite);
  if (looks_swapped(p)) return fail(wrong_place(ErrorCode::axes_swapped, p));
  if (!on_earth(p)) return fail(wrong_place(ErrorCode::coordinate_out_of_range, p));
  const PJ_COORD out = proj_trans(proj_->pj.get(), PJ_FWD, proj_coord(p.lon, p.lat, 0.0, 0.0));
  if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y)) {
    proj_errno_reset(proj_->pj.get());
    return fail(wrong_place(ErrorCode::coordinate_out_of_range, p));
  }
  return Xy{out.xy.x, out.xy.y};
}

LonLat Projector::to_lonlat(Xy p) const {
  const PJ_COORD out = proj_trans(proj_->pj.get(), PJ_INV, proj_coord(p.x, p.y, 0.0, 0.0));
  return {out.xy.x, out.xy.y};
}

Expected<std::vector<Xy>> Projector::to_plane(std::span<const LonLat> points) const {
  std::vector<Xy> plane;
  plane.reserve(points.size());
  for (const LonLat p : points) {
    auto xy = to_plane(p);
    if (!xy) return fail(std::move(xy.error()).at_row(static_cast<std::int64_t>(plane.size()) + 1));
    plane.push_back(*xy);
  }
  return plane;
}

}  // namespace libgrid::crs
