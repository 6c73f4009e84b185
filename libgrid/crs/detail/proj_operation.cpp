#include <libgrid/crs/detail/proj_operation.hpp>

#include <string>
#include <string_view>
#include <utility>

#include <proj.h>

namespace libgrid::crs::detail {
namespace {

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

bool geographic(const PJ* frame) {
  const PJ_TYPE type = proj_get_type(frame);
  return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

enum class Frames : unsigned char { planes, planes_and_degrees };

Expected<PlaneOperation> operation_to(Frame frame, Frames allowed) {
  if (frame.epsg == 0) return fail(ErrorCode::crs_missing);
  Context context = make_context();
  const std::string code = std::to_string(frame.epsg);
  const Pj from{proj_create_from_database(context.get(), "EPSG", "4326", PJ_CATEGORY_CRS, 0, nullptr)};
  Pj to{proj_create_from_database(context.get(), "EPSG", code.c_str(), PJ_CATEGORY_CRS, 0, nullptr)};
  if (!from || !to) return fail(ErrorCode::crs_unknown, "EPSG:" + code);
  const bool degrees = geographic(to.get());
  if (proj_get_type(to.get()) != PJ_TYPE_PROJECTED_CRS && !(degrees && allowed == Frames::planes_and_degrees))
    return fail(ErrorCode::crs_unknown, "EPSG:" + code + " is no plane in metres, as areas and lengths need one");
  const Pj chosen = choose_operation(context.get(), from.get(), to.get());
  if (!chosen || (degrees && proj_coordoperation_has_ballpark_transformation(context.get(), chosen.get()) != 0))
    return fail(ErrorCode::crs_unknown, "no operation to EPSG:" + code);
  Pj lon_first{proj_normalize_for_visualization(context.get(), chosen.get())};
  if (!lon_first) return fail(ErrorCode::crs_unknown, "EPSG:" + code);
  std::string name = proj_get_name(chosen.get());
  return PlaneOperation{std::move(context), std::move(to), std::move(lon_first), std::move(name)};
}

}  // namespace

void ContextCloser::operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
void PjCloser::operator()(PJ* pj) const { proj_destroy(pj); }

Expected<PlaneOperation> plane_operation(Frame plane) { return operation_to(plane, Frames::planes); }
Expected<PlaneOperation> source_operation(Frame frame) { return operation_to(frame, Frames::planes_and_degrees); }
bool is_geographic(const PlaneOperation& operation) { return geographic(operation.frame.get()); }

PlaneAxes axes_of(const PlaneOperation& operation) {
  PJ_CONTEXT* context = operation.context.get();
  const Pj axes{proj_crs_get_coordinate_system(context, operation.frame.get())};
  PlaneAxes found;
  const char* direction = nullptr;
  if (!axes || proj_cs_get_axis_info(context, axes.get(), 0, nullptr, nullptr, &direction, &found.metres_per_unit,
                                     nullptr, nullptr, nullptr) == 0)
    return {};
  found.northing_first = direction != nullptr && std::string_view(direction) == "north";
  return found;
}

}  // namespace libgrid::crs::detail
