#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <tuple>
#include <utility>

#include <libgrid/index/detail/crowded_query.hpp>
#include <libgrid/index/detail/flat_locator.hpp>
#include <libgrid/index/detail/leaf_query.hpp>

namespace libgrid::index::detail {
namespace {

constexpr std::size_t kBatch = 256;  ///< points whose memory is asked for at once: 1.3 to 3 times faster than singly

/// For each set of four lanes: the 16-bit numbers of its lanes moved to the front, as bytes for a shuffle.
constexpr auto kKept = [] {
  std::array<std::array<std::uint8_t, 8>, 16> kept{};
  for (unsigned set = 0; set < 16; ++set)
    for (unsigned lane = 0, at = 0; lane < 4; ++lane)
      if ((set >> lane & 1U) != 0)
        for (unsigned byte = 0; byte < 2; ++byte) kept[set][at++] = static_cast<std::uint8_t>(2 * lane + byte);
  return kept;
}();

/// A batch of points goes through the index in steps; each step asks for the memory that the next one reads. Steps that
/// most points pass have no branch to guess: they write every point's answer, and note those that need another step.
class Batch {
 public:
  Batch(const FlatLocator& flat, const PointColumns& points, const AnswerColumns& out, TieRule rule)
      : flat_(flat),
        frame_(flat.frame),
        points_(points),
        out_(out),
        rule_(rule),
        places_per_metre_(std::ldexp(flat.frame.scale, kPlaceBits - flat.frame.shift())),
        per_band_(((std::uint64_t{1} << 32U) - 1) / static_cast<std::uint64_t>(flat.frame.band_rows) + 1) {}

  /// Finds the cells of some points, answers where that is all, and asks for the memory of the others' leaves.
  void enter(std::size_t first, std::size_t count) {
    first_ = first;
    count_ = count;
    leaves_ = combos_ = crowds_ = late_ = 0;
    bits_ = frame_.bits;
    if (out_.touch != nullptr) std::fill_n(out_.touch + first, count, std::uint8_t{0});
    find_cells();
    for (std::size_t i = 0; i < count_; ++i) {
      where_[i] = row_at(i).top + column_[i];
      __builtin_prefetch(where_[i]);
    }
    for (std::size_t i = 0; i < count_; ++i) entry_[i] = *where_[i];
    for (std::size_t i = count_; i % 4 != 0; ++i) entry_[i] = 0;
    answer_all();
    list_others();
    note_others();
  }

  /// Answers the points that enter() left.
  void finish() {
    for (std::size_t asked = 0; asked < leaves_ || subs_ > 0;) {
      const std::size_t upto = leaves_;
      descend();  // asks for the memory of leaves that are asked in the next round
      for (; asked < upto; ++asked) ask_leaf(leaf_of_[asked]);
    }
    for (std::size_t k = 0; k < combos_; ++k) answer_combo(combo_of_[k]);
    for (std::size_t k = 0; k < crowds_; ++k) ask_crowd(crowd_of_[k]);
    for (std::size_t k = 0; k < late_; ++k) prefetch_edges(late_of_[k]);
    for (std::size_t k = 0; k < late_; ++k) ask_edges(late_of_[k]);
  }

 private:
  /// Two words, each written at once: a list that is written in smaller pieces is read again with a stall.
  struct Leaf {
    const Unit* head;
    std::uint64_t rest;

    Leaf() = default;
    /// @param place in the cell: y << 16 | x
    /// @param bits  of its cell
    Leaf(const Unit* at, std::uint32_t place, std::uint16_t point, std::uint32_t bits)
        : head(at), rest(place | std::uint64_t{point} << 32U | std::uint64_t{bits} << 48U) {}
    [[nodiscard]] int x() const { return static_cast<int>(rest & 0xffffU); }
    [[nodiscard]] int y() const { return static_cast<int>(rest >> 16U & 0xffffU); }
    [[nodiscard]] std::uint16_t point() const { return static_cast<std::uint16_t>(rest >> 32U); }
    [[nodiscard]] int bits() const { return static_cast<int>(rest >> 48U); }
  };
  struct Combo {
    const std::int32_t* row;
    std::uint16_t point;
  };
  struct Crowd {
    std::uint16_t point;
    std::uint8_t bits;
  };
  struct Late {
    Leaf leaf;
    LeafHolding holding;
  };

