#pragma once
/// The bytes of a LayerLocator: bands of grid rows, each complete in itself.
///
/// A band is one block of memory, the same in RAM, in a file and in a mapped file. Its tables:
///
// clang-format off
/// | table   | one row         | is                                                                                   |
/// |---------|-----------------|--------------------------------------------------------------------------------------|
/// | points  | 16 B            | exact coordinates, chains of ring vertices: edge k runs between points k and k + 1   |
/// | units   | 16 B            | a leaf: one LeafHead, four more ids if it has 4 to 7, its clipped edges (ClippedEdge)|
/// | top     | 4 B             | entry of each grid cell of the band, row by row                                      |
/// | subs    | 16 x 4 B        | entries of the 4 x 4 parts of a cell                                                 |
/// | numbers | 4 B per unit    | for a clipped edge its number, the first of its two points; for a head unused        |
/// | combos  | (layers + 1) x 4| the answer of every layer where no edge is near; then the place of the list in pool  |
/// | pool    | 4 B             | lists: of combos (n, ids), of heads with more than 7 ids, of crowded leaves          |
// clang-format on
///
/// An entry below 2^31 is that of a cell without edges: the answers of all layers in one number (AnswerDigits), or
/// behind all such numbers that of a combo. Others are 3 bits of kind and 29 bits of value. Fixed coordinates: X =
/// floor((x - x0) * scale) below 2^44; a cell of depth d is the top bits of (X, Y), the 14 bits below them are the
/// place inside the cell.
///
/// Why an answer is exact: a ClippedEdge answers only where its answer is certain. With lengths in 1/2^14 of the cell,
/// a query knows its place to +-0.5 (and 2^-8 from the two roundings of X); slopes are rounded by 0.5 and reach over
/// 2^14 + 8; so |line - true line| <= 2^14 (place) + 2^14 (slopes) + 1 (constant) + 2^9 (clipping in doubles)
/// < kLineBound, while heights are off by at most 1.5 + 2^-8 < kHeightBound. Whatever is nearer than that, or nearer
/// than kHeightBound to the left or lower side of the cell, is asked of the exact edge. Lists hold every edge that
/// meets the cell grown by kPad, so it does not matter on which side of a cell line a rounded X falls.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/index/detail/moved_side.hpp>

namespace libgrid::index::detail {

inline constexpr int kFixedBits = 44;    ///< of X and Y
inline constexpr int kPlaceBits = 14;    ///< of a place inside a leaf
inline constexpr int kDeepest = 26;      ///< bits of the finest cells: kFixedBits - kPlaceBits - 4
inline constexpr int kMostTopBits = 13;  ///< of the top grid: with those of a place they fit into 32
inline constexpr int kPlaceUnits = 1 << kPlaceBits;
inline constexpr int kHeightBound = 2;
inline constexpr int kLineBound = (1 << 15) + (1 << 10);
inline constexpr double kPad = 8.0;  ///< in units of a place
inline constexpr std::int16_t kNever = 32767;
inline constexpr std::uint32_t kMostCandidates = 16;
inline constexpr std::uint32_t kMostEdges = 64;

enum class Kind : std::uint32_t { interior = 0, leaf = 4, sub = 5, crowded = 6 };
inline constexpr std::uint32_t kValueMask = 0x1fff'ffffU;
inline constexpr std::uint32_t kLeastDeep = static_cast<std::uint32_t>(Kind::sub) << 29U;
inline constexpr std::uint32_t entry(Kind kind, std::uint32_t value) {
  return static_cast<std::uint32_t>(kind) << 29U | value;
}
inline constexpr Kind kind_of(std::uint32_t e) { return e >> 31U == 0 ? Kind::interior : static_cast<Kind>(e >> 29U); }
/// @pre kind_of(e) != Kind::interior
inline constexpr std::uint32_t value_of(std::uint32_t e) { return e & kValueMask; }

/// One digit of a number whose digits have bases of their own.
struct AnswerDigit {
  std::uint32_t base = 1;
  std::uint32_t inverse = 1U << 31U;  ///< 2^shift / base, rounded up
  std::uint32_t shift = 31;

  /// value / base, exact for a value below 2^31: inverse * base - 2^shift < base <= 2^(shift - 31).
  [[nodiscard]] std::uint32_t over(std::uint32_t value) const {
    return static_cast<std::uint32_t>(std::uint64_t{value} * inverse >> shift);
  }
};
[[nodiscard]] AnswerDigit answer_digit(std::uint32_t base);

/// The answers of all layers as the digits of one number, layer 0 the lowest: each its shape's position + 1, or 0.
/// Bases that are no powers of two let 35,000 shapes beside 35,000, or 10^6 beside 2,000, fit.
struct AnswerDigits {
  std::uint32_t plain = 1;  ///< entries below are such numbers; entry plain + c is combo c. 1: no number fits
  std::array<AnswerDigit, 8> of{};

