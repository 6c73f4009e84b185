#include <libgrid/index/detail/band_builder.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <optional>
#include <tuple>

#include <libgrid/index/detail/clip_edge.hpp>

namespace libgrid::index::detail {
namespace {

using Numbers = std::vector<std::uint32_t>;
constexpr std::uint32_t kNone = 0xffff'ffffU;

/// Shapes by priority, ascending; flipping one twice leaves it as it was.
using Holders = std::vector<std::uint32_t>;

class Builder {
 public:
  Builder(const FlatFrame& frame, int first_row, const ShapeOrder& order, const BandLimits& limits)
      : frame_(frame),
        first_row_(first_row),
        order_(order),
        limits_(limits),
        digits_(answer_digits(order.layer_start)) {}

  BuiltBand run(std::vector<RingEdge> rings) {
    match(rings);
    rows_ = std::min(frame_.band_rows, frame_.rows - first_row_);
    const auto lists = list_cells();
    for (int row = 0; row < rows_; ++row) build_row(row, lists);
    units_.resize(units_.size() + 4);  // a query reads four clipped edges at a time
    numbers_.resize(units_.size(), 0);
    return pack();
  }

 private:
  struct CellLists {
    std::vector<std::uint32_t> start;
    Numbers edges;
    [[nodiscard]] std::span<const std::uint32_t> of(std::size_t cell) const {
      return std::span(edges).subspan(start[cell], start[cell + 1] - start[cell]);
    }
  };

  /// One exact edge per border, with the shapes on it.
  void match(std::vector<RingEdge>& rings) {
    for (std::uint32_t i = 0; i < rings.size(); ++i) {
      RingEdge& e = rings[i];
      const bool turned = std::tie(e.b.y, e.b.x) < std::tie(e.a.y, e.a.x);
      if (turned) std::swap(e.a, e.b);
      e.came = 2 * i + (turned ? 1U : 0U);
    }
    std::ranges::sort(rings, [&](const RingEdge& s, const RingEdge& t) {
      return std::tie(s.a.y, s.a.x, s.b.y, s.b.x, s.shape, s.came) <
             std::tie(t.a.y, t.a.x, t.b.y, t.b.x, t.shape, t.came);
    });
    Numbers came(2 * rings.size(), kNone);
    owner_start_.push_back(0);
    for (std::size_t i = 0; i < rings.size();) {
      const std::size_t first = i;
      came[rings[first].came] = static_cast<std::uint32_t>(edges_.size());
      bool repeated = false;
      for (; i < rings.size() && rings[i].a == rings[first].a && rings[i].b == rings[first].b; ++i) {
        repeated |= i > first && rings[i].shape == rings[i - 1].shape;
        owners_.push_back(rings[i].shape);
      }
      edges_.push_back({rings[first].a, rings[first].b});
      fixed_.push_back(fixed(frame_, edges_.back()));
      owner_start_.push_back(static_cast<std::uint32_t>(owners_.size()));
      repeated_.push_back(repeated ? 1 : 0);
      count(first_row_of(fixed_.back()), repeated);
    }
    chain(came);
  }

  /// The edges' points in the order in which their rings came, so that consecutive edges share one. `came` names the
  /// edge of each ring edge that was the first of its kind, twice the ring edge's place, + 1 if it came downwards.
  void chain(const Numbers& came) {
    numbers_of_.resize(edges_.size());
    for (std::size_t i = 0; i < came.size(); ++i) {
      if (came[i] == kNone) continue;
      const auto [low, high] = edges_[came[i]];
      const Xy from = i % 2 == 0 ? low : high, to = i % 2 == 0 ? high : low;
      if (points_.empty() || points_.back() != from) points_.push_back(from);
      numbers_of_[came[i]] = static_cast<std::uint32_t>(points_.size()) - 1;
      points_.push_back(to);
    }
  }

  [[nodiscard]] int first_row_of(const FixedEdge& e) const {
    return static_cast<int>(e.ay / static_cast<double>(std::int64_t{1} << frame_.shift()));
  }
  void count(int row, bool repeated) {
    if (row < first_row_ || row >= first_row_ + frame_.band_rows) return;
    ++findings_.unique_edges;
    findings_.repeated_edges += repeated ? 1U : 0U;
  }

  [[nodiscard]] std::span<const std::uint32_t> owners(std::uint32_t e) const {
    return std::span(owners_).subspan(owner_start_[e], owner_start_[e + 1] - owner_start_[e]);
  }

