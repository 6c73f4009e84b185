#pragma once
/// Codes of units that were given before, in use or void (作废): a table that goes from one cutting to the next.
///
///   GRID_TRY(kept, read_kept_codes("codes.csv"));        // columns code, state (in_use, void), reason
///   number_units(places, zone, profile, row, codes_of(kept));            // none of them is given again
///   io::write_file_atomically("units.geojson.codes.csv", kept_codes_csv(kept, made_codes));
///
/// @errors those of io::read_csv; column_missing; with the row: id_missing, id_duplicate (field `code`),
///         parameter_invalid (field `state`: another word; field `reason`: a void without one)

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/unit_code.hpp>

namespace libgrid::workflow::detail {

/// Sorted by code; the time is not kept.
[[nodiscard]] Expected<std::vector<UnitCode>> read_kept_codes(const std::filesystem::path& file);

[[nodiscard]] std::vector<std::string> codes_of(std::span<const UnitCode> kept);

/// The kept ones as they were, then the new ones, in use.
[[nodiscard]] std::string kept_codes_csv(std::span<const UnitCode> kept, std::span<const std::string> made);

}  // namespace libgrid::workflow::detail
