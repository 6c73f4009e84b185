#pragma once
/// Polygon layers as an index that answers for them: built from their files, or mapped from a file built before.
///
///   GRID_TRY(layer, parse_polygon_layer("ward=wards.geojson,code=WARD"));       // layer_text.hpp
///   GRID_TRY(built, build_polygon_index({layer}, {.frame = Frame{4547}}));
///   GRID_CHECK(write_polygon_index(built, "wards.index"));
///   GRID_TRY(mapped, open_polygon_index("wards.index"));           // the same answers, without the polygons
///
/// The file is that of LayerLocator::to_bytes (flat, checksummed; processes that open it share its memory) with a note:
/// the frame, each layer's name, its polygons' codes. Polygons answer in the order of rank, then code.
///
/// @errors those of io/zone_layer.hpp and io/mapped_file.hpp; of a layer of which no feature is a polygon, that of the
///         first; parameter_invalid (no layer, more than 8, a repeated
///         name; an index without names and codes); index_version, index_damaged; file_unwritable

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/index/layer_locator.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct PolygonLayer {
  std::string name;  ///< of its column in the output
  std::filesystem::path file;
  io::ZoneColumns columns = {};  ///< code, rank, layer, where
};

struct PolygonIndexOptions {
  Frame frame = {};            ///< plane to decide in; 0: the degrees of the layers (WGS 84)
  std::uint64_t budget = 0;    ///< bytes of the index, about; 0: 96 per unique edge
  Parallel parallel = {1, 1};  ///< of building
  bool check = true;           ///< overlaps and invalid rings become findings (coverage/validate.hpp has the cost)
};

/// A layer's name and the codes of its polygons, in the order in which they answer.
struct LayerCodes {
  std::string name;
  std::vector<std::string> codes;
  friend bool operator==(const LayerCodes&, const LayerCodes&) = default;
};

struct PolygonIndex {
  index::LayerLocator locator;
  Frame frame;
  std::vector<LayerCodes> layers;
  std::vector<RejectedRow> rejected = {};  ///< polygons that were refused while building
  std::vector<std::string> findings = {};  ///< of the layers that were read, "en | zh"
};

[[nodiscard]] Expected<PolygonIndex> build_polygon_index(std::span<const PolygonLayer> layers,
                                                         const PolygonIndexOptions& options = {});
[[nodiscard]] Expected<void> write_polygon_index(const PolygonIndex& index, const std::filesystem::path& path);
[[nodiscard]] Expected<PolygonIndex> open_polygon_index(const std::filesystem::path& path);

/// Of a request that names layers or, instead, an index file. @errors also parameter_invalid: both; a frame that is not
/// the file's
[[nodiscard]] Expected<PolygonIndex> polygon_index_of(std::span<const PolygonLayer> layers,
                                                      const std::filesystem::path& file,
                                                      const PolygonIndexOptions& options);

/// What is wrong with its layers, "en | zh": refused polygons; overlaps and invalid rings (of layers that were read);
/// edges that one polygon uses twice.
[[nodiscard]] std::vector<std::string> layer_findings(const PolygonIndex& index);

/// Builds an index from its layers and writes it: checksum, bytes, bytes per unique edge. @errors also: the output is
/// one of the layers (parameter_invalid)
[[nodiscard]] Expected<StepSummary> index_polygons(std::span<const PolygonLayer> layers,
                                                   const std::filesystem::path& output,
                                                   const PolygonIndexOptions& options, const StepContext& context);
/// What a file holds, once everything in it is checked: frame, layers, polygons, box, bytes, checksum.
[[nodiscard]] Expected<StepSummary> polygon_index_info(const std::filesystem::path& path);

}  // namespace libgrid::workflow
