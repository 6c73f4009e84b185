#include <algorithm>
#include <limits>
#include <utility>

#include <libgrid/zoning/detail/first_certificate.hpp>
#include <libgrid/zoning/detail/reduction.hpp>
#include <libgrid/zoning/detail/zone_cover.hpp>

namespace libgrid::zoning::detail {
namespace {

using BlockSet = std::vector<std::uint32_t>;

/// Borders between parents hold nothing together; linked blocks are one node.
Mesh mesh_to_search(const Problem& problem, const BlockSet& blocks) {
  Mesh mesh = problem.mesh_of(blocks);
  Mesh within = mesh;
  within.edges.clear();
  within.first.assign(1, 0);
  for (std::size_t node = 0; node < blocks.size(); ++node) {
    for (const MeshEdge& edge : mesh.row(node)) {
      if (problem.label[blocks[node]] == problem.label[blocks[edge.to]]) within.edges.push_back(edge);
    }
    within.first.push_back(static_cast<std::uint32_t>(within.edges.size()));
  }
  std::vector<std::uint32_t> sets;
  for (const std::uint32_t block : blocks) sets.push_back(problem.linked[block]);
  std::vector<std::uint32_t> names = sets;
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  for (std::uint32_t& set : sets)
    set = static_cast<std::uint32_t>(std::ranges::lower_bound(names, set) - names.begin());
  return contracted(within, sets, names.size());
}

/// Rounded loads may be off by half a unit per block: a proof gives way by more than the limits do.
std::vector<Limits> widened(const Problem& problem, std::size_t level) {
  std::vector<Limits> limits = problem.limits[level];
  const Load slack = 2 * static_cast<Load>(problem.graph->size()) + 2;
  for (std::size_t w = 0; w < limits.size(); ++w) {
    if (problem.units[w] == 1) limits[w].least -= slack, limits[w].most += slack;
  }
  return limits;
}

CoverEnd end_of_search(const Problem& problem, std::size_t level, const BlockSet& blocks, const CoverBounds& bounds) {
  const bool all = blocks.size() == problem.active_blocks().size();
  Draw draw(1, 1);
  return zone_cover(mesh_to_search(problem, blocks), all ? problem.counts[level] : kAnyCount, widened(problem, level),
                    bounds, draw)
      .end;
}

}  // namespace

std::optional<Certificate> searched_certificate(const Problem& problem) {
  constexpr CoverBounds kLittle{.listing = 4'000'000, .zones = 20'000, .search = 10'000'000, .runs = 1};
  constexpr std::size_t kBlocks = 1000;
  std::vector<BlockSet> sets = problem.pieces(problem.active_blocks());
  if (sets.size() > 1) sets.push_back(problem.active_blocks());
  for (std::size_t level = problem.limits.size(); level-- > 0;) {
    for (const BlockSet& set : sets) {
      if (set.size() > kBlocks || end_of_search(problem, level, set, kLittle) != CoverEnd::none) continue;
      Certificate made{CertificateKind::searched, static_cast<int>(level), 0, problem.graph->node(set.front()).id, {}};
      for (const std::uint32_t block : set) made.blocks.push_back(problem.graph->node(block).id);
      return made;
    }
  }
  return std::nullopt;
}

bool has_no_zoning(const Problem& problem, std::size_t level, const std::vector<std::uint32_t>& blocks) {
  constexpr auto kAll = std::numeric_limits<std::uint32_t>::max();
  constexpr CoverBounds kEndless{.listing = kAll, .zones = kAll, .search = kAll, .runs = 1};
  const bool whole = blocks == problem.active_blocks();
  if (!whole && std::ranges::count(problem.pieces(problem.active_blocks()), blocks) != 1) return false;
  return end_of_search(problem, level, blocks, kEndless) == CoverEnd::none;
}

}  // namespace libgrid::zoning::detail
