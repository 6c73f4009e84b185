#include <libgrid/zoning/walls.hpp>

#include <algorithm>
#include <map>

namespace libgrid::zoning {

std::vector<BlockPair> walls_of(std::span<const BlockBorder> borders,
                                std::span<const coverage::BarrierBorder> on_barriers, const BarrierRules& rules) {
  std::map<BlockPair, Metres> closed;
  for (const coverage::BarrierBorder& border : on_barriers) {
    const auto group = static_cast<std::size_t>(border.group);
    if (group < rules.classes.size() && rules.classes[group].impassable && border.length > Metres{})
      closed[std::minmax(border.a, border.b)] += border.length;
  }
  std::vector<BlockPair> walls;
  if (closed.empty()) return walls;
  const auto pair_of = [](const BlockBorder& border) { return BlockPair(border.a, border.b); };
  if (std::ranges::is_sorted(borders, {}, pair_of)) {  // as they usually are
    for (const auto& [pair, length] : closed) {
      const auto border = std::ranges::lower_bound(borders, pair, {}, pair_of);
      if (border != borders.end() && pair_of(*border) == pair && border->length - length < rules.gate)
        walls.push_back(pair);
    }
    return walls;
  }
  for (const BlockBorder& border : borders) {
    const auto found = closed.find(std::minmax(border.a, border.b));
    if (found != closed.end() && border.length - found->second < rules.gate) walls.push_back(found->first);
  }
  std::ranges::sort(walls);
  return walls;
}

}  // namespace libgrid::zoning
