#pragma once
/// Cells and counts drawn as text: a digit is a cell of the layer with that many reports, '.' is no cell.
///
///   CountMap map = count_map("1 .\n"      // the upper row is the northern one
///                            "2 3\n");    // cells (0,0) = 2, (0,1) = 1, (1,0) = 3

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libgrid/hotspot/raster.hpp>

namespace libgrid::test {

struct CountMap {
  std::vector<Cell> cells;  ///< sorted by (ix, iy)
  std::vector<std::int64_t> counts;
};

inline std::vector<std::string> rows_from_south(std::string_view picture) {
  std::vector<std::string> rows(1);
  for (const char c : picture) {
    if (c == '\n')
      rows.emplace_back();
    else if (c != ' ')
      rows.back().push_back(c);
  }
  std::erase_if(rows, [](const std::string& row) { return row.empty(); });
  std::reverse(rows.begin(), rows.end());
  return rows;
}

inline CountMap count_map(std::string_view picture) {
  const std::vector<std::string> rows = rows_from_south(picture);
  std::vector<std::pair<Cell, std::int64_t>> found;
  for (std::size_t iy = 0; iy < rows.size(); ++iy)
    for (std::size_t ix = 0; ix < rows[iy].size(); ++ix)
      if (rows[iy][ix] != '.')
        found.push_back({{static_cast<std::int64_t>(ix), static_cast<std::int64_t>(iy)}, rows[iy][ix] - '0'});
  std::sort(found.begin(), found.end());
  CountMap map;
  for (const auto& [cell, count] : found) {
    map.cells.push_back(cell);
    map.counts.push_back(count);
  }
  return map;
}

/// The listed cells as '#' in a window of columns x rows from cell (0, 0), north up; cells outside it are not shown.
inline std::string picture_of(const std::vector<Cell>& cells, std::int64_t columns, std::int64_t rows) {
  std::string picture;
  for (std::int64_t iy = rows - 1; iy >= 0; --iy) {
    for (std::int64_t ix = 0; ix < columns; ++ix)
      picture += std::find(cells.begin(), cells.end(), Cell{ix, iy}) != cells.end() ? '#' : '.';
    picture += '\n';
  }
  return picture;
}

}  // namespace libgrid::test
