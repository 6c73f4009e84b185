#pragma once
/// A polygon layer as the command line and Python write it.
///
///   GRID_TRY(layer, parse_polygon_layer("ward=wards.geojson,code=WARD"));
///   parse_polygon_layer(R"(south=grids.gpkg,where=district:"Back Bay, South")");
///
/// NAME=FILE[,code=COLUMN][,rank=COLUMN][,layer=LAYER][,where=COLUMN:VALUE], `where` as often as is needed: of a file
/// that holds several levels, "where=level:2" is one. Whatever stands behind an equals sign, and either side of the
/// colon, may be quoted as in a CSV: commas and colons in it are characters, a quotation mark is doubled. A colon is
/// looked for outside the quotes first, so where="district:Back Bay, South" is the same.
/// @errors parameter_invalid, field layer: no such form, a quotation mark that is not closed

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/polygon_index.hpp>

namespace libgrid::workflow {

[[nodiscard]] Expected<PolygonLayer> parse_polygon_layer(std::string_view text);
[[nodiscard]] Expected<std::vector<PolygonLayer>> parse_polygon_layers(std::span<const std::string> texts);

}  // namespace libgrid::workflow
