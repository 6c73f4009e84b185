#pragma once
/// The streets of a city from whatever it has them in: GeoPackage, GeoJSON, Shapefile (GBK or UTF-8 tables), OSM PBF.
///
///   GRID_TRY(layer, read_street_file(files, {.street_encoding = "GBK"}, projector));
///   layer.streets, layer.rejected          // as io/layers.hpp
///   layer.numbered                         // the source has no numbers of its own: 1, 2, ... in the order of the file
///
/// A Shapefile and a PBF are read by io/road_layer.hpp: of OSM every way with the key highway, its way id as number; of
/// a multi-line each part is a street. Where the numbers are missing, no integers or not unique, all streets are
/// numbered.
/// @errors those of io/layers.hpp and io/road_layer.hpp

#include <vector>

#include <libgrid/io/layers.hpp>
#include <libgrid/workflow/import_reports.hpp>

namespace libgrid::workflow::detail {

struct StreetFile {
  std::vector<Street> streets;
  std::vector<RejectedRow> rejected;
  bool numbered = false;
};

[[nodiscard]] Expected<StreetFile> read_street_file(const CityFiles& files, const FileFormats& formats,
                                                    const crs::Projector& projector);

}  // namespace libgrid::workflow::detail
