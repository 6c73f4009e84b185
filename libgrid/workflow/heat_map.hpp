#pragma once
/// 热力图: where reports, or rebounds, are dense; as a raster, as hexagons and squares, along the streets, as tiles.
///
///   GRID_TRY(summary, export_heat_map(workspace, "out/boston", {.category = "Graffiti Removal"}, context));
///   // heat.tif: reports per km2; heat.gpkg: layers hexagons, squares (counts), streets (reports per km of
///   // street); tiles/ if zooms are given (detail/heat_tiles.hpp)
///
/// Compact kernels are exact; the gaussian (bandwidth = sigma) is too small by at most bound x reports x its peak,
/// which the figure error_bound says in the unit of the raster. Reports at a default coordinate take no part: they
/// would be the hottest place. Streets (asked for): reports within 30 m of one; the continuous and the discontinuous
/// kernel keep the mass, the simple one does not. Distances are counted there in steps of 2 m a street, so that paths
/// of one length go on as one (hotspot/street_density.hpp): the cost grows with the bandwidth, not with the number of
/// paths.
/// @errors step_missing (no blocks, no reports), not_found (category), parameter_invalid, file_unwritable

#include <filesystem>
#include <optional>
#include <string>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/density.hpp>
#include <libgrid/hotspot/street_density.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>
#include <libgrid/workflow/zoom_range.hpp>

namespace libgrid::workflow {

struct HeatRequest {
  std::string category{};  ///< empty: all
  hotspot::DensityOptions density{.bandwidth = Metres{300.0}};
  Metres cell{100.0};
  Metres hexagon{200.0};             ///< side
  Metres square{250.0};              ///< side
  std::optional<ZoomRange> tiles{};  ///< vector tiles of these zooms
  bool streets = false;              ///< the layer along streets too
  hotspot::NetworkKernel street_kernel = hotspot::NetworkKernel::continuous;
  bool rebounds_only = false;  ///< cases that came back (forest.hpp, default rules in the plane), not all reports
};

[[nodiscard]] Expected<StepSummary> export_heat_map(const Workspace& workspace, const std::filesystem::path& folder,
                                                    const HeatRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
