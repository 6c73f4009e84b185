#include <libgrid/index/detail/flat_band.hpp>

#include <algorithm>
#include <bit>
#include <cmath>

namespace libgrid::index::detail {
namespace {

constexpr std::size_t up(std::size_t bytes) { return (bytes + 63) / 64 * 64; }

template <class T>
std::span<const T> take(std::span<const std::byte>& bytes, std::size_t count) {
  const std::span<const T> rows(reinterpret_cast<const T*>(bytes.data()), count);
  bytes = bytes.subspan(up(count * sizeof(T)));
  return rows;
}

/// Walks everything a query can reach.
class Inspector {
 public:
  Inspector(const BandView& band, const BandRules& rules)
      : band_(band),
        starts_(rules.layer_start),
        levels_(rules.levels),
        layers_(starts_.size() - 1),
        shapes_(starts_.back()),
        plain_(answer_digits(starts_).plain) {}

  [[nodiscard]] bool run() const {
    const auto fine = [&](std::uint32_t e) { return entry_sound(e, 0); };
    return std::ranges::all_of(band_.points, finite) && std::ranges::all_of(band_.top, fine) && subs_sound() &&
           combos_sound();
  }

 private:
  static bool finite(Xy p) { return std::isfinite(p.x) && std::isfinite(p.y); }

  /// Sub-grids refer to later ones only, so that no walk goes round; how deep is found from the last to the first.
  [[nodiscard]] bool subs_sound() const {
    const std::size_t count = band_.subs.size() / 16;
    std::vector<int> depth(count, 1);
    for (std::size_t s = count; s-- > 0;) {
      for (std::size_t i = 0; i < 16; ++i) {
        const std::uint32_t e = band_.subs[16 * s + i];
        if (!entry_sound(e, s + 1)) return false;
        if (kind_of(e) == Kind::sub) depth[s] = std::max(depth[s], 1 + depth[value_of(e)]);
      }
      if (depth[s] > levels_) return false;
    }
    return true;
  }

  [[nodiscard]] bool entry_sound(std::uint32_t e, std::size_t least_sub) const {
    const std::uint32_t value = value_of(e);
    switch (kind_of(e)) {
      case Kind::interior:
        return e < plain_ || e - plain_ < band_.combos.size() / (layers_ + 1);
      case Kind::sub:
        return value >= least_sub && value < band_.subs.size() / 16;
      case Kind::leaf:
        return leaf_sound(value);
      case Kind::crowded:
        return crowded_sound(value);
    }
    return false;
  }

  [[nodiscard]] bool edge_sound(std::uint32_t number) const { return std::size_t{number} + 1 < band_.points.size(); }

  [[nodiscard]] bool leaf_sound(std::uint32_t unit) const {
    if (unit >= band_.units.size()) return false;
    const auto head = std::bit_cast<LeafHead>(band_.units[unit]);
    const std::size_t before = unit + std::size_t{id_units(head.candidates)};  // the first edge's number is one more
    if (before + head.edges + 3 >= band_.units.size()) return false;           // 3 units may be read beyond
    if (head.candidates > kMostCandidates || head.edges > kMostEdges || head.edges == 0) return false;
    const unsigned all = (1U << head.candidates) - 1U;
    if ((head.held & ~all) != 0) return false;
    for (std::size_t i = before + 1; i <= before + head.edges; ++i)
      if (!edge_sound(band_.numbers[i]) || (std::bit_cast<ClippedEdge>(band_.units[i]).toggle & ~all) != 0)
        return false;
    if (head.candidates > kIdsInUnits) return ids_sound(head.ids[0], head.candidates);
    const auto more = std::bit_cast<std::array<std::uint32_t, 4>>(band_.units[unit + 1]);
    const auto known = [&](std::uint32_t id) { return id < shapes_; };
    const std::uint32_t behind = head.candidates <= kIdsInHead ? 0 : head.candidates - kIdsInHead;
    return std::all_of(head.ids, head.ids + std::min<std::uint32_t>(head.candidates, kIdsInHead), known) &&
           std::all_of(more.begin(), more.begin() + behind, known);
  }

