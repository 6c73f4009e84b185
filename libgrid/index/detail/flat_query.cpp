#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <tuple>
#include <utility>

#include <libgrid/index/detail/flat_locator.hpp>
#include <libgrid/index/detail/leaf_query.hpp>
#include <libgrid/index/detail/parity_set.hpp>

namespace libgrid::index::detail {
namespace {

constexpr std::size_t kBatch = 256;  ///< points whose memory is asked for at once: 1.3 to 3 times faster than singly

bool is_plain(std::uint32_t e) { return e < kComboFlag; }  // an interior entry that is its own answer

/// A leaf of too many edges or candidates: everything is asked exactly.
struct CrowdedHolding {
  std::vector<std::uint32_t> inside, touched;
};

CrowdedHolding ask_crowded(const BandView& band, const FlatFrame& frame, const Place& place, std::size_t at, Xy p) {
  const auto& pool = band.pool;
  const std::size_t held = pool[at], edges = pool[at + 1];
  const Xy corner = corner_of(frame, place);
  CrowdedHolding found;
  found.inside.assign(pool.begin() + static_cast<std::ptrdiff_t>(at + 2),
                      pool.begin() + static_cast<std::ptrdiff_t>(at + 2 + held));
  at += 2 + held;
  for (std::size_t e = 0; e < edges; ++e) {
    const WalkResult met = walk(band.edge(pool[at]), corner, p);
    for (const std::uint32_t shape : pool.subspan(at + 2, pool[at + 1])) {
      if (met.crosses) flip(found.inside, shape);
      if (met.touches && std::ranges::find(found.touched, shape) == found.touched.end()) found.touched.push_back(shape);
    }
    at += 2 + std::size_t{pool[at + 1]};
  }
  return found;
}

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

  void run(std::size_t first, std::size_t count) {
    first_ = first;
    count_ = count;
    if (out_.touch != nullptr) std::fill_n(out_.touch + first, count, std::uint8_t{0});
    enter();
    for (int bits = frame_.bits + 2; subs_ > 0; bits += 2) read_parts(bits);
    for (std::size_t k = 0; k < leaves_; ++k) ask(leaf_of_[k]);
    for (std::size_t k = 0; k < combos_; ++k) answer_combo(combo_of_[k]);
    for (std::size_t k = 0; k < crowds_; ++k) ask_crowd(crowd_of_[k]);
    for (std::size_t k = 0; k < late_; ++k) prefetch_edges(late_of_[k]);
    for (std::size_t k = 0; k < late_; ++k) ask_edges(late_of_[k]);
    leaves_ = combos_ = crowds_ = late_ = 0;
  }

 private:
  struct Leaf {
    const Unit* head;
    std::uint32_t place;  ///< in the cell: y << 16 | x
    std::uint16_t point;
    std::uint8_t bits;  ///< of its cell
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

  /// Every point's entry of the top grid, and its answers if that is all.
  void enter() {
    find_cells();
    for (std::size_t i = 0; i < count_; ++i) {
      where_[i] = flat_.rows[static_cast<std::size_t>(row_[i])].top + column_[i];
      __builtin_prefetch(where_[i]);
    }
    for (std::size_t i = 0; i < count_; ++i) entry_[i] = *where_[i];
    for (std::size_t i = count_; i % 4 != 0; ++i) entry_[i] = 0;
    for (std::size_t l = 0; l < flat_.layers(); ++l) answer_all(l);
    list_others();
    for (std::size_t k = 0; k < others_; ++k) note_other(other_of_[k]);
  }