  /// put(layer, answer) for every layer; of a value that is not below plain any numbers, which a batch writes over.
  template <class Put>
  [[gnu::always_inline]] void each(std::uint32_t value, std::size_t layers, const Put& put) const {
    for (std::size_t l = 0; l + 1 < layers; ++l) {
      const std::uint32_t rest = of[l].over(value);
      put(l, static_cast<std::int32_t>(value - rest * of[l].base - 1));
      value = rest;
    }
    put(layers - 1, static_cast<std::int32_t>(value - 1));
  }
};
inline constexpr std::uint32_t kRoomForCombos = 1U << 24U;
/// @param layer_start layers + 1 values
[[nodiscard]] AnswerDigits answer_digits(std::span<const std::uint32_t> layer_start);

struct LeafHead {
  std::uint16_t held = 0;  ///< bit i: candidate i holds the lower left corner
  std::uint8_t edges = 0;
  std::uint8_t candidates = 0;
  std::uint32_t ids[3] = {0, 0, 0};  ///< in order of priority; 4 to 7 go on in the next unit; ids[0] of more: in pool
};
inline constexpr std::uint32_t kIdsInHead = 3, kIdsInUnits = 7;
/// Units between a leaf's head and its edges.
inline constexpr std::uint32_t id_units(std::uint32_t candidates) {
  return candidates - (kIdsInHead + 1) < kIdsInUnits - kIdsInHead ? 1 : 0;
}

struct ClippedEdge {
  std::int16_t a = 0, b = 0;  ///< a x + b y + c > 0: left of the edge
  std::int32_t c = 0;
  std::int16_t low = kNever;  ///< the part right of the corner spans these heights
  std::int16_t high = -kNever;
  std::int16_t left = kNever;  ///< height where the edge crosses the left side, if above the corner
  std::uint16_t toggle = 0;    ///< bit i: belongs to candidate i
};
static_assert(sizeof(LeafHead) == 16 && sizeof(ClippedEdge) == 16);

struct alignas(16) Unit {
  std::byte bytes[16];
};

struct alignas(64) UnitLine {
  Unit units[4];
};

/// The frame of the fixed coordinates and of the top grid.
struct FlatFrame {
  double x0 = 0.0, y0 = 0.0;         ///< lower left corner of the grid
  double scale = 1.0;                ///< fixed units per metre
  double width = 0.0, height = 0.0;  ///< of the grid, metres
  std::int32_t bits = 0;             ///< a top cell is 2^-bits of the fixed range
  std::int32_t deepest = 0;          ///< bits of the finest cells
  std::int32_t columns = 1, rows = 1;
  std::int32_t band_rows = 1;

  [[nodiscard]] int shift() const { return kFixedBits - bits; }
  /// The corner of cells at fixed place X: the same double for whoever asks.
  [[nodiscard]] double x_of(std::int64_t fixed) const { return x0 + static_cast<double>(fixed) / scale; }
  [[nodiscard]] double y_of(std::int64_t fixed) const { return y0 + static_cast<double>(fixed) / scale; }
};

/// Fixed coordinates, and how many of their bits name the present cell.
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

struct BandCounts {
  std::uint32_t points = 0, units = 0, top = 0, subs = 0, combos = 0, pool = 0;
  std::uint32_t layers = 1, reserved = 0;
};

/// Spans into the bytes of one band.
struct BandView {
  std::span<const Xy> points;
  std::span<const Unit> units;
  std::span<const std::uint32_t> top;
  std::span<const std::uint32_t> subs;  ///< 16 per sub-grid
  std::span<const std::uint32_t> numbers;
  std::span<const std::int32_t> combos;
  std::span<const std::uint32_t> pool;

  [[nodiscard]] ExactEdge edge(std::uint32_t number) const {
    const Xy a = points[number], b = points[number + 1];
    return b.y < a.y || (b.y == a.y && b.x < a.x) ? ExactEdge{b, a} : ExactEdge{a, b};
  }
};

/// Bytes of a band with these counts (a multiple of 64).
[[nodiscard]] std::size_t band_bytes(const BandCounts& counts);
/// @pre bytes.size() == band_bytes(counts), 16-byte aligned
[[nodiscard]] BandView view_of(std::span<const std::byte> bytes, const BandCounts& counts);

/// What a band's entries must keep so that no query reads beside its tables.
struct BandRules {
  std::span<const std::uint32_t> layer_start;  ///< layers + 1 values
  int levels = 0;                              ///< how often a cell may be cut
};
[[nodiscard]] bool sound(const BandView& band, const BandRules& rules);

}  // namespace libgrid::index::detail
