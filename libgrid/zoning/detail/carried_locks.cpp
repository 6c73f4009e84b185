#include <libgrid/zoning/detail/carried_locks.hpp>

#include <algorithm>
#include <map>
#include <tuple>

namespace libgrid::zoning::detail {
namespace {

/// Load of the piece of free ground that every free block lies in; 0 for the others.
std::vector<Load> loads_of_pieces(const Problem& free) {
  std::vector<Load> load_of(free.graph->size(), 0);
  for (const auto& piece : free.pieces(free.active_blocks())) {
    Load sum = 0;
    for (const std::uint32_t block : piece) sum += free.load(block)[0];
    for (const std::uint32_t block : piece) load_of[block] = sum;
  }
  return load_of;
}

}  // namespace

std::optional<CarriedLocks> carried_locks(const Problem& problem) {
  const int locks = problem.lock.empty() ? 0 : 1 + std::ranges::max(problem.lock);
  if (locks == 0) return std::nullopt;
  CarriedLocks carried{problem, {}};
  Problem& free = carried.problem;
  for (std::size_t block = 0; block < free.active.size(); ++block)
    if (problem.lock[block] != kUnlocked) free.active[block] = 0;
  const std::vector<Load> piece_load = loads_of_pieces(free);
  std::vector<std::map<std::uint32_t, double>> beside(static_cast<std::size_t>(locks));
  for (std::uint32_t block = 0; block < problem.lock.size(); ++block) {
    if (problem.lock[block] == kUnlocked) continue;
    for (const BlockNeighbour& next : problem.graph->neighbours(block))
      if (!next.wall && free.active[next.block] != 0 && problem.label[next.block] == problem.label[block])
        beside[static_cast<std::size_t>(problem.lock[block])][next.block] += next.border.value;
  }
  for (const auto& borders : beside) {
    const auto best = std::ranges::max_element(borders, {}, [&](const auto& row) {
      return std::tuple(piece_load[row.first], row.second, -static_cast<std::int64_t>(row.first));
    });
    if (best == borders.end()) return std::nullopt;
    carried.carrier.push_back(best->first);
  }
  for (std::size_t block = 0; block < problem.lock.size(); ++block) {
    if (problem.lock[block] == kUnlocked) continue;
    const std::size_t to = carried.carrier[static_cast<std::size_t>(problem.lock[block])];
    for (std::size_t w = 0; w < problem.workloads; ++w) {
      free.loads[to * problem.workloads + w] += problem.load(block)[w];
      free.loads[block * problem.workloads + w] = 0;
    }
  }
  return carried;
}

}  // namespace libgrid::zoning::detail
