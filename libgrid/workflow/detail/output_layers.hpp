#pragma once
/// Layers and tables of the output contract, from what the store holds.

#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/io/geopackage_writer.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

/// districts, faces, blocks, links, zones, road_pieces, cells, plans: in this order.
[[nodiscard]] Expected<std::vector<io::Layer>> output_layers(const Workspace& workspace);

/// A GeoPackage beside the main one; the layers of an invented city say so (`synthetic` = 1), as those of
/// output_layers.
[[nodiscard]] Expected<void> write_city_layers(const std::filesystem::path& file, const City& city,
                                               std::vector<io::Layer> layers);

/// One CSV file of the contract.
struct OutputTable {
  std::string file;
  std::string text;
};

/// assignment, rejected, hotspots, rebound, worst_places, posts: in this order.
[[nodiscard]] Expected<std::vector<OutputTable>> output_tables(const Workspace& workspace);

}  // namespace libgrid::workflow::detail
