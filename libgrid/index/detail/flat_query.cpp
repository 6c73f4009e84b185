#include <smmintrin.h>  // SSE4.1, part of the x86-64-v2 baseline that everything is built for (ADR on flat locators)

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <tuple>

#include <libgrid/index/detail/flat_locator.hpp>
#include <libgrid/index/detail/parity_set.hpp>

namespace libgrid::index::detail {
namespace {

constexpr std::size_t kBatch =
    256;  ///< points whose memory is asked for at once: 1.3 to 3 times faster than one by one

/// Where a point is: its fixed coordinates and, on the way down, how many bits of them the present cell has.
struct Place {
  std::int64_t x, y;
  int bits;

  [[nodiscard]] int in_cell_x() const { return in_cell(x); }
  [[nodiscard]] int in_cell_y() const { return in_cell(y); }
  [[nodiscard]] std::uint32_t part() const {
    const int shift = kFixedBits - bits - 2;
    return static_cast<std::uint32_t>((x >> shift & 3) + 4 * (y >> shift & 3));
  }

 private:
  [[nodiscard]] int in_cell(std::int64_t v) const {
    return static_cast<int>(v >> (kFixedBits - kPlaceBits - bits)) & (kPlaceUnits - 1);
  }
};

/// Sets of candidates: those that hold the point moved to the south-east, those whose border it lies on.
struct Holding {
  unsigned inside = 0;
  unsigned touched = 0;
};

Xy corner_of(const FlatFrame& frame, const Place& place) {
  const int shift = kFixedBits - place.bits;
  return {frame.x_of(place.x >> shift << shift), frame.y_of(place.y >> shift << shift)};
}

void ask_exact(const BandView& band, const FlatFrame& frame, const Place& place, std::uint32_t unit, unsigned lanes,
               Xy p, Holding& holding) {
  const Xy corner = corner_of(frame, place);
  for (; lanes != 0; lanes &= lanes - 1) {
    const std::uint32_t at = unit + static_cast<std::uint32_t>(std::countr_zero(lanes));
    std::uint16_t toggle = 0;
    std::memcpy(&toggle, &band.units[at].bytes[offsetof(ClippedEdge, toggle)], sizeof toggle);
    const WalkResult met = walk(band.edges[band.numbers[at]], corner, p);
    if (met.crosses) holding.inside ^= toggle;
    if (met.touches) holding.touched |= toggle;
  }
}

/// Four clipped edges at a time. Lanes of an unsure edge do not toggle; their bits come back.
struct FourEdges {
  unsigned toggles;
  unsigned unsure;
};

FourEdges ask_four(const Unit* units, __m128i place, __m128i y, unsigned lanes) {
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
  const unsigned unsure_lanes = static_cast<unsigned>(_mm_movemask_ps(_mm_castsi128_ps(unsure))) & lanes;
  const __m128i mine = _mm_cmpgt_epi32(_mm_set1_epi32(std::popcount(lanes)), _mm_setr_epi32(0, 1, 2, 3));
  __m128i flips = _mm_and_si128(_mm_xor_si128(surely, surely_up), toggle);
  flips = _mm_and_si128(_mm_andnot_si128(unsure, flips), mine);
  const auto pair = static_cast<std::uint64_t>(_mm_extract_epi64(flips, 0) ^ _mm_extract_epi64(flips, 1));
  return {static_cast<unsigned>(pair ^ pair >> 32U) & 0xffffU, unsure_lanes};
}

Holding ask_leaf(const BandView& band, const FlatFrame& frame, const Place& place, std::uint32_t unit,
                 const LeafHead& head, Xy p) {
  Holding holding{head.held, 0};
  const int x = place.in_cell_x(), y = place.in_cell_y();
  const bool at_rim = x < kHeightBound || y < kHeightBound;
  const __m128i both = _mm_set1_epi32(y << 16 | x), height = _mm_set1_epi32(y);
  for (unsigned first = 0; first < head.edges; first += 4) {
    const unsigned count = std::min(4U, head.edges - first), lanes = (1U << count) - 1U;
    FourEdges four{0, lanes};
    if (!at_rim) four = ask_four(&band.units[unit + 1 + first], both, height, lanes);
    holding.inside ^= four.toggles;
    if (four.unsure != 0) [[unlikely]]
      ask_exact(band, frame, place, unit + 1 + first, four.unsure, p, holding);
  }
  return holding;
}

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
    const WalkResult met = walk(band.edges[pool[at]], corner, p);
    for (const std::uint32_t shape : pool.subspan(at + 2, pool[at + 1])) {
      if (met.crosses) flip(found.inside, shape);
      if (met.touches && std::ranges::find(found.touched, shape) == found.touched.end()) found.touched.push_back(shape);
    }
    at += 2 + std::size_t{pool[at + 1]};
  }
  return found;
}

