#include <libgrid/roads/lengths.hpp>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace libgrid::roads {
namespace {

std::unordered_map<StreetId, RoadKind> kind_by_street(std::span<const Street> streets,
                                                      std::span<const RoadKind> kinds) {
  std::unordered_map<StreetId, RoadKind> found;
  for (std::size_t i = 0; i < streets.size(); ++i) found[streets[i].id] = kinds[i];
  return found;
}

RoadKind kind_or_branch(const std::unordered_map<StreetId, RoadKind>& kinds, StreetId street) {
  const auto it = kinds.find(street);
  return it == kinds.end() ? RoadKind::branch : it->second;
}

}  // namespace

std::vector<ZoneRoads> road_metres(std::span<const RoadPiece> pieces, std::span<const Street> streets,
                                   std::span<const RoadKind> kinds) {
  const auto kind = kind_by_street(streets, kinds);
  std::vector<const RoadPiece*> ordered;
  for (const RoadPiece& piece : pieces) ordered.push_back(&piece);
  std::ranges::stable_sort(ordered, {},
                           [](const RoadPiece* piece) { return std::tuple(piece->street, piece->from, piece->side); });
  using Key = std::tuple<std::string, std::optional<ZoneId>, std::string, RoadKind>;
  std::map<Key, Metres> metres;
  for (const RoadPiece* piece : ordered) {
    const double share = piece->side == RoadSide::whole ? 1.0 : 0.5;
    metres[{piece->sector, piece->zone, piece->unit, kind_or_branch(kind, piece->street)}] +=
        (piece->to - piece->from) * share;
  }
  std::vector<ZoneRoads> rows;
  for (const auto& [key, length] : metres)
    rows.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), length});
  return rows;
}

std::vector<BlockRoads> block_road_metres(std::span<const StreetStretch> stretches, std::span<const Street> streets,
                                          std::span<const RoadKind> kinds) {
  const auto kind = kind_by_street(streets, kinds);
  std::map<BlockId, std::array<Metres, 4>> metres;
  for (const StreetStretch& stretch : stretches) {
    const auto column = static_cast<std::size_t>(kind_or_branch(kind, stretch.street));
    const bool shared = stretch.left && stretch.right && stretch.left != stretch.right;
    const Metres length = (stretch.to - stretch.from) * (shared ? 0.5 : 1.0);
    if (stretch.left) metres[*stretch.left][column] += length;
    if (stretch.right && stretch.left != stretch.right) metres[*stretch.right][column] += length;
  }
  std::vector<BlockRoads> rows;
  for (const auto& [block, lengths] : metres) rows.push_back({block, lengths});
  return rows;
}

Metres weighted(const BlockRoads& roads, const std::array<double, 4>& weights) {
  Metres sum;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += roads.length[i] * weights[i];
  return sum;
}

}  // namespace libgrid::roads
