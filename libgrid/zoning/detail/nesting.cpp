#include <libgrid/zoning/detail/nesting.hpp>

#include <algorithm>

namespace libgrid::zoning::detail {
namespace {

/// What is left of the upper zone `number` is one piece.
bool is_whole(const ZoningCut& cut, const UpperLevel& level, int number, const std::vector<char>& gone) {
  const Mesh& mesh = cut.mesh();
  std::vector<char> open(mesh.size(), 0);
  std::size_t members = 0;
  std::uint32_t first = 0;
  for (std::uint32_t node = 0; node < mesh.size(); ++node) {
    if (gone[node] != 0 || level.of_zone[static_cast<std::size_t>(cut.part(node))] != number) continue;
    open[node] = 1;
    if (members++ == 0) first = node;
  }
  if (members == 0) return false;
  std::vector<std::uint32_t> walk{first};
  open[first] = 0;
  for (std::size_t next = 0; next < walk.size(); ++next) {
    for (const MeshEdge& edge : mesh.row(walk[next])) {
      if (open[edge.to] == 0) continue;
      open[edge.to] = 0;
      walk.push_back(edge.to);
    }
  }
  return walk.size() == members;
}

}  // namespace

bool Nesting::whole_without(const ZoningCut& cut, std::span<const std::uint32_t> nodes, int from, int to) const {
  if (!apart(from, to)) return true;
  std::vector<char> gone(cut.mesh().size(), 0);
  for (const std::uint32_t node : nodes) gone[node] = 1;
  return std::ranges::all_of(levels_, [&](const UpperLevel& level) {
    return of(level, from) == of(level, to) || is_whole(cut, level, of(level, from), gone);
  });
}

std::vector<Load> Nesting::loads(const ZoningCut& cut, const UpperLevel& level) const {
  std::vector<Load> sums(static_cast<std::size_t>(level.count), 0);
  for (int zone = 0; zone < cut.zones(); ++zone) sums[static_cast<std::size_t>(of(level, zone))] += cut.loads(zone)[0];
  return sums;
}

bool Nesting::fits(const ZoningCut& cut, Load load, int from, int to) const {
  if (!apart(from, to)) return true;
  return std::ranges::all_of(levels_, [&](const UpperLevel& level) {
    if (of(level, from) == of(level, to)) return true;
    const std::vector<Load> sums = loads(cut, level);
    return sums[static_cast<std::size_t>(of(level, from))] - load >= level.limits.least &&
           sums[static_cast<std::size_t>(of(level, to))] + load <= level.limits.most;
  });
}

bool Nesting::within(const ZoningCut& cut) const {
  return std::ranges::all_of(levels_, [&](const UpperLevel& level) {
    return std::ranges::all_of(loads(cut, level),
                               [&](Load load) { return load >= level.limits.least && load <= level.limits.most; });
  });
}

}  // namespace libgrid::zoning::detail
