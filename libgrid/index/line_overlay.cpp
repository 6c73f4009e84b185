#include <libgrid/index/line_overlay.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <tuple>
#include <utility>

#include <libgrid/index/detail/cell_walk.hpp>
#include <libgrid/index/detail/leaf_query.hpp>
#include <libgrid/index/detail/parity_set.hpp>
#include <libgrid/index/detail/wide_determinant.hpp>

namespace libgrid::index {
namespace {

using detail::BandView;
using detail::ExactEdge;

enum class EventKind : unsigned char { crossing, run_begins, run_ends };

/// Something that happens at a place along the segment to the shapes of one edge.
struct Event {
  long double at;
  ExactEdge edge;
  EventKind kind;
  std::uint32_t cell;               ///< the visit that found it: an edge lies in several cells and counts once
  std::uint32_t first_id, last_id;  ///< its shapes, in ids_
};

bool same_edge(const Event& u, const Event& v) {
  return u.kind == v.kind && u.edge.a == v.edge.a && u.edge.b == v.edge.b;
}

bool earlier(const Event& u, const Event& v) {
  if (u.at != v.at) return u.at < v.at;
  return std::tie(u.edge.a, u.edge.b, u.kind, u.cell) < std::tie(v.edge.a, v.edge.b, v.kind, v.cell);
}

/// The side of the edge's end c as the moved segment from a to b sees it: c moved the other way.
int side_of_end(Xy a, Xy b, Xy c) {
  const int side = detail::exact_side({a, b}, c);
  if (side != 0) return side;
  return a.x != b.x ? (b.x > a.x ? 1 : -1) : (b.y > a.y ? 1 : -1);
}

bool finite(Xy p) { return std::isfinite(p.x) && std::isfinite(p.y); }

struct ShapeMetres {
  std::uint32_t shape;
  long double metres;
};

bool has(const std::vector<std::uint32_t>& set, std::uint32_t shape) {
  return std::ranges::find(set, shape) != set.end();
}

constexpr std::size_t kAhead = 16;  ///< lines whose memory is asked for at once

class Overlayer {
 public:
  Overlayer(const detail::FlatLocator& flat, BorderRun border) : flat_(flat), border_(border) {}

  /// Three steps for many segments, each asks for the memory that the next one reads: all their misses at once instead
  /// of one after the other. Inlined: gcc takes a function that only asks for memory for one without effect.
  [[gnu::always_inline]] void ask_for_cells(const LineSegment& segment) const {
    for (const Xy p : {segment.a, segment.b})
      if (detail::Place place{}; detail::place_in(flat_, p, place))
        __builtin_prefetch(flat_.top_entry(place.x, place.y));
  }

  /// Finds the cells of a segment; a segment that is not finite has none.
  void plan(std::size_t slot, const LineSegment& segment) {
    std::vector<CellAt>& cells = planned_[slot];
    cells.clear();
    if (!finite(segment.a) || !finite(segment.b)) return;
    detail::walk_cells(flat_, segment.a, segment.b, [&](const BandView& band, std::uint32_t e) {
      cells.push_back({&band, e});
      if (detail::kind_of(e) != detail::Kind::leaf) return;
      __builtin_prefetch(&band.units[detail::value_of(e)]);
      __builtin_prefetch(&band.units[detail::value_of(e)] + 4);
      __builtin_prefetch(&band.numbers[detail::value_of(e)]);
    });
  }

  [[gnu::always_inline]] void ask_for_edges(std::size_t slot) const {
    for (const CellAt& cell : planned_[slot]) {
      if (detail::kind_of(cell.entry) != detail::Kind::leaf) continue;
      const std::uint32_t at = detail::value_of(cell.entry);
      const detail::LeafView leaf(*cell.band, at);
      for (unsigned e = 0; e < leaf.head.edges; ++e)
        __builtin_prefetch(&cell.band->points[cell.band->numbers[leaf.unit(*cell.band, e)]]);
    }
  }

  void add_planned(std::size_t slot, Xy a, Xy b) {
    if (a == b) return;
    find_planned(slot, a, b);
    sweep([&](long double from, long double to) { measure(to - from); });
  }

