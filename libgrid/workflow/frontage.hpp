#pragma once
/// 门前三包: the strips that house fronts answer for, along the streets as they were cut.
///
///   GRID_TRY(summary, write_frontage(workspace, "out/frontage.gpkg", {.buildings = "buildings.gpkg"}, context));
///
/// Layer `frontage` (polygon) of the GeoPackage: piece_id, way_no, side (left, right), from_m, to_m, length_m, building
/// (number of the footprint in its file; NULL without footprints), edge (kerb, centre_line), area_m2, zone_id, sector,
/// unit. Without a file of buildings every side has a front at the setback of its kind of road.
/// Footprints are polygons of a GeoPackage, GeoJSON or Shapefile that says its CRS; a broken one is named, the rest
/// goes on.
/// @errors step_missing (cut), those of io::read_zones and io::write_geopackage

#include <filesystem>

#include <libgrid/roads/frontage.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct FrontageFiles {
  std::filesystem::path buildings = {};  ///< empty: none
};

[[nodiscard]] Expected<StepSummary> write_frontage(const Workspace& workspace, const std::filesystem::path& output,
                                                   const FrontageFiles& files, const StepContext& context,
                                                   const roads::FrontageOptions& options = {});

}  // namespace libgrid::workflow
