#pragma once
/// What one leaf says about a point: four clipped edges at a time, then the exact edges that are too near.
///
///   const LeafView leaf(band, unit);
///   LeafHolding found = filter_leaf(leaf, x, y);                     // certain for all edges that are not in `unsure`
///   if (found.unsure != 0) ask_exact(band, frame, place, leaf, p, found);
///
/// The two halves are apart so that a batch of points can ask for the memory of all its exact edges at once.

#include <smmintrin.h>  // SSE4.1, part of the x86-64-v2 baseline that everything is built for (ADR on flat locators)

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

#include <libgrid/index/detail/flat_band.hpp>

namespace libgrid::index::detail {

inline Xy corner_of(const FlatFrame& frame, const Place& place) {
  const int shift = kFixedBits - place.bits;
  return {frame.x_of(place.x >> shift << shift), frame.y_of(place.y >> shift << shift)};
}

struct LeafView {
  LeafHead head;
  const Unit* at;     ///< of the head
  const Unit* edges;  ///< right behind the ids

  explicit LeafView(const Unit* unit)
      : head(std::bit_cast<LeafHead>(*unit)), at(unit), edges(unit + 1 + id_units(head.candidates)) {}
  LeafView(const BandView& band, std::uint32_t unit) : LeafView(&band.units[unit]) {}

  /// Of an edge, in the band's tables.
  [[nodiscard]] std::size_t unit(const BandView& band, unsigned edge) const {
    return static_cast<std::size_t>(edges - band.units.data()) + edge;
  }

  /// The candidates' shapes, in order of priority.
  [[nodiscard]] const std::uint32_t* ids(const BandView& band) const {
    return head.candidates > kIdsInUnits ? &band.pool[head.ids[0]] : ids();
  }
  /// @pre at most kIdsInUnits candidates
  [[nodiscard]] const std::uint32_t* ids() const { return reinterpret_cast<const std::uint32_t*>(at) + 1; }
  [[nodiscard]] unsigned toggle(unsigned edge) const {
    std::uint16_t toggle = 0;
    std::memcpy(&toggle, &edges[edge].bytes[offsetof(ClippedEdge, toggle)], sizeof toggle);
    return toggle;
  }
};

/// Sets of candidates: those that hold the point moved to the south-east, those whose border it lies on.
struct LeafHolding {
  unsigned inside = 0;
  unsigned touched = 0;
  std::uint64_t unsure = 0;  ///< edges that only exact arithmetic can place
};

/// Four units at a time, of which the first `count` (or all) are clipped edges of the leaf. Lanes of an unsure edge do
/// not toggle; their bits come back.
struct FourEdges {
  unsigned toggles;
  unsigned unsure;
};

inline FourEdges ask_four(const Unit* units, __m128i place, __m128i y, unsigned count) {
  const __m128i e0 = _mm_load_si128(reinterpret_cast<const __m128i*>(units));
  const __m128i e1 = _mm_load_si128(reinterpret_cast<const __m128i*>(units + 1));
  const __m128i e2 = _mm_load_si128(reinterpret_cast<const __m128i*>(units + 2));
  const __m128i e3 = _mm_load_si128(reinterpret_cast<const __m128i*>(units + 3));
  const __m128i t0 = _mm_unpacklo_epi32(e0, e1), t1 = _mm_unpacklo_epi32(e2, e3);
  const __m128i t2 = _mm_unpackhi_epi32(e0, e1), t3 = _mm_unpackhi_epi32(e2, e3);
  const __m128i slopes = _mm_unpacklo_epi64(t0, t1), constant = _mm_unpackhi_epi64(t0, t1);
  const __m128i span = _mm_unpacklo_epi64(t2, t3), rest = _mm_unpackhi_epi64(t2, t3);
  const __m128i low = _mm_srai_epi32(_mm_slli_epi32(span, 16), 16), high = _mm_srai_epi32(span, 16);
  const __m128i left = _mm_srai_epi32(_mm_slli_epi32(rest, 16), 16), toggle = _mm_srli_epi32(rest, 16);
  const __m128i line = _mm_add_epi32(_mm_madd_epi16(slopes, place), constant);
  const __m128i above = _mm_add_epi32(y, _mm_set1_epi32(kHeightBound));
  const __m128i below = _mm_sub_epi32(y, _mm_set1_epi32(kHeightBound));
  const __m128i surely_level = _mm_andnot_si128(_mm_cmpgt_epi32(above, high), _mm_cmpgt_epi32(below, low));
  const __m128i maybe_level = _mm_andnot_si128(_mm_cmpgt_epi32(below, high), _mm_cmpgt_epi32(above, low));
  const __m128i surely = _mm_and_si128(surely_level, _mm_cmpgt_epi32(_mm_set1_epi32(-kLineBound), line));
  const __m128i maybe = _mm_and_si128(maybe_level, _mm_cmpgt_epi32(_mm_set1_epi32(kLineBound), line));
  const __m128i surely_up = _mm_cmpgt_epi32(below, left), maybe_up = _mm_cmpgt_epi32(above, left);
  const __m128i unsure = _mm_or_si128(_mm_xor_si128(surely, maybe), _mm_xor_si128(surely_up, maybe_up));
  const __m128i mine = _mm_cmpgt_epi32(_mm_set1_epi32(static_cast<int>(count)), _mm_setr_epi32(0, 1, 2, 3));
  const auto unsure_lanes = static_cast<unsigned>(_mm_movemask_ps(_mm_castsi128_ps(_mm_and_si128(unsure, mine))));
  __m128i flips = _mm_and_si128(_mm_xor_si128(surely, surely_up), toggle);
  flips = _mm_and_si128(_mm_andnot_si128(unsure, flips), mine);
  const auto pair = static_cast<std::uint64_t>(_mm_extract_epi64(flips, 0) ^ _mm_extract_epi64(flips, 1));
  return {static_cast<unsigned>(pair ^ pair >> 32U) & 0xffffU, unsure_lanes};
}

/// @param x, y  the place in the cell
[[gnu::always_inline]] inline LeafHolding filter_leaf(const LeafView& leaf, int x, int y) {
  LeafHolding holding{leaf.head.held, 0, 0};
  if (x < kHeightBound || y < kHeightBound) [[unlikely]] {
    holding.unsure = leaf.head.edges == 0 ? 0 : ~std::uint64_t{0} >> (64 - leaf.head.edges);
    return holding;
  }
  const __m128i both = _mm_set1_epi32(y << 16 | x), height = _mm_set1_epi32(y);
  for (unsigned first = 0; first < leaf.head.edges; first += 4) {
    const FourEdges four = ask_four(leaf.edges + first, both, height, leaf.head.edges - first);
    holding.inside ^= four.toggles;
    holding.unsure |= std::uint64_t{four.unsure} << first;
  }
  return holding;
}

/// Which of the ids in a leaf's units, three behind the head and four in the next unit if kMore, are below a number.
template <bool kMore>
[[gnu::always_inline]] inline unsigned ids_below(const LeafView& leaf, std::uint32_t number) {
  const __m128i next = _mm_set1_epi32(static_cast<int>(number));
  const auto below = [&](const Unit* unit) {
    const __m128i ids = _mm_load_si128(reinterpret_cast<const __m128i*>(unit));
    return static_cast<unsigned>(_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpgt_epi32(next, ids))));
  };
  return below(leaf.at) >> 1U | (kMore ? below(leaf.at + 1) << kIdsInHead : 0U);
}

