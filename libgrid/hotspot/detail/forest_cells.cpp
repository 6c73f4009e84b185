#include <algorithm>
#include <cmath>
#include <compare>

#include <libgrid/hotspot/detail/forest_cells.hpp>

namespace libgrid {
namespace hotspot {
namespace detail {
namespace {

struct SquareKey {
  std::size_t category = 0;
  std::int64_t y = 0;
  std::int64_t x = 0;
  friend auto operator<=>(const SquareKey&, const SquareKey&) = default;
};

struct KeyedCase {
  SquareKey key;
  std::uint32_t at = 0;
};

std::vector<KeyedCase> keyed_cases(std::span<const ForestCase> cases, Metres radius) {
  // A millionth wider than the radius: more than all roundings of the distance and of the quotient.
  const double side = radius.value * (1.0 + 0x1.0p-20);
  std::vector<KeyedCase> keyed;
  keyed.reserve(cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!cases[i].has_place) continue;
    keyed.push_back({{cases[i].category, static_cast<std::int64_t>(std::floor(cases[i].at.y / side)),
                      static_cast<std::int64_t>(std::floor(cases[i].at.x / side))},
                     static_cast<std::uint32_t>(i)});
  }
  std::sort(keyed.begin(), keyed.end(), [](const KeyedCase& a, const KeyedCase& b) { return a.key < b.key; });
  return keyed;
}

/// The keys ascend, so for each of the three rows the window moves forward only.
void find_rows(std::span<const SquareKey> keys, ForestCells& cells) {
  cells.rows.resize(keys.size());
  for (std::size_t row = 0; row < 3; ++row) {
    std::size_t begin = 0, end = 0;
    for (std::size_t s = 0; s < keys.size(); ++s) {
      const std::int64_t y = keys[s].y + static_cast<std::int64_t>(row) - 1;
      const SquareKey low{keys[s].category, y, keys[s].x - 1}, high{keys[s].category, y, keys[s].x + 1};
      while (begin < keys.size() && keys[begin] < low) ++begin;
      while (end < keys.size() && keys[end] <= high) ++end;
      cells.rows[s].begin[row] = static_cast<std::uint32_t>(begin);
      cells.rows[s].end[row] = static_cast<std::uint32_t>(std::max(begin, end));
    }
  }
}

}  // namespace

ForestCells forest_cells(std::span<const ForestCase> cases, Metres radius) {
  const std::vector<KeyedCase> keyed = keyed_cases(cases, radius);
  ForestCells cells;
  cells.of.assign(cases.size(), 0);
  std::vector<SquareKey> keys;
  for (std::size_t k = 0; k < keyed.size(); ++k) {
    if (keys.empty() || keys.back() != keyed[k].key) {
      keys.push_back(keyed[k].key);
      cells.start.push_back(static_cast<std::uint32_t>(k));
    }
    cells.of[keyed[k].at] = static_cast<std::uint32_t>(keys.size() - 1);
  }
  cells.start.push_back(static_cast<std::uint32_t>(keyed.size()));
  find_rows(keys, cells);
  return cells;
}

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