  [[nodiscard]] bool ids_sound(std::size_t from, std::size_t count) const {
    if (from > band_.pool.size() || count > band_.pool.size() - from) return false;
    return std::ranges::all_of(band_.pool.subspan(from, count), [&](std::uint32_t id) { return id < shapes_; });
  }

  /// held count, edge count, held ids; per edge: number, id count, ids.
  [[nodiscard]] bool crowded_sound(std::size_t at) const {
    const auto& pool = band_.pool;
    if (at > pool.size() || pool.size() - at < 2) return false;
    const std::size_t held = pool[at], edges = pool[at + 1];
    if (!ids_sound(at + 2, held)) return false;
    at += 2 + held;
    for (std::size_t e = 0; e < edges; ++e) {
      if (pool.size() - at < 2 || !edge_sound(pool[at]) || !ids_sound(at + 2, pool[at + 1])) return false;
      at += 2 + std::size_t{pool[at + 1]};
    }
    return true;
  }

  [[nodiscard]] bool combos_sound() const {
    const std::size_t row = layers_ + 1;
    for (std::size_t c = 0; c < band_.combos.size() / row; ++c) {
      for (std::size_t l = 0; l < layers_; ++l) {
        const std::int32_t answer = band_.combos[c * row + l];
        if (answer < -1 || answer >= static_cast<std::int64_t>(shapes_)) return false;
      }
      const auto at = static_cast<std::uint32_t>(band_.combos[c * row + layers_]);
      if (at >= band_.pool.size() || !ids_sound(std::size_t{at} + 1, band_.pool[at])) return false;
    }
    return true;
  }

  const BandView& band_;
  std::span<const std::uint32_t> starts_;
  int levels_;
  std::size_t layers_;
  std::uint32_t shapes_;
  std::uint32_t plain_;
};

}  // namespace

AnswerDigit answer_digit(std::uint32_t base) {
  const auto shift = static_cast<std::uint32_t>(31 + std::bit_width(base - 1));
  return {base, static_cast<std::uint32_t>(((std::uint64_t{1} << shift) + base - 1) / base), shift};
}

AnswerDigits answer_digits(std::span<const std::uint32_t> layer_start) {
  AnswerDigits digits;
  std::uint64_t numbers = 1;
  for (std::size_t l = 0; l + 1 < layer_start.size(); ++l) {
    const std::uint32_t base = layer_start[l + 1] - layer_start[l] + 1;
    numbers *= base;
    if (numbers > (std::uint64_t{1} << 31U) - kRoomForCombos) return {};
    digits.of[l] = answer_digit(base);
  }
  digits.plain = static_cast<std::uint32_t>(numbers);
  return digits;
}

std::size_t band_bytes(const BandCounts& n) {
  return up(std::size_t{n.points} * sizeof(Xy)) + up(std::size_t{n.units} * sizeof(Unit)) + up(std::size_t{n.top} * 4) +
         up(std::size_t{n.subs} * 64) + up(std::size_t{n.units} * 4) + up(std::size_t{n.combos} * (n.layers + 1) * 4) +
         up(std::size_t{n.pool} * 4);
}

BandView view_of(std::span<const std::byte> bytes, const BandCounts& n) {
  BandView band;
  band.points = take<Xy>(bytes, n.points);
  band.units = take<Unit>(bytes, n.units);
  band.top = take<std::uint32_t>(bytes, n.top);
  band.subs = take<std::uint32_t>(bytes, std::size_t{n.subs} * 16);
  band.numbers = take<std::uint32_t>(bytes, n.units);
  band.combos = take<std::int32_t>(bytes, std::size_t{n.combos} * (n.layers + 1));
  band.pool = take<std::uint32_t>(bytes, n.pool);
  return band;
}

bool sound(const BandView& band, const BandRules& rules) { return Inspector(band, rules).run(); }

}  // namespace libgrid::index::detail