  [[nodiscard]] Xy point(std::size_t i) const {
    const std::size_t at = (first_ + i) * points_.step;
    return {points_.x[at], points_.y[at]};
  }
  /// @pre fix(i)
  [[nodiscard]] Place place(std::size_t i, int bits) const { return {fixed_[2 * i], fixed_[2 * i + 1], bits}; }

  /// The points without a plain answer in the top grid: among those of cut or crowded cells, of leaves or of combos.
  /// The latter are told apart without a branch to guess.
  void note_others() {
    std::size_t leaves = 0, combos = 0;
    const std::size_t layers = flat_.layers(), combo_end = 4 * layers - 1;
    for (std::size_t k = 0; k < others_; ++k) {
      const std::uint16_t i = other_of_[k];
      const std::uint32_t e = entry_[i];
      if (e >= kLeastDeep) [[unlikely]] {
        note_deep(i);
        continue;
      }
      const FlatLocator::Row& row = row_at(i);
      const std::uint32_t leaf = e >> 31U;
      const Unit* const head = row.units + value_of(e);
      const std::int32_t* const combo = row.combos + std::size_t{e - flat_.digits.plain} * (layers + 1);
      const std::uintptr_t is_leaf = 0 - std::uintptr_t{leaf};  // all bits or none: a choice in words becomes a branch
      const std::uintptr_t apart = reinterpret_cast<std::uintptr_t>(combo) - reinterpret_cast<std::uintptr_t>(head);
      const auto* const at = reinterpret_cast<const std::byte*>(head) + static_cast<std::ptrdiff_t>(apart & ~is_leaf);
      __builtin_prefetch(at);
      __builtin_prefetch(at + ((64 & is_leaf) | combo_end));
      __builtin_prefetch(at + ((128 & is_leaf) | combo_end));  // eight edges lie in up to three lines
      leaf_of_[leaves] = Leaf(head, place_[i], i, static_cast<std::uint32_t>(frame_.bits));
      leaves += leaf;
      combo_of_[combos] = {combo, i};
      combos += 1U - leaf;
    }
    leaves_ = leaves, combos_ = combos;
  }
  static_assert(static_cast<std::uint32_t>(Kind::leaf) == 4 && static_cast<std::uint32_t>(Kind::sub) == 5);

  void note_deep(std::uint16_t i) {
    fix(i);
    if (kind_of(entry_[i]) == Kind::sub)
      note_sub(i, frame_.bits);
    else
      crowd_of_[crowds_++] = {i, static_cast<std::uint8_t>(frame_.bits)};
  }

  /// @param bits of the cell that is cut
  void note_sub(std::uint16_t i, int bits) {
    where_[i] = row_at(i).subs + std::size_t{value_of(entry_[i])} * 16 + place(i, bits).part();
    __builtin_prefetch(where_[i]);
    sub_of_[subs_++] = i;
  }

  [[nodiscard]] const FlatLocator::Row& row_at(std::size_t i) const {
    return flat_.rows[static_cast<std::size_t>(row_[i])];
  }

  /// One level down for the points in cells that are cut; their leaves are new.
  void descend() {
    bits_ += 2;
    const std::size_t subs = std::exchange(subs_, 0);
    for (std::size_t k = 0; k < subs; ++k) note_part(sub_of_[k], static_cast<std::uint8_t>(bits_));
  }

  /// Rows and columns of the top grid and the places in its cells, four points at a time: what fix() finds, cut off
  /// after kPlaceBits. Beside the grid and for what is not finite: the row behind the last.
  void find_cells() {
    for (std::size_t i = 0; i + 4 <= count_; i += 4) find_four(i, i + 1, i + 2, i + 3);
    if (const std::size_t i = count_ / 4 * 4, last = count_ - 1; i < count_)
      find_four(i, std::min(i + 1, last), std::min(i + 2, last), last);
  }

