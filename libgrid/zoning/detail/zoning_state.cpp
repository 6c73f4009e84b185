#include <libgrid/zoning/detail/zoning_state.hpp>

#include <algorithm>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

constexpr auto kNone = static_cast<std::uint32_t>(-1);

}  // namespace

ZoningState::ZoningState(const Region& region, std::vector<int> part, int zones)
    : region_(&region),
      part_(std::move(part)),
      sums_(static_cast<std::size_t>(zones)),
      place_(region.size(), kNone),
      stamp_(region.size(), 0) {
  for (std::uint32_t i = 0; i < region.size(); ++i) {
    ZoneSums& zone = sums_[static_cast<std::size_t>(part_[i])];
    zone.load += region.load(i);
    zone.area += region.area(i);
    zone.perimeter += region.perimeter(i);
    zone.blocks += 1;
    for (const RegionEdge& edge : region.edges(i)) zone.perimeter -= part_[edge.to] == part_[i] ? edge.border : 0.0;
    update_border(i);
  }
}

std::uint64_t ZoningState::next_stamp() { return ++clock_; }

ZoneSums ZoningState::sums_of(std::span<const std::uint32_t> blocks) {
  const std::uint64_t mark = next_stamp();
  for (const std::uint32_t block : blocks) stamp_[block] = mark;
  ZoneSums sums;
  for (const std::uint32_t block : blocks) {
    sums.load += region_->load(block);
    sums.area += region_->area(block);
    sums.perimeter += region_->perimeter(block);
    sums.blocks += 1;
    for (const RegionEdge& edge : region_->edges(block)) sums.perimeter -= stamp_[edge.to] == mark ? edge.border : 0.0;
  }
  return sums;
}

double ZoningState::border_with(std::span<const std::uint32_t> blocks, int zone) {
  const std::uint64_t mark = next_stamp();
  for (const std::uint32_t block : blocks) stamp_[block] = mark;
  double sum = 0.0;
  for (const std::uint32_t block : blocks) {
    for (const RegionEdge& edge : region_->edges(block)) {
      if (part_[edge.to] == zone && stamp_[edge.to] != mark) sum += edge.border;
    }
  }
  return sum;
}

void ZoningState::move(std::span<const std::uint32_t> blocks, int to) {
  const int from = part_[blocks.front()];
  const ZoneSums moved = sums_of(blocks);
  const double left_behind = border_with(blocks, from);
  const double joined = border_with(blocks, to);
  ZoneSums& old_zone = sums_[static_cast<std::size_t>(from)];
  ZoneSums& new_zone = sums_[static_cast<std::size_t>(to)];
  old_zone.load -= moved.load;
  old_zone.area -= moved.area;
  old_zone.perimeter += 2.0 * left_behind - moved.perimeter;
  old_zone.blocks -= moved.blocks;
  new_zone.load += moved.load;
  new_zone.area += moved.area;
  new_zone.perimeter += moved.perimeter - 2.0 * joined;
  new_zone.blocks += moved.blocks;
  for (const std::uint32_t block : blocks) part_[block] = to;
  for (const std::uint32_t block : blocks) {
    update_border(block);
    for (const RegionEdge& edge : region_->edges(block)) update_border(edge.to);
  }
}

void ZoningState::update_border(std::uint32_t block) {
  const bool on_border = std::ranges::any_of(region_->edges(block),
                                             [&](const RegionEdge& edge) { return part_[edge.to] != part_[block]; });
  if (on_border == (place_[block] != kNone)) return;
  if (on_border) {
    place_[block] = static_cast<std::uint32_t>(border_.size());
    border_.push_back(block);
    return;
  }
  const std::uint32_t last = border_.back();
  border_[place_[block]] = last;
  place_[last] = place_[block];
  place_[block] = kNone;
  border_.pop_back();
}

/// Walks the zone of `from` without `without`, appending to walk_, until `wanted` marked blocks were met.
std::size_t ZoningState::walk_piece(std::uint32_t from, std::uint32_t without, Marks marks, std::size_t wanted) {
  std::size_t met = 1;
  std::size_t next = walk_.size();
  stamp_[from] = marks.seen;
  walk_.push_back(from);
  for (; next < walk_.size() && met < wanted; ++next) {
    for (const RegionEdge& edge : region_->edges(walk_[next])) {
      if (edge.to == without || stamp_[edge.to] == marks.seen || part_[edge.to] != part_[from]) continue;
      met += stamp_[edge.to] == marks.wanted ? 1 : 0;
      stamp_[edge.to] = marks.seen;
      walk_.push_back(edge.to);
    }
  }
  return met;
}

std::span<const std::uint32_t> ZoningState::with_dependents(std::uint32_t block) {
  leaving_.assign(1, block);
  const Marks marks{.wanted = next_stamp(), .seen = next_stamp()};
  std::size_t wanted = 0;
  for (const RegionEdge& edge : region_->edges(block)) {
    if (part_[edge.to] != part_[block]) continue;
    stamp_[edge.to] = marks.wanted;
    ++wanted;
  }
  if (wanted < 2) return leaving_;

  walk_.clear();
  pieces_.clear();
  for (const RegionEdge& edge : region_->edges(block)) {
    if (part_[edge.to] != part_[block] || stamp_[edge.to] == marks.seen) continue;
    const std::size_t begin = walk_.size();
    // Only the first walk may stop early, when it met all neighbours: then nothing hangs on the block.
    const std::size_t met = walk_piece(edge.to, block, marks, pieces_.empty() ? wanted : region_->size() + 1);
    if (met == wanted) return leaving_;
    pieces_.push_back({begin, walk_.size(), load_of(begin, walk_.size())});
  }
  append_all_but_heaviest();
  return leaving_;
}

Load ZoningState::load_of(std::size_t walk_begin, std::size_t walk_end) const {
  Load sum = 0;
  for (std::size_t i = walk_begin; i < walk_end; ++i) sum += region_->load(walk_[i]);
  return sum;
}

void ZoningState::append_all_but_heaviest() {
  const auto weight = [](const Piece& piece) { return std::pair{piece.load, piece.end - piece.begin}; };
  const auto heaviest = std::ranges::max_element(pieces_, {}, weight);
  for (auto piece = pieces_.begin(); piece != pieces_.end(); ++piece) {
    if (piece == heaviest) continue;
    for (std::size_t i = piece->begin; i < piece->end; ++i) leaving_.push_back(walk_[i]);
  }
}

bool all_connected(const Region& region, std::span<const int> part, int zones) {
  std::vector<char> seen(region.size(), 0);
  std::vector<int> pieces(static_cast<std::size_t>(zones), 0);
  std::vector<std::uint32_t> open;
  for (std::uint32_t start = 0; start < region.size(); ++start) {
    if (seen[start] != 0) continue;
    if (++pieces[static_cast<std::size_t>(part[start])] > 1) return false;
    seen[start] = 1;
    open.push_back(start);
    while (!open.empty()) {
      const std::uint32_t here = open.back();
      open.pop_back();
      for (const RegionEdge& edge : region.edges(here)) {
        if (seen[edge.to] != 0 || part[edge.to] != part[here]) continue;
        seen[edge.to] = 1;
        open.push_back(edge.to);
      }
    }
  }
  return std::ranges::all_of(pieces, [](int count) { return count == 1; });
}

}  // namespace libgrid::zoning::detail