  template <class Visit>
  void for_each_top_cell(const FixedEdge& e, Visit visit) const {
    const double side = static_cast<double>(std::int64_t{1} << frame_.shift());
    const double pad = side * 0x1.0p-10;
    const auto slot = [&](double v, int most) { return std::clamp(static_cast<int>(std::floor(v / side)), 0, most); };
    const int bottom = std::max(slot(e.ay - pad, frame_.rows - 1), first_row_);
    const int top = std::min(slot(e.by + pad, frame_.rows - 1), first_row_ + rows_ - 1);
    const double slope = e.by > e.ay ? (e.bx - e.ax) / (e.by - e.ay) : 0.0;
    for (int row = bottom; row <= top; ++row) {
      const double y0 = row * side - pad, y1 = (row + 1) * side + pad;
      const double x0 = y0 <= e.ay ? e.ax : e.ax + slope * (std::min(y0, e.by) - e.ay);
      const double x1 = y1 >= e.by ? e.bx : e.ax + slope * (std::max(y1, e.ay) - e.ay);
      const int last = slot(std::max(x0, x1) + pad, frame_.columns - 1);
      for (int column = slot(std::min(x0, x1) - pad, frame_.columns - 1); column <= last; ++column)
        visit(static_cast<std::size_t>(row - first_row_) * static_cast<std::size_t>(frame_.columns) +
              static_cast<std::size_t>(column));
    }
  }

  [[nodiscard]] CellLists list_cells() const {
    CellLists lists;
    lists.start.assign(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(frame_.columns) + 2, 0);
    for (const FixedEdge& e : fixed_) for_each_top_cell(e, [&](std::size_t cell) { ++lists.start[cell + 2]; });
    for (std::size_t i = 2; i < lists.start.size(); ++i) lists.start[i] += lists.start[i - 1];
    lists.edges.resize(lists.start.back());
    for (std::uint32_t e = 0; e < fixed_.size(); ++e)
      for_each_top_cell(fixed_[e], [&](std::size_t cell) { lists.edges[lists.start[cell + 1]++] = e; });
    return lists;
  }

  [[nodiscard]] Xy corner(const FixedCell& cell) const { return {frame_.x_of(cell.x), frame_.y_of(cell.y)}; }

  /// The holders of p, given those of c and all edges between them.
  void move(Holders& holders, std::span<const std::uint32_t> edges, Xy c, Xy p) const {
    for (const std::uint32_t e : edges) {
      if (!walk(edges_[e], c, p).crosses) continue;
      for (const std::uint32_t shape : owners(e)) flip(holders, shape);
    }
  }

  [[nodiscard]] bool before(std::uint32_t s, std::uint32_t t) const {
    return std::tie(order_.priority[s], s) < std::tie(order_.priority[t], t);
  }
  void flip(Holders& holders, std::uint32_t shape) const {
    const auto at = std::ranges::lower_bound(holders, shape, [&](auto s, auto t) { return before(s, t); });
    if (at != holders.end() && *at == shape) {
      holders.erase(at);
    } else {
      holders.insert(at, shape);
    }
  }

  void build_row(int row, const CellLists& lists) {
    Holders holders;  // the left side of the grid is outside all shapes
    FixedCell cell{0, static_cast<std::int64_t>(first_row_ + row) << frame_.shift(), frame_.bits};
    for (int column = 0; column < frame_.columns; ++column) {
      const std::size_t number =
          static_cast<std::size_t>(row) * static_cast<std::size_t>(frame_.columns) + static_cast<std::size_t>(column);
      const auto edges = lists.of(number);
      top_.push_back(build_cell(cell, edges, holders));
      FixedCell next = cell;
      next.x += cell.side();
      if (!edges.empty()) move(holders, edges, corner(cell), corner(next));
      cell = next;
    }
  }

  std::uint32_t build_cell(const FixedCell& cell, std::span<const std::uint32_t> edges, const Holders& holders) {
    if (edges.empty()) return interior(holders);
    if (edges.size() > limits_.edges_per_leaf && cell.bits + 2 <= deepest_for(edges.size()) && !full()) {
      if (const std::uint32_t sub = split(cell, edges, holders); sub != 0) return sub;
    }
    return leaf(cell, edges, holders);
  }

  /// A few edges that meet in a vertex stay together however fine the cells; only a crowd is followed to the end.
  [[nodiscard]] int deepest_for(std::size_t edges) const {
    return edges <= 16 ? std::min(frame_.deepest, frame_.bits + 6) : frame_.deepest;
  }

