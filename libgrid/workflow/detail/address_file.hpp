#pragma once
/// House numbers along streets from a table of a stranger, into a gazetteer.
///
///   GRID_CHECK(read_address_file("addresses.csv.gz", projector, gazetteer, &rejected));
///
/// Columns: street, left_from, left_to, right_from, right_to (whole numbers; 0 or empty: none), line: "lon lat;lon lat"
/// in WGS 84, in the drawn direction of which left and right are the sides. A street of the table that the gazetteer
/// does not know becomes known by these lines. Rows with a bad number or a line of fewer than two points are listed.
/// @errors column_missing; those of io::read_csv

#include <filesystem>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/model/report.hpp>
#include <libgrid/places/gazetteer.hpp>

namespace libgrid::workflow::detail {

/// @param rejected null: rows that are none are nowhere listed
[[nodiscard]] Expected<void> read_address_file(const std::filesystem::path& file, const crs::Projector& projector,
                                               places::Gazetteer& gazetteer, std::vector<RejectedRow>* rejected);

}  // namespace libgrid::workflow::detail
