#include <libgrid/roads/duties.hpp>

#include <map>
#include <optional>
#include <string>
#include <unordered_map>

namespace libgrid::roads {
namespace {

/// Zone and rule of one stretch.
struct Decision {
  std::optional<ZoneId> zone;
  DutyRule rule = DutyRule::inside;
  friend bool operator==(const Decision&, const Decision&) = default;
};

class Decider {
 public:
  explicit Decider(const ZoneMap& map) {
    for (const Zone& zone : map.zones) code_[zone.id] = zone.code;
    for (const BlockZone& row : map.blocks) zone_of_[row.block] = row.zone;
  }

  [[nodiscard]] Decision decide(const StreetStretch& stretch) const {
    const std::optional<ZoneId> left = zone(stretch.left), right = zone(stretch.right);
    if (!left && !right) return {std::nullopt, DutyRule::outside};
    if (!left || !right || left == right) return {left ? left : right, DutyRule::inside};
    return {code_.at(*left) < code_.at(*right) ? left : right, DutyRule::border_lower_code};
  }

 private:
  [[nodiscard]] std::optional<ZoneId> zone(std::optional<BlockId> block) const {
    return block ? std::optional(zone_of_.at(*block)) : std::nullopt;
  }

  std::unordered_map<ZoneId, std::string> code_;
  std::unordered_map<BlockId, ZoneId> zone_of_;
};

}  // namespace

std::vector<RoadPiece> assign_duties(std::span<const StreetStretch> stretches, const ZoneMap& map,
                                     std::string_view sector) {
  const Decider decider(map);
  std::vector<RoadPiece> pieces;
  for (const StreetStretch& stretch : stretches) {
    const Decision decision = decider.decide(stretch);
    const bool goes_on = !pieces.empty() && pieces.back().street == stretch.street &&
                         pieces.back().to == stretch.from &&
                         Decision{pieces.back().zone, pieces.back().rule} == decision;
    if (goes_on) {
      pieces.back().to = stretch.to;
      continue;
    }
    pieces.push_back({RoadPieceId{static_cast<std::int64_t>(pieces.size()) + 1}, stretch.street, stretch.from,
                      stretch.to, decision.zone, std::string(sector), RoadSide::whole, decision.rule});
  }
  return pieces;
}

std::vector<BlockStreets> street_metres(std::span<const StreetStretch> stretches) {
  std::map<BlockId, Metres> metres;
  for (const StreetStretch& stretch : stretches) {
    const Metres length = stretch.to - stretch.from;
    const bool shared = stretch.left && stretch.right && stretch.left != stretch.right;
    if (stretch.left) metres[*stretch.left] += shared ? length / 2.0 : length;
    if (stretch.right && stretch.left != stretch.right) metres[*stretch.right] += shared ? length / 2.0 : length;
  }
  std::vector<BlockStreets> rows;
  for (const auto& [block, length] : metres) rows.push_back({block, length});
  return rows;
}

}  // namespace libgrid::roads