  [[nodiscard]] bool full() const {
    const std::size_t used = points_.size() * sizeof(Xy) + units_.size() * 20 + subs_.size() * 4 + pool_.size() * 4 +
                             static_cast<std::size_t>(rows_ * frame_.columns) * 4;
    return used > limits_.most_bytes;
  }

  /// 0 if cutting would not help: more than three parts keep all edges (they run side by side or on one another).
  std::uint32_t split(const FixedCell& cell, std::span<const std::uint32_t> edges, const Holders& holders) {
    Numbers parts[16];
    int crowded_parts = 0;
    for (int k = 0; k < 16; ++k) {
      const FixedCell part = cell.part(k % 4, k / 4);
      for (const std::uint32_t e : edges)
        if (may_meet(fixed_[e], part)) parts[k].push_back(e);
      crowded_parts += parts[k].size() == edges.size() ? 1 : 0;
    }
    if (crowded_parts > 3) return 0;
    const std::size_t at = subs_.size();
    subs_.resize(at + 16);
    for (int j = 0; j < 4; ++j) {
      Holders row = holders;
      move(row, edges, corner(cell), corner(cell.part(0, j)));
      for (int i = 0; i < 4; ++i) {
        const Numbers& part = parts[4 * j + i];
        const std::uint32_t made = build_cell(cell.part(i, j), part, row);
        subs_[at + static_cast<std::size_t>(4 * j + i)] = made;
        if (i < 3) move(row, part, corner(cell.part(i, j)), corner(cell.part(i + 1, j)));
      }
    }
    return entry(Kind::sub, static_cast<std::uint32_t>(at / 16));
  }

  std::uint32_t interior(const Holders& holders) {
    if (const auto plain = plain_answer(holders)) return *plain;
    const auto [at, is_new] = combos_of_.try_emplace(holders, static_cast<std::uint32_t>(combos_of_.size()));
    if (is_new) add_combo(holders);
    return digits_.plain + at->second;
  }

  /// Every layer's answer in one number, if no layer has two.
  [[nodiscard]] std::optional<std::uint32_t> plain_answer(const Holders& holders) const {
    std::array<std::uint32_t, 8> digits{};
    for (const std::uint32_t shape : holders) {
      std::size_t layer = 0;
      while (shape >= order_.layer_start[layer + 1]) ++layer;
      if (digits_.plain == 1 || digits[layer] != 0) return std::nullopt;
      digits[layer] = shape - order_.layer_start[layer] + 1;
    }
    std::uint32_t value = 0;
    for (std::size_t l = layers(); l-- > 0;) value = value * digits_.of[l].base + digits[l];
    return value;
  }

  void add_combo(const Holders& holders) {
    for (std::size_t l = 0; l < layers(); ++l) {
      std::int32_t answer = -1;
      for (const std::uint32_t shape : holders)
        if (answer < 0 && shape >= order_.layer_start[l] && shape < order_.layer_start[l + 1])
          answer = static_cast<std::int32_t>(shape - order_.layer_start[l]);
      combos_.push_back(answer);
    }
    combos_.push_back(static_cast<std::int32_t>(pool_.size()));
    pool_.push_back(static_cast<std::uint32_t>(holders.size()));
    pool_.insert(pool_.end(), holders.begin(), holders.end());
  }

  std::uint32_t leaf(const FixedCell& cell, std::span<const std::uint32_t> edges, const Holders& holders) {
    Numbers candidates = holders;
    bool odd = false;
    for (const std::uint32_t e : edges) {
      odd |= repeated_[e] != 0 || delicate(fixed_[e], edges_[e], corner(cell));
      candidates.insert(candidates.end(), owners(e).begin(), owners(e).end());
    }
    std::ranges::sort(candidates, [&](auto s, auto t) { return before(s, t); });
    candidates.erase(std::ranges::unique(candidates).begin(), candidates.end());
    if (odd || candidates.size() > kMostCandidates || edges.size() > kMostEdges) return crowded(edges, holders);
    const std::uint32_t at = static_cast<std::uint32_t>(units_.size());
    add_head(candidates, holders, edges.size());
    for (const std::uint32_t e : edges) {
      ClippedEdge clipped = clip(fixed_[e], edges_[e], cell, corner(cell));
      for (const std::uint32_t shape : owners(e))
        clipped.toggle = static_cast<std::uint16_t>(clipped.toggle ^ bit(candidates, shape));
      add_unit(clipped, numbers_of_[e]);
    }
    return entry(Kind::leaf, at);
  }

