#pragma once
/// Layers and tables of the output contract, from what the store holds.

#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/io/geopackage_writer.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/model/report.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

/// districts, faces, blocks, links, zones, road_pieces, cells, plans, zone_versions: in this order.
[[nodiscard]] Expected<std::vector<io::Layer>> output_layers(const Workspace& workspace);

/// districts, blocks (where those kept now are the plan's), zones, plans: of one version.
[[nodiscard]] Expected<std::vector<io::Layer>> version_layers(const Workspace& workspace, const PublishedPlan& plan);

/// districts, faces, blocks, links and, where the map has any, zones: of a draft over its ground.
[[nodiscard]] Expected<std::vector<io::Layer>> draft_layers(const Workspace& workspace, const Ground& ground,
                                                            const ZoneMap& map);

/// A GeoPackage beside the main one; the layers of an invented city say so (`synthetic` = 1), as those of
/// output_layers.
[[nodiscard]] Expected<void> write_city_layers(const std::filesystem::path& file, const City& city,
                                               std::vector<io::Layer> layers);

/// One CSV file of the contract.
struct OutputTable {
  std::string file;
  std::string text;
};

/// rejected.csv, posts.csv.
[[nodiscard]] OutputTable rejected_table(const std::vector<RejectedRow>& rows);
[[nodiscard]] OutputTable post_table(const std::vector<Post>& posts);

/// assignment, rejected, hotspots, rebound, worst_places, posts: in this order.
[[nodiscard]] Expected<std::vector<OutputTable>> output_tables(const Workspace& workspace);

}  // namespace libgrid::workflow::detail