  /// The stretches of one segment, with what lies on either side of them.
  void cut_planned(std::size_t slot, std::uint32_t segment, Xy a, Xy b, std::vector<SegmentStretch>& out) {
    if (a == b || !finite(a) || !finite(b)) return;
    find_planned(slot, a, b);
    const std::size_t first = out.size();
    sweep([&](long double from, long double to) {
      const auto begin = static_cast<double>(from), end = static_cast<double>(to);
      if (!(end > begin)) return;
      const auto [left, right] = sides();
      const bool goes_on = out.size() > first && out.back().left == left && out.back().right == right;
      if (goes_on) return void(out.back().to = end);
      out.push_back({segment, begin, end, left, right});
    });
  }

  void add(Xy a, Xy b) {
    if (a == b) return;
    begin(a, b);
    detail::walk_cells(flat_, a, b, [&](const BandView& band, std::uint32_t e) { find_events(band, e); });
    sweep([&](long double from, long double to) { measure(to - from); });
  }

  /// What was added since the last call.
  void take(std::uint32_t line, std::vector<LinePiece>& out) {
    std::ranges::sort(sums_, {}, &ShapeMetres::shape);
    for (const ShapeMetres& sum : sums_)
      out.push_back({line, detail::shape_of(flat_, sum.shape), static_cast<double>(sum.metres)});
    sums_.clear();
  }

 private:
  struct CellAt {
    const BandView* band;
    std::uint32_t entry;
  };

  void begin(Xy a, Xy b) {
    a_ = a;
    b_ = b;
    low_ = {std::min(a.x, b.x), std::min(a.y, b.y)};
    high_ = {std::max(a.x, b.x), std::max(a.y, b.y)};
    events_.clear();
    ids_.clear();
    held_.clear();
    running_.clear();
    detail::inside_shapes(flat_, a, held_);
  }

  void find_planned(std::size_t slot, Xy a, Xy b) {
    begin(a, b);
    for (const CellAt& cell : planned_[slot]) find_events(*cell.band, cell.entry);
  }

  void find_events(const BandView& band, std::uint32_t e) {
    ++cell_;
    const std::uint32_t at = detail::value_of(e);
    if (detail::kind_of(e) == detail::Kind::crowded) return find_in_crowded(band, at);
    const detail::LeafView leaf(band, at);
    const std::uint32_t* ids = leaf.ids(band);
    const auto number = [&](unsigned edge) { return band.numbers[leaf.unit(band, edge)]; };
    for (unsigned k = 0; k < leaf.head.edges; ++k) __builtin_prefetch(&band.points[number(k)]);
    for (unsigned edge = 0; edge < leaf.head.edges; ++edge) {
      if (!meet(band.edge(number(edge)))) continue;
      for (unsigned set = leaf.toggle(edge); set != 0; set &= set - 1) ids_.push_back(ids[std::countr_zero(set)]);
      close_ids();
    }
  }

  void find_in_crowded(const BandView& band, std::size_t at) {
    const auto& pool = band.pool;
    const std::size_t held = pool[at], edges = pool[at + 1];
    at += 2 + held;
    for (std::size_t e = 0; e < edges; ++e) {
      if (meet(band.edge(pool[at]))) {
        for (const std::uint32_t shape : pool.subspan(at + 2, pool[at + 1])) ids_.push_back(shape);
        close_ids();
      }
      at += 2 + std::size_t{pool[at + 1]};
    }
  }

  /// Notes the events of the edge, if there are any; close_ids() gives them their shapes.
  bool meet(const ExactEdge& edge) {
    if (edge.b.y < low_.y || edge.a.y > high_.y) return false;
    if (std::max(edge.a.x, edge.b.x) < low_.x || std::min(edge.a.x, edge.b.x) > high_.x) return false;
    open_ = events_.size();
    const int from = detail::exact_side(edge, a_), to = detail::exact_side(edge, b_);
    if (from == 0 && to == 0) return run_along(edge);
    if (detail::moved(edge, from) == detail::moved(edge, to)) return false;
    if (side_of_end(a_, b_, edge.a) == side_of_end(a_, b_, edge.b)) return false;
    note(detail::crossing_share(edge, a_, b_), edge, EventKind::crossing);
    return true;
  }