class Query {
 public:
  Query(const FlatLocator& flat, const AnswerColumns& out, TieRule rule)
      : flat_(flat),
        frame_(flat.frame),
        out_(out),
        rule_(rule),
        single_(flat.layers() == 1),
        per_band_(((std::uint64_t{1} << 32U) - 1) / static_cast<std::uint64_t>(flat.frame.band_rows) + 1) {}

  void run(const PointColumns& points, std::size_t first, std::size_t count) {
    points_ = &points;
    first_ = first;
    std::size_t open = enter(count);
    while (open > 0) open = descend(open);
    for (std::size_t k = 0; k < leaves_; ++k) ask(leaf_[k]);
    leaves_ = 0;
  }

 private:
  [[nodiscard]] Xy point(std::size_t i) const {
    const std::size_t at = (first_ + i) * points_->step;
    return {points_->x[at], points_->y[at]};
  }

  /// All entries of the top grid, asked for before the first is read.
  std::size_t enter(std::size_t count) {
    static constexpr std::uint32_t kNone = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Xy p = point(i);
      const double dx = p.x - frame_.x0, dy = p.y - frame_.y0;
      const bool in = dx >= 0.0 && dy >= 0.0 && dx < frame_.width && dy < frame_.height;
      place_[i] = {in ? static_cast<std::int64_t>(dx * frame_.scale) : 0,
                   in ? static_cast<std::int64_t>(dy * frame_.scale) : 0, frame_.bits};
      where_[i] = in ? top_entry(place_[i]) : &kNone;
      if (out_.touch != nullptr) out_.touch[first_ + i] = 0;
      __builtin_prefetch(where_[i]);
      open_[i] = static_cast<std::uint16_t>(i);
    }
    return count;
  }

  /// A division by band_rows: exact, since rows and band_rows are below 2^16.
  [[nodiscard]] std::size_t band_number(const Place& place) const {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(place.y >> frame_.shift()) * per_band_ >> 32U);
  }

  [[nodiscard]] const std::uint32_t* top_entry(const Place& place) const {
    const std::size_t band = band_number(place), columns = static_cast<std::size_t>(frame_.columns);
    const auto row =
        static_cast<std::size_t>(place.y >> frame_.shift()) - band * static_cast<std::size_t>(frame_.band_rows);
    return &flat_.bands[band].view.top[row * columns + static_cast<std::size_t>(place.x >> frame_.shift())];
  }

  /// Reads the entries that were asked for: answers, or asks for the next; returns how many are still open.
  std::size_t descend(std::size_t open) {
    std::size_t kept = 0;
    for (std::size_t k = 0; k < open; ++k) {
      const std::uint16_t i = open_[k];
      const std::uint32_t e = *where_[i];
      if (kind_of(e) == Kind::interior) {
        answer_interior(i, value_of(e));
        continue;
      }
      const BandView& band = band_of(place_[i]);
      if (kind_of(e) == Kind::sub) {
        where_[i] = &band.subs[std::size_t{value_of(e)} * 16 + place_[i].part()];
        place_[i].bits += 2;
        __builtin_prefetch(where_[i]);
        open_[kept++] = i;
      } else {
        const auto* unit = kind_of(e) == Kind::leaf ? static_cast<const void*>(&band.units[value_of(e)])
                                                    : static_cast<const void*>(&band.pool[value_of(e)]);
        __builtin_prefetch(unit);
        __builtin_prefetch(static_cast<const std::byte*>(unit) + 64);
        leaf_[leaves_++] = i;
      }
    }
    return kept;
  }

  [[nodiscard]] const BandView& band_of(const Place& place) const { return flat_.bands[band_number(place)].view; }

  void answer_interior(std::size_t i, std::uint32_t value) {
    if (single_ && value <= flat_.shapes()) [[likely]] {
      out_.answers[first_ + i] = static_cast<std::int32_t>(value) - 1;
      return;
    }
    if (value == 0) return answer_none(i);
    const std::int32_t* row = combo_of(band_of(place_[i]), value);
    for (std::size_t l = 0; l < flat_.layers(); ++l) out_.answers[l * out_.stride + first_ + i] = row[l];
  }

  [[nodiscard]] const std::int32_t* combo_of(const BandView& band, std::uint32_t value) const {
    return &band.combos[(value - flat_.shapes() - 1) * (flat_.layers() + 1)];
  }

  void answer_none(std::size_t i) {
    for (std::size_t l = 0; l < flat_.layers(); ++l) out_.answers[l * out_.stride + first_ + i] = -1;
  }

  void ask(std::size_t i) {
    const BandView& band = band_of(place_[i]);
    const std::uint32_t e = *where_[i];
    if (kind_of(e) == Kind::crowded)
      return answer_crowded(i, ask_crowded(band, frame_, place_[i], value_of(e), point(i)));
    const auto head = std::bit_cast<LeafHead>(band.units[value_of(e)]);
    const Holding holding = ask_leaf(band, frame_, place_[i], value_of(e), head, point(i));
    const std::uint32_t* ids = head.candidates > 3 ? &band.pool[head.ids[0]] : head.ids;
    if (single_) {
      answer_single(i, holding, ids);
    } else {
      answer_layers(i, holding, ids);
    }
  }

  [[nodiscard]] unsigned chosen(unsigned inside, unsigned touched) const {
    if (rule_ == TieRule::lowest) return inside | touched;
    return inside != 0 ? inside : touched;
  }

  void answer_single(std::size_t i, const Holding& holding, const std::uint32_t* ids) {
    const unsigned set = chosen(holding.inside, holding.touched);
    out_.answers[first_ + i] = set == 0 ? -1 : static_cast<std::int32_t>(ids[std::countr_zero(set)]);
    if (holding.touched != 0 && out_.touch != nullptr) out_.touch[first_ + i] = 1;
  }

  void answer_layers(std::size_t i, const Holding& holding, const std::uint32_t* ids) {
    answer_none(i);
    const auto& starts = flat_.order.layer_start;
    std::array<unsigned, 8> inside{}, touched{};
    for (unsigned set = holding.inside | holding.touched; set != 0; set &= set - 1) {
      const int bit = std::countr_zero(set);
      std::size_t layer = 0;
      while (ids[bit] >= starts[layer + 1]) ++layer;
      inside[layer] |= holding.inside & (1U << bit);
      touched[layer] |= holding.touched & (1U << bit);
    }
    for (std::size_t l = 0; l < flat_.layers(); ++l) {
      const unsigned set = chosen(inside[l], touched[l]);
      if (set == 0) continue;
      out_.answers[l * out_.stride + first_ + i] = static_cast<std::int32_t>(ids[std::countr_zero(set)] - starts[l]);
      if (touched[l] != 0) mark(i, l);
    }
  }

  void mark(std::size_t i, std::size_t layer) {
    if (out_.touch != nullptr) out_.touch[first_ + i] = static_cast<std::uint8_t>(out_.touch[first_ + i] | 1U << layer);
  }

  void answer_crowded(std::size_t i, const CrowdedHolding& holding) {
    for (std::size_t l = 0; l < flat_.layers(); ++l) {
      std::int64_t inside = -1, touched = -1;
      for (const std::uint32_t shape : holding.inside) inside = better(l, shape, inside);
      for (const std::uint32_t shape : holding.touched) touched = better(l, shape, touched);
      std::int64_t answer = inside;
      if (touched >= 0 && (rule_ == TieRule::lowest || inside < 0))
        answer = better(l, static_cast<std::uint32_t>(touched), inside);
      out_.answers[l * out_.stride + first_ + i] =
          answer < 0 ? -1 : static_cast<std::int32_t>(answer - flat_.order.layer_start[l]);
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
  const AnswerColumns& out_;
  TieRule rule_;
  bool single_;
  const PointColumns* points_ = nullptr;
  std::size_t first_ = 0;
  std::size_t leaves_ = 0;
  std::uint64_t per_band_;  ///< 2^32 / band_rows, rounded up
  std::array<Place, kBatch> place_;
  std::array<const std::uint32_t*, kBatch> where_;
  std::array<std::uint16_t, kBatch> open_;
  std::array<std::uint16_t, kBatch> leaf_;
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
  Query query(flat, out, rule);
  for (std::size_t first = 0; first < points.count; first += kBatch)
    query.run(points, first, std::min(kBatch, points.count - first));
}

namespace {

/// The shapes around p: `inside` those that hold the moved point, `touched` those whose border it lies on.
void holding_at(const FlatLocator& flat, Xy p, std::vector<std::uint32_t>& inside,
                std::vector<std::uint32_t>& touched) {
  const FlatFrame& frame = flat.frame;
  const double dx = p.x - frame.x0, dy = p.y - frame.y0;
  if (flat.bands.empty() || !(dx >= 0.0 && dy >= 0.0 && dx < frame.width && dy < frame.height)) return;
  Place place{static_cast<std::int64_t>(dx * frame.scale), static_cast<std::int64_t>(dy * frame.scale), frame.bits};
  const BandView& band =
      flat.bands[static_cast<std::size_t>(place.y >> frame.shift()) / static_cast<std::size_t>(frame.band_rows)].view;
  std::uint32_t e = *flat.top_entry(place.x, place.y);
  for (; kind_of(e) == Kind::sub; place.bits += 2) e = band.subs[std::size_t{value_of(e)} * 16 + place.part()];
  if (kind_of(e) == Kind::leaf) {
    const auto head = std::bit_cast<LeafHead>(band.units[value_of(e)]);
    const Holding holding = ask_leaf(band, frame, place, value_of(e), head, p);
    const std::uint32_t* ids = head.candidates > 3 ? &band.pool[head.ids[0]] : head.ids;
    add_set(holding.inside, ids, inside);
    add_set(holding.touched, ids, touched);
  } else if (kind_of(e) == Kind::crowded) {
    const CrowdedHolding holding = ask_crowded(band, frame, place, value_of(e), p);
    inside.insert(inside.end(), holding.inside.begin(), holding.inside.end());
    touched.insert(touched.end(), holding.touched.begin(), holding.touched.end());
  } else if (value_of(e) > flat.shapes()) {
    const std::size_t row = (value_of(e) - flat.shapes() - 1) * (flat.layers() + 1);
    const std::size_t at = static_cast<std::uint32_t>(band.combos[row + flat.layers()]);
    const auto list = band.pool.subspan(at + 1, band.pool[at]);
    inside.insert(inside.end(), list.begin(), list.end());
  } else if (value_of(e) != 0) {
    inside.push_back(value_of(e) - 1);
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
