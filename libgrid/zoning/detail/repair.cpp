#include <libgrid/zoning/detail/repair.hpp>

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

#include <libgrid/base/error.hpp>

namespace libgrid::zoning::detail {
namespace {

/// A connected set of blocks of one number.
struct Piece {
  std::vector<std::uint32_t> blocks;
  Load load = 0;
  int zone = 0;
};

std::vector<Piece> pieces_of(const Region& region, const std::vector<int>& part) {
  std::vector<Piece> pieces;
  std::vector<char> seen(region.size(), 0);
  for (std::uint32_t start = 0; start < region.size(); ++start) {
    if (seen[start] != 0) continue;
    Piece piece{.blocks = {start}, .load = 0, .zone = part[start]};
    seen[start] = 1;
    for (std::size_t next = 0; next < piece.blocks.size(); ++next) {
      piece.load += region.load(piece.blocks[next]);
      for (const RegionEdge& edge : region.edges(piece.blocks[next])) {
        if (seen[edge.to] != 0 || part[edge.to] != part[start]) continue;
        seen[edge.to] = 1;
        piece.blocks.push_back(edge.to);
      }
    }
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

constexpr int kHomeless = -1;

/// Blocks outside the heaviest piece of their zone lose their number.
void drop_lesser_pieces(const Region& region, std::vector<int>& part, int zones) {
  std::vector<Piece> pieces = pieces_of(region, part);
  std::vector<const Piece*> kept(static_cast<std::size_t>(zones), nullptr);
  for (const Piece& piece : pieces) {
    const Piece*& best = kept[static_cast<std::size_t>(piece.zone)];
    if (best == nullptr || std::pair{piece.load, piece.blocks.size()} > std::pair{best->load, best->blocks.size()})
      best = &piece;
  }
  for (const Piece& piece : pieces) {
    if (kept[static_cast<std::size_t>(piece.zone)] == &piece) continue;
    for (const std::uint32_t block : piece.blocks) part[block] = kHomeless;
  }
}

/// The zone that shares most border with a homeless piece; none if it touches only ... nothing that has a number yet.
int best_neighbour(const Region& region, const std::vector<int>& part, const Piece& piece,
                   const std::vector<Load>& loads) {
  std::vector<double> shared(loads.size(), -1.0);
  for (const std::uint32_t block : piece.blocks) {
    for (const RegionEdge& edge : region.edges(block)) {
      if (part[edge.to] == kHomeless) continue;
      double& sum = shared[static_cast<std::size_t>(part[edge.to])];
      sum = std::max(sum, 0.0) + edge.border;
    }
  }
  int best = kHomeless;
  for (std::size_t zone = 0; zone < shared.size(); ++zone) {
    if (shared[zone] < 0.0) continue;
    const auto better_than = [&](std::size_t other) {
      return std::tuple{-shared[zone], loads[zone]} < std::tuple{-shared[other], loads[other]};
    };
    if (best == kHomeless || better_than(static_cast<std::size_t>(best))) best = static_cast<int>(zone);
  }
  return best;
}

/// A maximal homeless piece of a connected region borders a zone, as long as there is any.
void house_the_homeless(const Region& region, std::vector<int>& part, int zones) {
  std::vector<Load> loads(static_cast<std::size_t>(zones), 0);
  for (std::size_t i = 0; i < region.size(); ++i) {
    if (part[i] != kHomeless) loads[static_cast<std::size_t>(part[i])] += region.load(i);
  }
  for (const Piece& piece : pieces_of(region, part)) {
    if (piece.zone != kHomeless) continue;
    const int home = best_neighbour(region, part, piece, loads);
    GRID_ASSERT(home != kHomeless);
    loads[static_cast<std::size_t>(home)] += piece.load;
    for (const std::uint32_t block : piece.blocks) part[block] = home;
  }
}

/// The last block of a breadth-first walk through the zone: its zone stays connected without it.
std::uint32_t spare_block(const Region& region, const std::vector<int>& part, int zone) {
  const auto first = std::ranges::find(part, zone);
  std::vector<char> seen(region.size(), 0);
  std::vector<std::uint32_t> walk{static_cast<std::uint32_t>(first - part.begin())};
  seen[walk.front()] = 1;
  for (std::size_t next = 0; next < walk.size(); ++next) {
    for (const RegionEdge& edge : region.edges(walk[next])) {
      if (seen[edge.to] != 0 || part[edge.to] != zone) continue;
      seen[edge.to] = 1;
      walk.push_back(edge.to);
    }
  }
  return walk.back();
}

void seed_empty_zones(const Region& region, std::vector<int>& part, int zones) {
  std::vector<std::size_t> blocks(static_cast<std::size_t>(zones), 0);
  for (const int zone : part) ++blocks[static_cast<std::size_t>(zone)];
  for (int zone = 0; zone < zones; ++zone) {
    if (blocks[static_cast<std::size_t>(zone)] > 0) continue;
    const auto donor = std::ranges::max_element(blocks);
    part[spare_block(region, part, static_cast<int>(donor - blocks.begin()))] = zone;
    --*donor;
    ++blocks[static_cast<std::size_t>(zone)];
  }
}

}  // namespace

std::vector<int> repaired(const Region& region, std::vector<int> part, int zones) {
  drop_lesser_pieces(region, part, zones);
  house_the_homeless(region, part, zones);
  seed_empty_zones(region, part, zones);
  return part;
}

}  // namespace libgrid::zoning::detail