  bool run_along(const ExactEdge& edge) {
    const bool level = std::abs(b_.x - a_.x) >= std::abs(b_.y - a_.y);
    const auto share = [&](Xy p) {
      const long double along = level ? static_cast<long double>(p.x) - a_.x : static_cast<long double>(p.y) - a_.y;
      const long double whole = level ? static_cast<long double>(b_.x) - a_.x : static_cast<long double>(b_.y) - a_.y;
      return std::clamp(along / whole, 0.0L, 1.0L);
    };
    const long double u = share(edge.a), v = share(edge.b);
    if (u == v) return false;
    note(std::min(u, v), edge, EventKind::run_begins);
    note(std::max(u, v), edge, EventKind::run_ends);
    return true;
  }

  void note(long double at, const ExactEdge& edge, EventKind kind) { events_.push_back({at, edge, kind, cell_, 0, 0}); }

  void close_ids() {
    const auto last = static_cast<std::uint32_t>(ids_.size());
    for (std::size_t e = open_; e < events_.size(); ++e) {
      events_[e].first_id = closed_;
      events_[e].last_id = last;
    }
    closed_ = last;
  }

  /// visit(from, to) for what lies between two events, as shares of the segment.
  template <class Visit>
  void sweep(const Visit& visit) {
    if (events_.size() > 1) std::ranges::sort(events_, earlier);
    const long double dx = static_cast<long double>(b_.x) - a_.x, dy = static_cast<long double>(b_.y) - a_.y;
    length_ = std::sqrt(dx * dx + dy * dy);
    long double before = 0.0L;
    const Event* counted = nullptr;
    for (const Event& event : events_) {
      if (counted != nullptr && same_edge(*counted, event) && counted->cell != event.cell) continue;
      counted = &event;
      visit(before, event.at);
      before = std::max(before, event.at);
      auto& set = event.kind == EventKind::crossing ? held_ : running_;
      for (std::uint32_t i = event.first_id; i < event.last_id; ++i) detail::flip(set, ids_[i]);
    }
    visit(before, 1.0L);
    closed_ = 0;
  }

  /// The moved segment lies to the south of the segment (of an upright one to the east): what it is in is on that side,
  /// and an edge along which the segment runs parts it from the other.
  [[nodiscard]] std::pair<std::int32_t, std::int32_t> sides() const {
    const std::int32_t near = lowest(held_);
    std::int32_t far = near;
    if (!running_.empty()) {
      std::vector<std::uint32_t> beyond = held_;
      for (const std::uint32_t shape : running_) detail::flip(beyond, shape);
      far = lowest(beyond);
    }
    const bool near_is_right = a_.x != b_.x ? b_.x > a_.x : b_.y > a_.y;
    return near_is_right ? std::pair(far, near) : std::pair(near, far);
  }

  [[nodiscard]] std::int32_t lowest(const std::vector<std::uint32_t>& set) const {
    std::int32_t found = -1;
    for (const std::uint32_t shape : set) {
      const LayerShape at = detail::shape_of(flat_, shape);
      const auto position = static_cast<std::int32_t>(at.shape);
      if (at.layer == 0 && (found < 0 || position < found)) found = position;
    }
    return found;
  }

  void measure(long double share) {
    if (!(share > 0.0L)) return;
    const long double metres = length_ * share, half = border_ == BorderRun::half ? metres / 2.0L : metres;
    if (running_.empty() || border_ == BorderRun::south_east) {
      for (const std::uint32_t shape : held_) sum(shape, metres);
      return;
    }
    for (const std::uint32_t shape : held_) sum(shape, has(running_, shape) ? half : metres);
    for (const std::uint32_t shape : running_)
      if (!has(held_, shape)) sum(shape, half);
  }

  void sum(std::uint32_t shape, long double metres) {
    for (auto at = sums_.rbegin(); at != sums_.rend(); ++at)
      if (at->shape == shape) return void(at->metres += metres);
    sums_.push_back({shape, metres});
  }

