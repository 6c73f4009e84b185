#pragma once
/// What `libgrid roads` leaves behind: segments and findings of a street layer as a GeoPackage and as tables.
///
///   GRID_CHECK(write_segment_files("out", frame, {.network = network, .lines = lines, .kinds = kinds}));
///   // out/roads.gpkg (layers segments, findings), out/segments.csv, out/findings.csv
///
/// A segment has the id of its source line, name, class, kind and the reason of the kind, one-way, lanes, width,
/// access, bridge, tunnel, layer, its measures on the source line and its two nodes (docs/outputs.md). A finding has
/// the line it is about as its linework, the other line where there is one, and its place.
/// @errors file_unwritable, crs_unknown

#include <filesystem>
#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/road_line.hpp>
#include <libgrid/roads/network.hpp>

namespace libgrid::workflow::detail {

struct InspectedRoads {
  const roads::RoadNetwork& network;
  std::span<const RoadLine> lines;
  std::span<const roads::KindDecision> kinds;  ///< one per segment
  bool synthetic = false;                      ///< layers of an invented city say so
};

[[nodiscard]] Expected<void> write_segment_files(const std::filesystem::path& folder, Frame frame,
                                                 const InspectedRoads& roads);

}  // namespace libgrid::workflow::detail