  /// A point without a plain answer in the top grid: among those of cut or crowded cells, of leaves or of combos. The
  /// latter two are told apart without a branch to guess.
  [[gnu::always_inline]] void note_other(std::uint16_t i) {
    const std::uint32_t e = entry_[i], value = value_of(e);
    const auto bits = static_cast<std::uint8_t>(frame_.bits);
    if (e >> 31U != 0) [[unlikely]]
      return note_deep(i, bits);
    const FlatLocator::Row& row = flat_.rows[static_cast<std::size_t>(row_[i])];
    const std::uint32_t leaf = e >> 30U;
    const Unit* const head = row.units + value;
    const std::int32_t* const combo = row.combos + std::size_t{value & ~kComboFlag} * (flat_.layers() + 1);
    const std::uintptr_t is_leaf = 0 - std::uintptr_t{leaf};  // all bits or none: a choice in words becomes a branch
    const std::uintptr_t apart = reinterpret_cast<std::uintptr_t>(combo) - reinterpret_cast<std::uintptr_t>(head);
    const auto* const at = reinterpret_cast<const std::byte*>(head) + static_cast<std::ptrdiff_t>(apart & ~is_leaf);
    __builtin_prefetch(at);
    __builtin_prefetch(at + ((64 & is_leaf) | (4 * flat_.layers() - 1)));
    leaf_of_[leaves_] = {head, place_[i], i, bits};
    leaves_ += leaf;
    combo_of_[combos_] = {combo, i};
    combos_ += 1U - leaf;
  }
  static_assert(kComboFlag == 1U << 29U && static_cast<std::uint32_t>(Kind::leaf) == 1 &&
                static_cast<std::uint32_t>(Kind::sub) == 2 && static_cast<std::uint32_t>(Kind::crowded) == 3);

  void note_deep(std::uint16_t i, std::uint8_t bits) {
    fix(i);
    if (kind_of(entry_[i]) == Kind::sub)
      sub_of_[subs_++] = i;
    else
      crowd_of_[crowds_++] = {i, bits};
  }

  [[gnu::always_inline]] void note_leaf(const Unit* head, std::uint32_t place, std::uint16_t i, std::uint8_t bits) {
    __builtin_prefetch(head);
    __builtin_prefetch(head + 4);
    leaf_of_[leaves_++] = {head, place, i, bits};
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
    others_ = 0;
    const __m128i zero = _mm_setzero_si128();
    __m128i numbers = _mm_setr_epi16(0, 1, 2, 3, 0, 0, 0, 0);
    for (std::size_t i = 0; i < count_; i += 4) {
      const __m128i e = _mm_load_si128(reinterpret_cast<const __m128i*>(&entry_[i]));
      const __m128i plain = _mm_cmpeq_epi32(_mm_srli_epi32(e, 29), zero);
      const auto others = static_cast<unsigned>(_mm_movemask_ps(_mm_castsi128_ps(plain))) ^ 15U;
      const __m128i kept = _mm_shuffle_epi8(numbers, _mm_loadl_epi64(reinterpret_cast<const __m128i*>(&kKept[others])));
      _mm_storel_epi64(reinterpret_cast<__m128i*>(&other_of_[others_]), kept);
      others_ += static_cast<std::size_t>(std::popcount(others));
      numbers = _mm_add_epi16(numbers, _mm_set1_epi16(4));
    }
  }

  /// One level down for all points in cells that are cut.
  void read_parts(int bits) {
    for (std::size_t k = 0; k < subs_; ++k) {
      const std::uint16_t i = sub_of_[k];
      const Place above = place(i, bits - 2);
      where_[i] = &band_of(i).subs[std::size_t{value_of(entry_[i])} * 16 + above.part()];
      __builtin_prefetch(where_[i]);
    }
    const std::size_t subs = std::exchange(subs_, 0);
    for (std::size_t k = 0; k < subs; ++k) note_part(sub_of_[k], static_cast<std::uint8_t>(bits));
  }

  void note_part(std::uint16_t i, std::uint8_t bits) {
    const std::uint32_t e = entry_[i] = *where_[i];
    if (kind_of(e) == Kind::leaf) {
      const Place at = place(i, bits);
      const auto in_cell = static_cast<std::uint32_t>(at.in_cell_y() << 16 | at.in_cell_x());
      return note_leaf(flat_.rows[static_cast<std::size_t>(row_[i])].units + value_of(e), in_cell, i, bits);
    }
    if (kind_of(e) == Kind::sub)
      sub_of_[subs_++] = i;
    else if (kind_of(e) == Kind::crowded)
      crowd_of_[crowds_++] = {i, bits};
    else if (is_plain(e))
      answer_plain(i, e);
    else
      combo_of_[combos_++] = {&band_of(i).combos[std::size_t{value_of(e) & ~kComboFlag} * (flat_.layers() + 1)], i};
  }

