#include <algorithm>
#include <bit>

#include <libgrid/index/detail/crowded_query.hpp>
#include <libgrid/index/detail/flat_locator.hpp>

namespace libgrid::index::detail {
namespace {

void add_set(unsigned bits, const std::uint32_t* ids, std::vector<std::uint32_t>& set) {
  for (; bits != 0; bits &= bits - 1) set.push_back(ids[std::countr_zero(bits)]);
}

/// The shapes around p: `inside` those that hold the moved point, `touched` those whose border it lies on.
void holding_at(const FlatLocator& flat, Xy p, std::vector<std::uint32_t>& inside,
                std::vector<std::uint32_t>& touched) {
  const FlatFrame& frame = flat.frame;
  Place place{};
  if (!place_in(flat, p, place)) return;
  const BandView& band = flat.band_of_row(place.y >> frame.shift());
  std::uint32_t e = *flat.top_entry(place.x, place.y);
  for (; kind_of(e) == Kind::sub; place.bits += 2) e = band.subs[std::size_t{value_of(e)} * 16 + place.part()];
  if (kind_of(e) == Kind::leaf) {
    const LeafView leaf(band, value_of(e));
    LeafHolding holding = filter_leaf(leaf, place.in_cell_x(), place.in_cell_y());
    ask_exact(band, frame, place, leaf, p, holding);
    add_set(holding.inside, leaf.ids(band), inside);
    add_set(holding.touched, leaf.ids(band), touched);
  } else if (kind_of(e) == Kind::crowded) {
    const CrowdedHolding holding = ask_crowded(band, frame, place, value_of(e), p);
    inside.insert(inside.end(), holding.inside.begin(), holding.inside.end());
    touched.insert(touched.end(), holding.touched.begin(), holding.touched.end());
  } else if (e >= flat.digits.plain) {
    const std::size_t row = std::size_t{e - flat.digits.plain} * (flat.layers() + 1);
    const std::size_t at = static_cast<std::uint32_t>(band.combos[row + flat.layers()]);
    const auto list = band.pool.subspan(at + 1, band.pool[at]);
    inside.insert(inside.end(), list.begin(), list.end());
  } else {
    flat.digits.each(e, flat.layers(), [&](std::size_t l, std::int32_t shape) {
      if (shape >= 0) inside.push_back(flat.order.layer_start[l] + static_cast<std::uint32_t>(shape));
    });
  }
}

}  // namespace

std::vector<std::uint32_t> covering_shapes(const FlatLocator& flat, Xy p) {
  std::vector<std::uint32_t> found, touched;
  holding_at(flat, p, found, touched);
  for (const std::uint32_t shape : touched)
    if (std::ranges::find(found, shape) == found.end()) found.push_back(shape);
  return found;
}

void inside_shapes(const FlatLocator& flat, Xy p, std::vector<std::uint32_t>& out) {
  std::vector<std::uint32_t> touched;
  holding_at(flat, p, out, touched);
}

}  // namespace libgrid::index::detail
