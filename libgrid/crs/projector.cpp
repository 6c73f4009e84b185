#include <libgrid/crs/projector.hpp>

#include <cmath>
#include <string_view>
#include <utility>

#include <proj.h>

namespace libgrid::crs {
namespace {

struct ContextCloser {
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct PjCloser {
  void operator()(PJ* pj) const { proj_destroy(pj); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextCloser>;
using Pj = std::unique_ptr<PJ, PjCloser>;

Context make_context() {
  Context context{proj_context_create()};
  proj_context_set_enable_network(context.get(), 0);
  proj_log_level(context.get(), PJ_LOG_NONE);
  return context;
}

/// The first operation without grid files that PROJ offers; for NAD 83 frames that is the zero shift.
Pj choose_operation(PJ_CONTEXT* context, const PJ* from, const PJ* to) {
  const std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, decltype(&proj_operation_factory_context_destroy)> factory{
      proj_create_operation_factory_context(context, nullptr), proj_operation_factory_context_destroy};
  proj_operation_factory_context_set_grid_availability_use(context, factory.get(), PROJ_GRID_AVAILABILITY_IGNORED);
  proj_operation_factory_context_set_spatial_criterion(context, factory.get(),
                                                       PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
  const std::unique_ptr<PJ_OBJ_LIST, decltype(&proj_list_destroy)> list{
      proj_create_operations(context, from, to, factory.get()), proj_list_destroy};
  const int count = list ? proj_list_get_count(list.get()) : 0;
  Pj fallback;
  for (int i = 0; i < count; ++i) {
    Pj candidate{proj_list_get(context, list.get(), i)};
    if (proj_coordoperation_get_grid_used_count(context, candidate.get()) > 0) continue;
    const std::string_view name = proj_get_name(candidate.get());
    if (name.find("Inverse of NAD83 to WGS 84 (1)") != std::string_view::npos) return candidate;
    if (!fallback) fallback = std::move(candidate);
  }
  return fallback;
}

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

/// PROJ would happily deliver feet.
bool in_metres(PJ_CONTEXT* context, const PJ* frame) {
  const Pj axes{proj_crs_get_coordinate_system(context, frame)};
  double to_metres = 0.0;
  return axes &&
         proj_cs_get_axis_info(context, axes.get(), 0, nullptr, nullptr, nullptr, &to_metres, nullptr, nullptr,
                               nullptr) != 0 &&
         to_metres == 1.0;
}

}  // namespace

struct Projector::Operation {
  Context context;
  Pj pj;
  AreaOfUse area;
};

Projector::Projector(Frame frame, std::string name, std::unique_ptr<Operation> operation)
    : frame_(frame), operation_(std::move(name)), proj_(std::move(operation)) {}
Projector::Projector(Projector&&) noexcept = default;
Projector& Projector::operator=(Projector&&) noexcept = default;
Projector::~Projector() = default;

Expected<Projector> Projector::make(Frame plane) {
  if (plane.epsg == 0) return fail(ErrorCode::crs_missing);
  Context context = make_context();
  const std::string code = std::to_string(plane.epsg);
  const Pj from{proj_create_from_database(context.get(), "EPSG", "4326", PJ_CATEGORY_CRS, 0, nullptr)};
  const Pj to{proj_create_from_database(context.get(), "EPSG", code.c_str(), PJ_CATEGORY_CRS, 0, nullptr)};
  if (!from || !to) return fail(ErrorCode::crs_unknown, "EPSG:" + code);
  if (proj_get_type(to.get()) != PJ_TYPE_PROJECTED_CRS)
    return fail(ErrorCode::crs_unknown, "EPSG:" + code + " is no plane in metres, as areas and lengths need one");
  if (!in_metres(context.get(), to.get())) return fail(ErrorCode::crs_unknown, "EPSG:" + code + " is not in metres");
  const Pj chosen = choose_operation(context.get(), from.get(), to.get());
  if (!chosen) return fail(ErrorCode::crs_unknown, "no operation to EPSG:" + code);
  std::string name = proj_get_name(chosen.get());
  Pj lon_first{proj_normalize_for_visualization(context.get(), chosen.get())};
  if (!lon_first) return fail(ErrorCode::crs_unknown, "EPSG:" + code);
  const AreaOfUse area = area_of_use(context.get(), to.get());
  return Projector{plane, std::move(name),
                   std::make_unique<Operation>(Operation{std::move(context), std::move(lon_first), area})};
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
