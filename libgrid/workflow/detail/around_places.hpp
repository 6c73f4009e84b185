#pragma once
/// What comes back around schools, hospitals, malls and stations: one table by class of places and category.
///
///   std::vector<AroundPlaces> rows = around_places(analysis, rings);          // rings: groups_by_ring
///   OutputTable table = around_table(rows);                                // around_places.csv
///
/// `near` are the cases within 100 m of a place of the class, measured as the forest is; `beyond` those farther than
/// 200 m from all of them: what the same category does elsewhere. Cases between are in neither.
/// @guarantee rows by class, then by rebounds near (most first), then by category; categories without a case near are
///            left out

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] std::vector<AroundPlaces> around_places(const ReboundAnalysis& analysis,
                                                      std::span<const ReboundGroups> rings);

/// Columns in docs/outputs.md.
[[nodiscard]] OutputTable around_table(std::span<const AroundPlaces> rows);

/// The rows of a table that around_table wrote, without what it does not keep (curves). @errors column_missing,
/// number_malformed, those of io::read_csv
[[nodiscard]] Expected<std::vector<AroundPlaces>> read_around_table(const std::filesystem::path& file);

/// Per class of places, what comes back most: one figure each.
[[nodiscard]] std::vector<Figure> around_figures(std::span<const AroundPlaces> rows);

}  // namespace libgrid::workflow::detail