  [[gnu::always_inline]] void find_four(std::size_t i, std::size_t j, std::size_t k, std::size_t l) {
    const __m128i x = places_of(points_.x, {i, j, k, l}, frame_.x0), y = places_of(points_.y, {i, j, k, l}, frame_.y0);
    const __m128i column = _mm_srli_epi32(x, kPlaceBits), row = _mm_srli_epi32(y, kPlaceBits);
    const __m128i columns = _mm_set1_epi32(frame_.columns), rows = _mm_set1_epi32(frame_.rows);
    const __m128i in = _mm_and_si128(_mm_cmpgt_epi32(columns, column), _mm_cmpgt_epi32(rows, row));
    const __m128i part = _mm_set1_epi32(kPlaceUnits - 1);
    const __m128i place = _mm_or_si128(_mm_slli_epi32(_mm_and_si128(y, part), 16), _mm_and_si128(x, part));
    _mm_store_si128(reinterpret_cast<__m128i*>(&column_[i]), _mm_and_si128(column, in));
    _mm_store_si128(reinterpret_cast<__m128i*>(&row_[i]), _mm_blendv_epi8(rows, row, in));
    _mm_store_si128(reinterpret_cast<__m128i*>(&place_[i]), place);
  }

  /// Places from the origin, rounded down; what is beyond int32 is its least number, which lies beyond all rows.
  [[gnu::always_inline]] __m128i places_of(const double* v, std::array<std::size_t, 4> at, double origin) const {
    const auto two = [&](std::size_t i, std::size_t j) {
      const double* const u = v + (first_ + i) * points_.step;
      __builtin_prefetch(u + kBatch * points_.step);  // a batch is a page long: processors do not read beyond it ahead
      const __m128d both = _mm_loadh_pd(_mm_load_sd(u), v + (first_ + j) * points_.step);
      const __m128d places = _mm_mul_pd(_mm_sub_pd(both, _mm_set1_pd(origin)), _mm_set1_pd(places_per_metre_));
      return _mm_cvttpd_epi32(_mm_floor_pd(places));
    };
    return _mm_unpacklo_epi64(two(at[0], at[1]), two(at[2], at[3]));
  }

  /// The fixed coordinates of a point inside the grid.
  void fix(std::size_t i) {
    const Xy p = point(i);
    const __m128d off = _mm_sub_pd(_mm_set_pd(p.y, p.x), _mm_set_pd(frame_.y0, frame_.x0)),
                  whole = _mm_set1_pd(0x1.0p52);
    // Whole numbers below 2^52, added to 2^52, stand in the low bits.
    const __m128d floored = _mm_add_pd(_mm_floor_pd(_mm_mul_pd(off, _mm_set1_pd(frame_.scale))), whole);
    _mm_store_si128(reinterpret_cast<__m128i*>(&fixed_[2 * i]),
                    _mm_xor_si128(_mm_castpd_si128(floored), _mm_castpd_si128(whole)));
  }

  /// The points without a plain answer, in order, four entries at a time without a branch.
  void list_others() {
    std::size_t others = 0;
    const __m128i most = _mm_set1_epi32(static_cast<int>(flat_.digits.plain - 1));
    __m128i numbers = _mm_setr_epi16(0, 1, 2, 3, 0, 0, 0, 0);
    for (std::size_t i = 0; i < count_; i += 4) {
      const __m128i e = _mm_load_si128(reinterpret_cast<const __m128i*>(&entry_[i]));
      const __m128i plain = _mm_cmpeq_epi32(_mm_min_epu32(e, most), e);
      const auto set = static_cast<unsigned>(_mm_movemask_ps(_mm_castsi128_ps(plain))) ^ 15U;
      const __m128i kept = _mm_shuffle_epi8(numbers, _mm_loadl_epi64(reinterpret_cast<const __m128i*>(&kKept[set])));
      _mm_storel_epi64(reinterpret_cast<__m128i*>(&other_of_[others]), kept);
      others += static_cast<std::size_t>(std::popcount(set));
      numbers = _mm_add_epi16(numbers, _mm_set1_epi16(4));
    }
    others_ = others;
  }

