#include <libgrid/index/detail/single_query.hpp>

#include <algorithm>

#include <libgrid/index/detail/leaf_query.hpp>

namespace libgrid::index::detail {
namespace {

bool answer_leaf(const FlatLocator& flat, const LeafView& leaf, const Place& place, std::span<std::int32_t> answers) {
  const LeafHolding holding = filter_leaf(leaf, place.in_cell_x(), place.in_cell_y());
  if (holding.unsure != 0 || leaf.head.candidates > kIdsInUnits) return false;
  const auto put = [&](std::size_t l, std::int32_t a) { answers[l] = a; };
  if (leaf.head.candidates <= kIdsInHead) [[likely]]
    answer_surely<false>(flat.order.layer_start, holding.inside, leaf, put);
  else
    answer_surely<true>(flat.order.layer_start, holding.inside, leaf, put);
  return true;
}

}  // namespace

// Branches, not choices: a processor that guesses a cell's kind asks for the next points' cells meanwhile. Without a
// branch between cells and leaves a point among 280 shapes took 72 ns instead of 29, among 10^6 225 instead of 174.
bool locate_surely(const FlatLocator& flat, Xy p, std::span<std::int32_t> answers) {
  Place place{};
  if (!place_in(flat, p, place)) return std::ranges::fill(answers, -1), true;
  const FlatLocator::Row& row = flat.rows[static_cast<std::size_t>(place.y >> flat.frame.shift())];
  std::uint32_t e = row.top[place.x >> flat.frame.shift()];
  for (; kind_of(e) == Kind::sub; place.bits += 2) e = row.subs[std::size_t{value_of(e)} * 16 + place.part()];
  if (kind_of(e) == Kind::leaf) return answer_leaf(flat, LeafView(row.units + value_of(e)), place, answers);
  if (kind_of(e) == Kind::crowded) return false;
  if (e < flat.digits.plain) {
    flat.digits.each(e, answers.size(), [&](std::size_t l, std::int32_t a) { answers[l] = a; });
    return true;
  }
  const std::int32_t* const combo = row.combos + std::size_t{e - flat.digits.plain} * (answers.size() + 1);
  std::copy_n(combo, answers.size(), answers.begin());
  return true;
}

}  // namespace libgrid::index::detail
