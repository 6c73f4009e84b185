#include <map>
#include <optional>
#include <string_view>

#include <libgrid/workflow/detail/zone_levels.hpp>

namespace libgrid::workflow::detail {
namespace {

using Parents = std::vector<std::optional<std::size_t>>;

Parents parents_of(std::span<const ImportedZone> zones) {
  std::map<std::string_view, std::size_t> by_code;
  for (std::size_t i = 0; i < zones.size(); ++i)
    if (!zones[i].code.empty()) by_code.try_emplace(zones[i].code, i);
  Parents parents(zones.size());
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const auto found = by_code.find(zones[i].parent);
    if (found != by_code.end() && found->second != i) parents[i] = found->second;
  }
  return parents;
}

/// Steps up to a zone without parent; 0 in a circle.
std::size_t depth_of(std::size_t zone, const Parents& parents) {
  std::size_t depth = 0;
  for (auto above = parents[zone]; above; above = parents[*above])
    if (++depth > parents.size()) return 0;
  return depth;
}

}  // namespace

std::vector<std::vector<std::size_t>> zone_levels(std::span<const ImportedZone> zones) {
  const Parents parents = parents_of(zones);
  std::vector<std::vector<std::size_t>> levels;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const std::size_t depth = depth_of(i, parents);
    if (depth >= levels.size()) levels.resize(depth + 1);
    levels[depth].push_back(i);
  }
  std::erase_if(levels, [](const auto& level) { return level.empty(); });
  return levels;
}

}  // namespace libgrid::workflow::detail