  void note_part(std::uint16_t i, std::uint8_t bits) {
    const std::uint32_t e = entry_[i] = *where_[i];
    if (kind_of(e) == Kind::leaf) return note_leaf(i, bits);
    if (kind_of(e) == Kind::sub)
      note_sub(i, bits);
    else if (kind_of(e) == Kind::crowded)
      crowd_of_[crowds_++] = {i, bits};
    else if (e < flat_.digits.plain)
      flat_.digits.each(e, flat_.layers(), [&](std::size_t l, std::int32_t shape) { answer(l, i) = shape; });
    else
      combo_of_[combos_++] = {row_at(i).combos + std::size_t{e - flat_.digits.plain} * (flat_.layers() + 1), i};
  }

  void note_leaf(std::uint16_t i, std::uint8_t bits) {
    const std::uint32_t e = entry_[i];
    const Place at = place(i, bits);
    const auto in_cell = static_cast<std::uint32_t>(at.in_cell_y() << 16 | at.in_cell_x());
    const Unit* const head = row_at(i).units + value_of(e);
    __builtin_prefetch(head);
    __builtin_prefetch(head + 4);
    __builtin_prefetch(head + 8);
    leaf_of_[leaves_++] = Leaf(head, in_cell, i, bits);
  }

  /// Plain answers; whatever has none is written over later.
  void answer_all() {
    const std::size_t layers = flat_.layers();
    std::int32_t* const out = out_.answers + first_;
    const __m128i one = _mm_set1_epi32(1);
    std::size_t i = 0;
    for (; i + 4 <= count_; i += 4) {
      __m128i e = _mm_load_si128(reinterpret_cast<const __m128i*>(&entry_[i]));
      for (std::size_t l = 0; l + 1 < layers; ++l) {
        const AnswerDigit& digit = flat_.digits.of[l];
        const __m128i rest = over_four(e, digit);
        e = _mm_sub_epi32(e, _mm_mullo_epi32(rest, _mm_set1_epi32(static_cast<int>(digit.base))));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + l * out_.stride + i), _mm_sub_epi32(e, one));
        e = rest;
      }
      _mm_storeu_si128(reinterpret_cast<__m128i*>(out + (layers - 1) * out_.stride + i), _mm_sub_epi32(e, one));
    }
    for (; i < count_; ++i)
      flat_.digits.each(entry_[i], layers, [&](std::size_t l, std::int32_t shape) { answer(l, i) = shape; });
  }

  /// AnswerDigit::over of four numbers.
  [[gnu::always_inline]] static __m128i over_four(__m128i e, const AnswerDigit& digit) {
    const __m128i inverse = _mm_set1_epi32(static_cast<int>(digit.inverse));
    const __m128i shift = _mm_cvtsi32_si128(static_cast<int>(digit.shift));
    const __m128i even = _mm_srl_epi64(_mm_mul_epu32(e, inverse), shift);
    const __m128i odd = _mm_srl_epi64(_mm_mul_epu32(_mm_srli_epi64(e, 32), inverse), shift);
    return _mm_blend_epi16(even, _mm_slli_epi64(odd, 32), 0xcc);
  }

  [[nodiscard]] std::int32_t& answer(std::size_t layer, std::size_t i) {
    return out_.answers[layer * out_.stride + first_ + i];
  }

  /// A division by band_rows: exact, since rows and band_rows are below 2^16.
  [[nodiscard]] const BandView& band_of(std::size_t i) const {
    return flat_.bands[static_cast<std::uint64_t>(row_[i]) * per_band_ >> 32U].view;
  }

