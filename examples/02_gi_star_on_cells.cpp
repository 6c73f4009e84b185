// Demonstrates: where reports gather more than chance would make them, Gi* on square cells.

#include <cstdio>
#include <string_view>
#include <vector>

#include <libgrid/hotspot/gi_star.hpp>

namespace {

// Reports per cell, north up; '.' is water, no cell at all.
constexpr std::string_view kCity =
    "001000100."
    "010021000."
    "0001974100"
    "0002896010"
    "1000343000"
    ".000010000"
    ".100000001";
constexpr std::int64_t kColumns = 10;
constexpr std::int64_t kRows = 7;

}  // namespace

int main() {
  std::vector<libgrid::Cell> cells;
  std::vector<std::int64_t> counts;
  for (std::int64_t i = 0; i < kColumns * kRows; ++i) {
    const char drawn = kCity[static_cast<std::size_t>(i)];
    if (drawn == '.') continue;
    cells.push_back({.ix = i % kColumns, .iy = kRows - 1 - i / kColumns});
    counts.push_back(drawn - '0');
  }

  const std::vector<libgrid::hotspot::GiStar> stars = libgrid::hotspot::gi_star_counts(cells, counts);

  std::printf("ix iy  n      z       p       q\n");
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (stars[i].q > 0.05) continue;
    std::printf("%2d %2d %2d %6.2f %.1e %.1e\n", static_cast<int>(cells[i].ix), static_cast<int>(cells[i].iy),
                static_cast<int>(counts[i]), stars[i].z, stars[i].p, stars[i].q);
  }
}
