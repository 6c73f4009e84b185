#include <libgrid/zoning/detail/grow.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

constexpr int kFree = -1;
constexpr auto kFar = std::numeric_limits<std::uint32_t>::max();

/// Lowers steps to the number of edges from the nearest seed, now that there is one more.
void walk_from(const Region& region, std::uint32_t seed, std::vector<std::uint32_t>& steps) {
  std::vector<std::uint32_t> walk{seed};
  steps[seed] = 0;
  for (std::size_t next = 0; next < walk.size(); ++next) {
    for (const RegionEdge& edge : region.edges(walk[next])) {
      if (steps[edge.to] <= steps[walk[next]] + 1) continue;
      steps[edge.to] = steps[walk[next]] + 1;
      walk.push_back(edge.to);
    }
  }
}

std::vector<std::uint32_t> distant_seeds(const Region& region, int count, std::uint32_t first) {
  std::vector<std::uint32_t> seeds{first};
  std::vector<std::uint32_t> steps(region.size(), kFar);
  walk_from(region, first, steps);
  while (seeds.size() < static_cast<std::size_t>(count)) {
    seeds.push_back(static_cast<std::uint32_t>(std::ranges::max_element(steps) - steps.begin()));
    walk_from(region, seeds.back(), steps);
  }
  return seeds;
}

/// The free neighbour of a zone with the longest shared border, ties to the lowest; none: region.size().
std::uint32_t best_free_neighbour(const Region& region, const std::vector<int>& part, int zone) {
  std::pair<double, std::uint32_t> best{-1.0, static_cast<std::uint32_t>(region.size())};
  for (std::uint32_t block = 0; block < region.size(); ++block) {
    if (part[block] != kFree) continue;
    double shared = -1.0;
    for (const RegionEdge& edge : region.edges(block)) {
      if (part[edge.to] == zone) shared = std::max(shared, 0.0) + edge.border;
    }
    if (shared > best.first) best = {shared, block};
  }
  return best.second;
}

}  // namespace

std::vector<int> grown_parts(const Region& region, int parts, std::uint32_t seed) {
  std::vector<int> part(region.size(), kFree);
  std::vector<Load> loads(static_cast<std::size_t>(parts), 0);
  std::vector<int> growing;
  const auto take = [&](std::uint32_t block, int zone) {
    part[block] = zone;
    loads[static_cast<std::size_t>(zone)] += region.load(block);
  };
  for (const std::uint32_t block : distant_seeds(region, parts, seed % static_cast<std::uint32_t>(region.size()))) {
    growing.push_back(static_cast<int>(growing.size()));
    take(block, growing.back());
  }
  while (!growing.empty()) {
    const auto lightest =
        std::ranges::min_element(growing, {}, [&](int zone) { return loads[static_cast<std::size_t>(zone)]; });
    const std::uint32_t block = best_free_neighbour(region, part, *lightest);
    if (block < region.size()) {
      take(block, *lightest);
    } else {
      growing.erase(lightest);
    }
  }
  return part;
}

}  // namespace libgrid::zoning::detail
