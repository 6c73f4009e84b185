#pragma once
/// Asks for the memory of the cells around points, and of their exact edges, before they are read.
///
///   AskAhead ahead(flat);
///   for (const LineSegment& line : next_sixteen) ahead.add(line.a), ahead.add(line.b);
///   ahead.run();                               // all their misses at once instead of one after another
///
/// Everything is inlined: gcc takes a function that only asks for memory for one without effect and drops its calls.

#include <array>
#include <cstddef>
#include <cstdint>

#include <libgrid/index/detail/flat_locator.hpp>
#include <libgrid/index/detail/leaf_query.hpp>

namespace libgrid::index::detail {

class AskAhead {
 public:
  static constexpr std::size_t kMost = 64;

  explicit AskAhead(const FlatLocator& flat) : flat_(flat) {}

  /// A point beside the grid, or more than kMost of them, has no memory to ask for.
  [[gnu::always_inline]] void add(Xy p) {
    Cell& cell = cells_[count_];
    if (count_ == kMost - 1 || !place_in(flat_, p, cell.place)) return;
    cell.entry = flat_.top_entry(cell.place.x, cell.place.y);
    cell.band = &flat_.band_of_row(cell.place.y >> flat_.frame.shift());
    __builtin_prefetch(cell.entry);
    ++count_;
  }

  [[gnu::always_inline]] void run() {
    std::size_t leaves = 0;
    for (std::size_t open = count_; open > 0;) {
      std::size_t kept = 0;
      for (std::size_t k = 0; k < open; ++k) {
        Cell cell = cells_[k];
        const std::uint32_t e = *cell.entry, value = value_of(e);
        if (kind_of(e) == Kind::sub) {
          cell.entry = &cell.band->subs[std::size_t{value} * 16 + cell.place.part()];
          cell.place.bits += 2;
          __builtin_prefetch(cell.entry);
          cells_[kept++] = cell;
        } else if (kind_of(e) == Kind::leaf) {
          __builtin_prefetch(&cell.band->units[value]);
          __builtin_prefetch(&cell.band->units[value] + 4);
          __builtin_prefetch(&cell.band->numbers[value]);
          leaf_[leaves++] = {cell.band, value};
        }
      }
      open = kept;
    }
    for (std::size_t k = 0; k < leaves; ++k) {
      const auto [band, unit] = leaf_[k];
      const LeafView leaf(*band, unit);
      for (std::uint32_t u = unit + 1; u <= unit + leaf.head.edges; ++u)
        __builtin_prefetch(&band->points[band->numbers[u]]);
    }
    count_ = 0;
  }

 private:
  struct Cell {
    Place place{};
    const std::uint32_t* entry = nullptr;
    const BandView* band = nullptr;
  };
  struct Leaf {
    const BandView* band;
    std::uint32_t unit;
  };

  const FlatLocator& flat_;
  std::size_t count_ = 0;
  std::array<Cell, kMost> cells_;
  std::array<Leaf, kMost> leaf_;
};

}  // namespace libgrid::index::detail
