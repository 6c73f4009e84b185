#include <libgrid/index/detail/single_query.hpp>

#include <algorithm>

#include <libgrid/index/detail/leaf_query.hpp>

namespace libgrid::index::detail {

bool locate_surely(const FlatLocator& flat, Xy p, std::span<std::int32_t> answers) {
  Place place{};
  if (!place_in(flat, p, place)) return std::ranges::fill(answers, -1), true;
  const std::int64_t grid_row = place.y >> flat.frame.shift();
  const FlatLocator::Row& row = flat.rows[static_cast<std::size_t>(grid_row)];
  std::uint32_t e = row.top[place.x >> flat.frame.shift()];
  if (kind_of(e) == Kind::sub) {
    const BandView& band = flat.band_of_row(grid_row);
    for (; kind_of(e) == Kind::sub; place.bits += 2) e = band.subs[std::size_t{value_of(e)} * 16 + place.part()];
  }
  if (kind_of(e) == Kind::crowded) return false;
  if (kind_of(e) == Kind::leaf) {
    const LeafView leaf(row.units + value_of(e));
    const LeafHolding holding = filter_leaf(leaf, place.in_cell_x(), place.in_cell_y());
    if (holding.unsure != 0 || leaf.head.candidates > 3) return false;
    answer_surely(flat.order.layer_start, holding.inside, leaf, [&](std::size_t l, std::int32_t a) { answers[l] = a; });
    return true;
  }
  if (e < kComboFlag) {
    for (std::size_t l = 0; l < answers.size(); ++l) answers[l] = flat.bits.answer(e, l);
    return true;
  }
  const std::int32_t* const combo = row.combos + std::size_t{value_of(e) & ~kComboFlag} * (answers.size() + 1);
  std::copy_n(combo, answers.size(), answers.begin());
  return true;
}

}  // namespace libgrid::index::detail