  const detail::FlatLocator& flat_;
  BorderRun border_;
  Xy a_, b_, low_, high_;
  long double length_ = 0.0L;
  std::uint32_t cell_ = 0, closed_ = 0;
  std::size_t open_ = 0;
  std::vector<Event> events_;
  std::vector<std::uint32_t> ids_, held_, running_;
  std::vector<ShapeMetres> sums_;
  std::array<std::vector<CellAt>, kAhead> planned_;
};

/// @param ends      the first two points of line i
/// @param add_line  adds the rows of line i, whose first segment is planned in the slot, to its part
template <class Row, class Ends, class AddLine>
std::vector<Row> overlay(const LayerLocator& locator, std::size_t count, const OverlayOptions& options, Ends ends,
                         AddLine add_line) {
  const std::size_t grain = std::max<std::size_t>(options.parallel.grain, 1);
  std::vector<std::vector<Row>> parts(count / grain + 1);
  parallel_for(count, {options.parallel.threads, grain}, [&](std::size_t begin, std::size_t end) {
    Overlayer overlayer(locator.flat(), options.border);
    std::vector<Row>& part = parts[begin / grain];
    for (std::size_t i = begin; i < end; ++i) {
      if ((i - begin) % kAhead == 0) {
        const std::size_t last = std::min(end, i + kAhead);
        for (std::size_t k = i; k < last; ++k) overlayer.ask_for_cells(ends(k));
        for (std::size_t k = i; k < last; ++k) overlayer.plan(k - i, ends(k));
        for (std::size_t k = i; k < last; ++k) overlayer.ask_for_edges(k - i);
      }
      add_line(overlayer, static_cast<std::uint32_t>(i), (i - begin) % kAhead, part);
    }
  });
  std::vector<Row> pieces;
  for (const auto& part : parts) pieces.insert(pieces.end(), part.begin(), part.end());
  return pieces;
}

}  // namespace

std::vector<LinePiece> overlay_lines(const LayerLocator& locator, std::span<const LineString> lines,
                                     const OverlayOptions& options) {
  const auto ends = [&](std::size_t i) {
    return lines[i].size() < 2 ? LineSegment{} : LineSegment{lines[i][0], lines[i][1]};
  };
  const auto add = [&](Overlayer& overlayer, std::uint32_t i, std::size_t slot, std::vector<LinePiece>& part) {
    const LineString& line = lines[i];
    if (!std::ranges::all_of(line, finite)) return;
    if (line.size() > 1) overlayer.add_planned(slot, line[0], line[1]);
    for (std::size_t k = 2; k < line.size(); ++k) overlayer.add(line[k - 1], line[k]);
    overlayer.take(i, part);
  };
  return overlay<LinePiece>(locator, lines.size(), options, ends, add);
}

std::vector<LinePiece> overlay_segments(const LayerLocator& locator, std::span<const LineSegment> lines,
                                        const OverlayOptions& options) {
  const auto ends = [&](std::size_t i) { return lines[i]; };
  const auto add = [&](Overlayer& overlayer, std::uint32_t i, std::size_t slot, std::vector<LinePiece>& part) {
    if (!finite(lines[i].a) || !finite(lines[i].b)) return;
    overlayer.add_planned(slot, lines[i].a, lines[i].b);
    overlayer.take(i, part);
  };
  return overlay<LinePiece>(locator, lines.size(), options, ends, add);
}

std::vector<SegmentStretch> cut_segments(const LayerLocator& locator, std::span<const LineSegment> lines,
                                         const Parallel& parallel) {
  const auto ends = [&](std::size_t i) { return lines[i]; };
  const auto add = [&](Overlayer& overlayer, std::uint32_t i, std::size_t slot, std::vector<SegmentStretch>& part) {
    overlayer.cut_planned(slot, i, lines[i].a, lines[i].b, part);
  };
  return overlay<SegmentStretch>(locator, lines.size(), {.border = BorderRun::half, .parallel = parallel}, ends, add);
}

std::vector<double> metres_per_shape(const LayerLocator& locator, std::size_t layer,
                                     std::span<const LinePiece> pieces) {
  std::vector<detail::Wide> sums(locator.size(layer), {0.0, 0.0});
  for (const LinePiece& piece : pieces) {
    if (piece.shape.layer != layer) continue;
    detail::Wide& sum = sums[piece.shape.shape];
    const detail::Wide next = detail::wide_difference(sum.high, -piece.metres);
    sum = {next.high, sum.low + next.low};
  }
  std::vector<double> metres;
  for (const detail::Wide& sum : sums) metres.push_back(sum.high + sum.low);
  return metres;
}

}  // namespace libgrid::index