/// The answer of each layer, handed to put(layer, shape or -1), of at most kIdsInHead candidates, or kIdsInUnits if
/// kMore, of which none is touched. Numbers of shapes ascend with the layers.
template <bool kMore, class Put>
[[gnu::always_inline]] inline void answer_surely(std::span<const std::uint32_t> layer_start, unsigned inside,
                                                 const LeafView& leaf, const Put& put) {
  constexpr unsigned kEmpty = kMore ? kIdsInUnits : kIdsInHead;
  unsigned before = 0;  // the candidates of the layers before
  for (std::size_t l = 0; l + 1 < layer_start.size(); ++l) {
    const unsigned upto = ids_below<kMore>(leaf, layer_start[l + 1]);
    const unsigned set = inside & upto & ~before;
    const unsigned first = static_cast<unsigned>(std::countr_zero(set | 1U << kEmpty)) & kEmpty;
    const auto shape = static_cast<std::int32_t>(leaf.ids()[first == kEmpty ? 0 : first] - layer_start[l]);
    put(l, shape | -static_cast<std::int32_t>(set == 0));
    before = upto;
  }
}

inline void ask_exact(const BandView& band, const FlatFrame& frame, const Place& place, const LeafView& leaf, Xy p,
                      LeafHolding& holding) {
  const Xy corner = corner_of(frame, place);
  for (; holding.unsure != 0; holding.unsure &= holding.unsure - 1) {
    const auto edge = static_cast<unsigned>(std::countr_zero(holding.unsure));
    const WalkResult met = walk(band.edge(band.numbers[leaf.unit(band, edge)]), corner, p);
    const unsigned toggle = leaf.toggle(edge);
    if (met.crosses) holding.inside ^= toggle;
    if (met.touches) holding.touched |= toggle;
  }
}

}  // namespace libgrid::index::detail
