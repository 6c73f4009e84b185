#pragma once
/// Profiles of unit-grid codes from a table (data/tables/unit_code_profiles.csv).
///
///   GRID_TRY(profiles, io::read_code_profiles("data/tables/unit_code_profiles.csv"));
///
/// Columns: name, object, county, street, community, sequence, first, source. Digits are whole numbers from 0 to 9
/// (first: 0 or 1). A bad row refuses the table. The table that is shipped is also built in, so that a program that was
/// installed, or started from another folder, knows the standard lengths.
/// @errors as csv_reader.hpp; column_missing, number_malformed, id_missing, id_duplicate (name)

#include <filesystem>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/unit_code.hpp>

namespace libgrid::io {

[[nodiscard]] Expected<std::vector<CodeProfile>> read_code_profiles(const std::filesystem::path& path);

/// The rows of data/tables/unit_code_profiles.csv (a test compares them).
[[nodiscard]] std::vector<CodeProfile> standard_code_profiles();

}  // namespace libgrid::io