  /// Plain answers of a layer; whatever has none is written over later.
  void answer_all(std::size_t layer) {
    std::int32_t* out = out_.answers + layer * out_.stride + first_;
    const __m128i shift = _mm_cvtsi32_si128(flat_.bits.shift[layer]), one = _mm_set1_epi32(1);
    const __m128i mask = _mm_set1_epi32(static_cast<int>(flat_.bits.mask[layer]));
    std::size_t i = 0;
    for (; i + 4 <= count_; i += 4) {
      const __m128i e = _mm_load_si128(reinterpret_cast<const __m128i*>(&entry_[i]));
      const __m128i answer = _mm_sub_epi32(_mm_and_si128(_mm_srl_epi32(e, shift), mask), one);
      _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), answer);
    }
    for (; i < count_; ++i) out[i] = flat_.bits.answer(entry_[i], layer);
  }

  void answer_plain(std::size_t i, std::uint32_t e) {
    for (std::size_t l = 0; l < flat_.layers(); ++l) answer(l, i) = flat_.bits.answer(e, l);
  }

  [[nodiscard]] std::int32_t& answer(std::size_t layer, std::size_t i) {
    return out_.answers[layer * out_.stride + first_ + i];
  }

  /// A division by band_rows: exact, since rows and band_rows are below 2^16.
  [[nodiscard]] const BandView& band_of(std::size_t i) const {
    return flat_.bands[static_cast<std::uint64_t>(row_[i]) * per_band_ >> 32U].view;
  }

  void ask(const Leaf& at) {
    const LeafView leaf(at.head);
    const LeafHolding holding =
        filter_leaf(leaf, static_cast<int>(at.place & 0xffffU), static_cast<int>(at.place >> 16U));
    if (holding.unsure == 0 && leaf.head.candidates <= 3) [[likely]]
      return answer_surely(flat_.order.layer_start, holding.inside, leaf,
                           [&](std::size_t l, std::int32_t shape) { answer(l, at.point) = shape; });
    const BandView& band = band_of(at.point);
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
    const BandView& band = band_of(late.leaf.point);
    const LeafView leaf(late.leaf.head);
    for (std::uint64_t set = late.holding.unsure; set != 0; set &= set - 1) {
      const Xy* a = &band.points[band.numbers[leaf.unit(band, static_cast<unsigned>(std::countr_zero(set)))]];
      __builtin_prefetch(a);
      __builtin_prefetch(a + 1);  // a and b may lie in two cache lines
    }
  }

  void ask_edges(Late& late) {
    const std::uint16_t i = late.leaf.point;
    const BandView& band = band_of(i);
    const LeafView leaf(late.leaf.head);
    if (late.holding.unsure != 0) {
      fix(i);
      ask_exact(band, frame_, place(i, late.leaf.bits), leaf, point(i), late.holding);
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

void add_set(unsigned bits, const std::uint32_t* ids, std::vector<std::uint32_t>& set) {
  for (; bits != 0; bits &= bits - 1) set.push_back(ids[std::countr_zero(bits)]);
}

}  // namespace

void locate_columns(const FlatLocator& flat, const PointColumns& points, const AnswerColumns& out, TieRule rule) {
  if (flat.bands.empty()) {
    for (std::size_t l = 0; l < flat.layers(); ++l) std::fill_n(out.answers + l * out.stride, points.count, -1);
    if (out.touch != nullptr) std::fill_n(out.touch, points.count, std::uint8_t{0});
    return;
  }
  Batch batch(flat, points, out, rule);
  for (std::size_t first = 0; first < points.count; first += kBatch)
    batch.run(first, std::min(kBatch, points.count - first));
}

namespace {

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
  } else if (!is_plain(e)) {
    const std::size_t row = std::size_t{value_of(e) & ~kComboFlag} * (flat.layers() + 1);
    const std::size_t at = static_cast<std::uint32_t>(band.combos[row + flat.layers()]);
    const auto list = band.pool.subspan(at + 1, band.pool[at]);
    inside.insert(inside.end(), list.begin(), list.end());
  } else {
    for (std::size_t l = 0; l < flat.layers(); ++l)
      if (const std::int32_t shape = flat.bits.answer(e, l); shape >= 0)
        inside.push_back(flat.order.layer_start[l] + static_cast<std::uint32_t>(shape));
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