  void ask_leaf(const Leaf& at) {
    const LeafView leaf(at.head);
    const LeafHolding holding = filter_leaf(leaf, at.x(), at.y());
    if (holding.unsure == 0 && leaf.head.candidates <= kIdsInHead) [[likely]]
      return answer_ids<false>(at, leaf, holding);
    if (holding.unsure != 0 || leaf.head.candidates > kIdsInUnits) [[unlikely]]
      return note_late(at, leaf, holding);
    answer_ids<true>(at, leaf, holding);
  }
  template <bool kMore>
  [[gnu::always_inline]] void answer_ids(const Leaf& at, const LeafView& leaf, const LeafHolding& holding) {
    const std::uint16_t i = at.point();
    answer_surely<kMore>(flat_.order.layer_start, holding.inside, leaf,
                         [&](std::size_t l, std::int32_t shape) { answer(l, i) = shape; });
  }

  void note_late(const Leaf& at, const LeafView& leaf, const LeafHolding& holding) {
    const BandView& band = band_of(at.point());
    late_of_[late_++] = {at, holding};
    __builtin_prefetch(leaf.ids(band));
    if (holding.unsure != 0)
      __builtin_prefetch(&band.numbers[leaf.unit(band, static_cast<unsigned>(std::countr_zero(holding.unsure)))]);
  }

  void answer_combo(const Combo& combo) {
    for (std::size_t l = 0; l < flat_.layers(); ++l) answer(l, combo.point) = combo.row[l];
  }

  void ask_crowd(Crowd at) {
    const BandView& band = band_of(at.point);
    const std::uint32_t value = value_of(entry_[at.point]);
    answer_crowded(at.point, ask_crowded(band, frame_, place(at.point, at.bits), value, point(at.point)));
  }

  // gcc takes a function that only asks for memory for one without effect and drops its calls, unless it is inlined.
  [[gnu::always_inline]] void prefetch_edges(const Late& late) const {
    const BandView& band = band_of(late.leaf.point());
    const LeafView leaf(late.leaf.head);
    for (std::uint64_t set = late.holding.unsure; set != 0; set &= set - 1) {
      const Xy* a = &band.points[band.numbers[leaf.unit(band, static_cast<unsigned>(std::countr_zero(set)))]];
      __builtin_prefetch(a);
      __builtin_prefetch(a + 1);  // a and b may lie in two cache lines
    }
  }

  void ask_edges(Late& late) {
    const std::uint16_t i = late.leaf.point();
    const BandView& band = band_of(i);
    const LeafView leaf(late.leaf.head);
    if (late.holding.unsure != 0) {
      fix(i);
      ask_exact(band, frame_, place(i, late.leaf.bits()), leaf, point(i), late.holding);
    }
    answer_leaf(i, late.holding, leaf, band);
  }

  [[nodiscard]] unsigned chosen(unsigned inside, unsigned touched) const {
    if (rule_ == TieRule::lowest) return inside | touched;
    return inside != 0 ? inside : touched;
  }

  void answer_leaf(std::size_t i, const LeafHolding& holding, const LeafView& leaf, const BandView& band) {
    const std::uint32_t* ids = leaf.ids(band);
    unsigned others = 0xffffU;
    for (std::size_t l = 0; l < flat_.layers(); ++l) {
      const unsigned mine = l + 1 == flat_.layers() ? others : of_layer(ids, leaf.head.candidates, l);
      others &= ~mine;
      const unsigned set = chosen(holding.inside & mine, holding.touched & mine);
      const unsigned first = static_cast<unsigned>(std::countr_zero(set | 0x10000U)) & 15U;  // 0 for an empty set
      const auto shape = static_cast<std::int32_t>(ids[first] - flat_.order.layer_start[l]);
      answer(l, i) = shape | -static_cast<std::int32_t>(set == 0);
      if ((holding.touched & mine) != 0) [[unlikely]]
        mark(i, l);
    }
  }

