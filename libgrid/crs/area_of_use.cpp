#include <libgrid/crs/area_of_use.hpp>

#include <memory>
#include <string>

#include <proj.h>

namespace libgrid::crs {

std::optional<UsableArea> area_of_use(Frame frame) {
  const std::unique_ptr<PJ_CONTEXT, decltype(&proj_context_destroy)> context{proj_context_create(),
                                                                             proj_context_destroy};
  proj_context_set_enable_network(context.get(), 0);
  proj_log_level(context.get(), PJ_LOG_NONE);
  const std::unique_ptr<PJ, decltype(&proj_destroy)> crs{
      proj_create_from_database(context.get(), "EPSG", std::to_string(frame.epsg).c_str(), PJ_CATEGORY_CRS, 0, nullptr),
      proj_destroy};
  UsableArea area;
  constexpr double kUnknown = -1000.0;  // PROJ's sign for it
  if (!crs ||
      proj_get_area_of_use(context.get(), crs.get(), &area.west, &area.south, &area.east, &area.north, nullptr) == 0 ||
      area.west == kUnknown)
    return std::nullopt;
  return area;
}

}  // namespace libgrid::crs
