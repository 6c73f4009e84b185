#pragma once
/// Zones of one file that name each other as parents, sorted into levels: each level is a coverage of its own.
///
///   auto levels = zone_levels(zones);        // {{0}, {1, 2}}: zone 0 is the parent of 1 and 2
///
/// The first level has the zones whose parent is no code of the file; where none is, there is one level.
/// @guarantee every zone is in one level; a circle of parents is in the first level
/// @cost      O(n log n)

#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/model/imported_zone.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] std::vector<std::vector<std::size_t>> zone_levels(std::span<const ImportedZone> zones);

}  // namespace libgrid::workflow::detail