  /// The candidates that belong to a layer.
  [[nodiscard]] unsigned of_layer(const std::uint32_t* ids, unsigned candidates, std::size_t layer) const {
    const std::uint32_t from = flat_.order.layer_start[layer], size = flat_.order.layer_start[layer + 1] - from;
    const auto bit = [&](unsigned c) { return (ids[c] - from < size ? 1U : 0U) << c; };
    if (candidates <= 3) return bit(0) | bit(1) | bit(2);
    unsigned set = 0;
    for (unsigned c = 0; c < candidates; ++c) set |= bit(c);
    return set;
  }

  void mark(std::size_t i, std::size_t layer) {
    if (out_.touch != nullptr) out_.touch[first_ + i] = static_cast<std::uint8_t>(out_.touch[first_ + i] | 1U << layer);
  }

  void answer_crowded(std::size_t i, const CrowdedHolding& holding) {
    for (std::size_t l = 0; l < flat_.layers(); ++l) {
      std::int64_t inside = -1, touched = -1;
      for (const std::uint32_t shape : holding.inside) inside = better(l, shape, inside);
      for (const std::uint32_t shape : holding.touched) touched = better(l, shape, touched);
      std::int64_t best = inside;
      if (touched >= 0 && (rule_ == TieRule::lowest || inside < 0))
        best = better(l, static_cast<std::uint32_t>(touched), inside);
      answer(l, i) = best < 0 ? -1 : static_cast<std::int32_t>(best - flat_.order.layer_start[l]);
      if (touched >= 0) mark(i, l);
    }
  }

  [[nodiscard]] std::int64_t better(std::size_t layer, std::uint32_t shape, std::int64_t than) const {
    const auto& order = flat_.order;
    if (shape < order.layer_start[layer] || shape >= order.layer_start[layer + 1]) return than;
    if (than < 0) return shape;
    const auto other = static_cast<std::uint32_t>(than);
    return std::tie(order.priority[shape], shape) < std::tie(order.priority[other], other) ? shape : than;
  }

  const FlatLocator& flat_;
  const FlatFrame& frame_;
  const PointColumns& points_;
  const AnswerColumns& out_;
  TieRule rule_;
  double places_per_metre_;  ///< exact: a power of two apart from the frame's scale
  std::uint64_t per_band_;   ///< 2^32 / band_rows, rounded up
  std::size_t first_ = 0, count_ = 0;
  std::size_t others_ = 0, subs_ = 0, leaves_ = 0, combos_ = 0, crowds_ = 0,
              late_ = 0;  ///< how many of the lists below are in use
  int bits_ = 0;          ///< of the cells that descend() came to
  alignas(16) std::array<std::int64_t, 2 * kBatch> fixed_;
  alignas(16) std::array<std::uint32_t, kBatch> entry_;
  alignas(16) std::array<std::int32_t, kBatch> column_, row_;
  alignas(16) std::array<std::uint32_t, kBatch> place_;  ///< in the top cell
  std::array<std::uint16_t, kBatch + 4> other_of_;
  std::array<const std::uint32_t*, kBatch> where_;
  std::array<std::uint16_t, kBatch> sub_of_;
  std::array<Leaf, kBatch + 1> leaf_of_;  ///< a note without consequence may stand behind the last
  std::array<Combo, kBatch + 1> combo_of_;
  std::array<Crowd, kBatch> crowd_of_;
  std::array<Late, kBatch> late_of_;
};

}  // namespace

void locate_columns(const FlatLocator& flat, const PointColumns& points, const AnswerColumns& out, TieRule rule) {
  if (flat.bands.empty()) {
    for (std::size_t l = 0; l < flat.layers(); ++l) std::fill_n(out.answers + l * out.stride, points.count, -1);
    if (out.touch != nullptr) std::fill_n(out.touch, points.count, std::uint8_t{0});
    return;
  }
  Batch batch(flat, points, out, rule);
  for (std::size_t first = 0; first < points.count; first += kBatch) {
    batch.enter(first, std::min(kBatch, points.count - first));
    batch.finish();
  }
}

}  // namespace libgrid::index::detail
