#pragma once
/// 万米单元网格 over a layer of communities (or of anything): squares or hexagons with codes, to a file.
///
///   auto made = tessellate_zones({.file = "communities.geojson", .columns = {.code = "SQCODE"},
///                                 .profile = "15", .output = "out/units.geojson"});
///
/// Every zone of the layer is cut by itself along one common raster, so that no unit crosses a community's border and
/// borders match vertex for vertex. Codes: with a profile the zone's code must be everything in front of the number;
/// without one they are "<zone code>-001" and so on, in the same order.
/// Codes of the table `kept` (detail/kept_codes.hpp) are not given again, void ones (作废) neither; OUTPUT.codes.csv is
/// that table with the new codes behind, for the next time.
/// Ground that two zones claim goes to the first; every overlap and every invalid ring is a finding of the summary.
/// @errors those of io/zone_layer.hpp, coverage/tessellate.hpp, coverage/unit_codes.hpp; id_duplicate (two zones of one
///         code); a row of the layer that is refused refuses the file: land with a hole in it is no land

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/tessellate.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/model/unit_code.hpp>
#include <libgrid/workflow/figures.hpp>

namespace libgrid::workflow {

struct TessellateRequest {
  std::filesystem::path file;
  io::ZoneColumns columns = {};
  Frame frame = {};  ///< plane; 0: UTM
  coverage::TessellationRules rules = {};
  std::string profile = {};             ///< name of a row of the table; empty: plain codes
  std::filesystem::path profiles = {};  ///< table of code profiles; empty: the standard ones (io/code_profiles.hpp)
  std::filesystem::path output = {};    ///< GeoJSON with number, code, parent; empty: nothing is written
  std::filesystem::path kept = {};      ///< table of codes given before, in use or void; empty: none
};

struct UnitGrids {
  Frame frame;
  std::vector<ImportedZone> units;  ///< code is the unit's, parent the zone's
  coverage::TessellationStatistics statistics;
  StepSummary summary;
};

[[nodiscard]] Expected<UnitGrids> tessellate_zones(const TessellateRequest& request);

/// "square" or "hexagon". @errors parameter_invalid
[[nodiscard]] Expected<coverage::CellShape> cell_shape(std::string_view word);

}  // namespace libgrid::workflow