  static unsigned bit(const Numbers& candidates, std::uint32_t shape) {
    return 1U << (std::ranges::find(candidates, shape) - candidates.begin());
  }

  void add_head(const Numbers& candidates, const Holders& holders, std::size_t edges) {
    LeafHead head;
    head.edges = static_cast<std::uint8_t>(edges);
    head.candidates = static_cast<std::uint8_t>(candidates.size());
    for (const std::uint32_t shape : holders)
      head.held = static_cast<std::uint16_t>(head.held | bit(candidates, shape));
    if (candidates.size() > kIdsInUnits) {
      head.ids[0] = static_cast<std::uint32_t>(pool_.size());
      pool_.insert(pool_.end(), candidates.begin(), candidates.end());
      return add_unit(head, 0);
    }
    std::array<std::uint32_t, kIdsInUnits> ids{};
    std::ranges::copy(candidates, ids.begin());
    std::copy_n(ids.begin(), kIdsInHead, head.ids);
    add_unit(head, 0);
    if (candidates.size() > kIdsInHead) add_unit(std::array{ids[3], ids[4], ids[5], ids[6]}, 0);
  }

  template <class Row>
  void add_unit(const Row& row, std::uint32_t number) {
    static_assert(sizeof(Row) == sizeof(Unit));
    std::memcpy(&units_.emplace_back(), &row, sizeof row);
    numbers_.push_back(number);
  }

  std::uint32_t crowded(std::span<const std::uint32_t> edges, const Holders& holders) {
    const std::uint32_t at = static_cast<std::uint32_t>(pool_.size());
    pool_.push_back(static_cast<std::uint32_t>(holders.size()));
    pool_.push_back(static_cast<std::uint32_t>(edges.size()));
    pool_.insert(pool_.end(), holders.begin(), holders.end());
    for (const std::uint32_t e : edges) {
      pool_.push_back(numbers_of_[e]);
      pool_.push_back(static_cast<std::uint32_t>(owners(e).size()));
      pool_.insert(pool_.end(), owners(e).begin(), owners(e).end());
    }
    return entry(Kind::crowded, at);
  }

  BuiltBand pack() {
    BuiltBand band;
    const auto size = [](const auto& v) { return static_cast<std::uint32_t>(v.size()); };
    band.counts = {.points = size(points_),
                   .units = size(units_),
                   .top = size(top_),
                   .subs = size(subs_) / 16,
                   .combos = size(combos_) / (static_cast<std::uint32_t>(layers()) + 1),
                   .pool = size(pool_),
                   .layers = static_cast<std::uint32_t>(layers())};
    band.bytes.resize(band_bytes(band.counts) / sizeof(UnitLine));
    auto* place = reinterpret_cast<std::byte*>(band.bytes.data());
    const auto put = [&](const auto& v) {
      const std::size_t bytes = v.size() * sizeof(v[0]);
      if (bytes != 0) std::memcpy(place, v.data(), bytes);
      place += (bytes + 63) / 64 * 64;
    };
    put(points_), put(units_), put(top_), put(subs_), put(numbers_), put(combos_), put(pool_);
    band.findings = findings_;
    return band;
  }

  [[nodiscard]] std::size_t layers() const { return order_.layer_start.size() - 1; }

  const FlatFrame& frame_;
  int first_row_;
  const ShapeOrder& order_;
  BandLimits limits_;
  AnswerDigits digits_;
  int rows_ = 0;
  std::vector<ExactEdge> edges_;
  std::vector<FixedEdge> fixed_;
  std::vector<char> repeated_;
  Numbers owner_start_, owners_;
  std::vector<Xy> points_;
  Numbers numbers_of_;  ///< of edges_, in points_
  std::vector<Unit> units_;
  Numbers numbers_, top_, subs_, pool_;
  std::vector<std::int32_t> combos_;
  std::map<Holders, std::uint32_t> combos_of_;
  BandFindings findings_;
};

}  // namespace

BuiltBand build_band(const FlatFrame& frame, int first_row, std::vector<RingEdge> edges, const ShapeOrder& order,
                     const BandLimits& limits) {
  return Builder(frame, first_row, order, limits).run(std::move(edges));
}

}  // namespace libgrid::index::detail
