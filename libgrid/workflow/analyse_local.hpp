#pragma once
/// Where: local statistics of every zone of a level, or of every block, with all their p apart.
///
///   GRID_TRY(summary, analyse_local(workspace, "out/local", {.of = "blocks", .categories = {"Graffiti"}}, context));
///   // local.csv: a row per unit; local_statistics.csv: a row per unit, value and statistic
///
/// Units are the zones of the lowest level of a plan, of another level ("1", "2", ...), or the blocks. A report belongs
/// to the unit that holds its place; those at a default coordinate or in no unit are left out and counted. Exposure is
/// kilometres of street, or a column of a file (unit, figure: inspection hours); a unit without exposure has counts but
/// no rate. Neighbours share a border (rook) or a corner (queen), or lie within a distance, in the plane or along the
/// streets, or are the k nearest; between the inner points of the units. What is computed: hotspot/local_map.hpp.
/// @errors parameter_invalid (fewer than four units, no such level, too many permutations, a negative exposure),
///         plan_missing, step_missing, not_found (category, column), those of io::read_number_table, file_unwritable,
///         cancelled

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/workflow/analysis_zones.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

enum class LocalNeighbours : unsigned char { rook, queen, band, nearest, street };

struct LocalRequest {
  std::string of = "lowest";              ///< lowest, blocks, or the number of a level
  PlanChoice plan{};                      ///< of zones
  std::vector<std::string> categories{};  ///< empty: all
  LocalNeighbours neighbours = LocalNeighbours::queen;
  Metres reach{1000.0};              ///< band, street
  std::size_t nearest = 6;           ///< nearest
  std::filesystem::path exposure{};  ///< empty: kilometres of street
  std::string exposure_column{};     ///< empty: the first
  std::size_t permutations = 999;    ///< 0: none
  std::uint64_t seed = 1;
  double level = 0.05;  ///< of the classes hot and cold, after Benjamini-Hochberg
};

[[nodiscard]] Expected<StepSummary> analyse_local(const Workspace& workspace, const std::filesystem::path& folder,
                                                  const LocalRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
