#pragma once
/// 门前三包: the strips that house fronts answer for, along the streets as they were cut.
///
///   GRID_TRY(summary, write_frontage(workspace, "out/frontage.gpkg", {.buildings = "buildings.gpkg"}, context));
///
/// Layer `frontage` (polygon) of the GeoPackage: piece_id, way_no, side (left, right), from_m, to_m, length_m, building
/// (number of the footprint in its file; NULL without footprints), edge (kerb, centre_line), area_m2, zone_id, sector,
/// unit. Widths by kind of road, and the file of buildings where none is given here, are those of the city file
/// (`frontage`), else the defaults of model/frontage.hpp; without buildings every side has a front at the setback of
/// its kind. Footprints are polygons of a GeoPackage, GeoJSON or Shapefile that says its CRS; a broken one is named,
/// the rest goes on.
/// @errors step_missing (cut), those of io::read_zones and io::write_geopackage

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include <libgrid/roads/frontage.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct FrontageFiles {
  std::filesystem::path buildings = {};  ///< empty: none
};

[[nodiscard]] Expected<StepSummary> write_frontage(const Workspace& workspace, const std::filesystem::path& output,
                                                   const FrontageFiles& files, const StepContext& context);

/// The strips of one workspace by the rules of its city, for the file and for the duty sheets.
struct CityFrontage {
  roads::Frontage frontage;
  std::vector<std::int64_t> buildings;  ///< place in the file of each footprint
  std::vector<RejectedRow> rejected;    ///< features of the file that are no footprint
};
[[nodiscard]] Expected<CityFrontage> city_frontage(const Workspace& workspace, std::span<const RoadPiece> pieces,
                                                   std::span<const Street> streets,
                                                   const std::filesystem::path& buildings = {});

}  // namespace libgrid::workflow
