#pragma once
/// Roads in the third panel of an ASCII city.

#include <string>
#include <utility>
#include <vector>

namespace libgrid::test {

/// Column and row (0 is the uppermost) of the ends and turns of one road, from its beginning.
/// @errors throws std::invalid_argument: no two ends, a branch, or fewer than two cells
[[nodiscard]] std::vector<std::pair<int, int>> road_corners(const std::vector<std::string>& rows, char letter);

}  // namespace libgrid::test
