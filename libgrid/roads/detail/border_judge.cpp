#include <libgrid/roads/detail/border_judge.hpp>

#include <algorithm>
#include <cmath>

namespace libgrid::roads::detail {
namespace {

/// The south side of a street that runs rather west-east, else the east side.
RoadSide south_or_east(const StreetStretch& stretch, const Street& street) {
  const Xy a = point_at(street.line, stretch.from), b = point_at(street.line, stretch.to);
  const double dx = b.x - a.x, dy = b.y - a.y;
  if (std::abs(dx) >= std::abs(dy)) return dx < 0.0 ? RoadSide::left : RoadSide::right;
  return dy < 0.0 ? RoadSide::left : RoadSide::right;
}

}  // namespace

BorderJudge::BorderJudge(const ZoneMap& map, const DutyPolicy& policy) : policy_(policy) {
  int lowest = 0;
  for (const Zone& zone : map.zones) zone_of_id_[zone.id] = &zone, lowest = std::max(lowest, zone.level);
  for (const BlockZone& row : map.blocks) zone_of_block_[row.block] = row.zone;
  if (policy.nearest_within <= Metres{0.0}) return;
  std::vector<const Zone*> zones;
  for (const Zone& zone : map.zones)
    if (zone.level == lowest) zones.push_back(&zone);
  std::ranges::sort(zones, {}, &Zone::code);  // ties of distance go to the lower code
  std::vector<MultiPolygon> shapes;
  for (const Zone* zone : zones) shapes.push_back(zone->shape), nearest_ids_.push_back(zone->id);
  locator_ = index::Locator::build(std::span<const MultiPolygon>(shapes));
}

std::optional<ZoneId> BorderJudge::zone(std::optional<BlockId> block) const {
  if (!block) return std::nullopt;
  const auto found = zone_of_block_.find(*block);  // an excluded block has no zone
  return found == zone_of_block_.end() ? std::nullopt : std::optional(found->second);
}

ZoneId BorderJudge::lower(ZoneId a, ZoneId b) const {
  return zone_of_id_.at(a)->code < zone_of_id_.at(b)->code ? a : b;
}

ZoneId BorderJudge::longer(ZoneId a, ZoneId b, const StreetView& view) const {
  Metres of_a, of_b;
  for (const StreetStretch& stretch : view.stretches) {
    const auto left = zone(stretch.left), right = zone(stretch.right);
    const double sides = left && right ? 0.5 : 1.0;  // along the outer border the only zone counts whole
    for (const auto& side : {left, right}) {
      if (side == a) of_a += sides * (stretch.to - stretch.from);
      if (side == b) of_b += sides * (stretch.to - stretch.from);
    }
  }
  return of_a == of_b ? lower(a, b) : of_a > of_b ? a : b;
}

std::string BorderJudge::authority(ZoneId a, ZoneId b) const {
  std::vector<ZoneId> above;
  for (auto up = zone_of_id_.at(a)->parent; up; up = zone_of_id_.at(*up)->parent) above.push_back(*up);
  for (auto up = zone_of_id_.at(b)->parent; up; up = zone_of_id_.at(*up)->parent)
    if (std::ranges::find(above, *up) != above.end()) return zone_of_id_.at(*up)->code;
  return policy_.authority;
}

BothSides BorderJudge::border(ZoneId left, ZoneId right, const StreetStretch& stretch, const StreetView& view) const {
  const auto whole = [](const DutyAnswer& answer) { return BothSides{answer, answer}; };
  const bool main = view.kind == RoadKind::main_road || view.kind == RoadKind::secondary;
  switch (main ? policy_.main : policy_.lane) {
    case BorderRule::centre_line:
      return {{left, DutyRule::border_centre}, {right, DutyRule::border_centre}};
    case BorderRule::longer_share:
      return whole({longer(left, right, view), DutyRule::border_longer});
    case BorderRule::higher_authority:
      return whole({std::nullopt, DutyRule::border_authority, authority(left, right)});
    case BorderRule::south_east: {
      if (view.street == nullptr) break;
      const bool is_left = south_or_east(stretch, *view.street) == RoadSide::left;
      return whole({is_left ? left : right, DutyRule::border_south_east});
    }
    case BorderRule::lower_code:
      break;
  }
  return whole({lower(left, right), DutyRule::border_lower_code});
}

BothSides BorderJudge::judge(const StreetStretch& stretch, const StreetView& view) const {
  const std::optional<ZoneId> left = zone(stretch.left), right = zone(stretch.right);
  if (left && right && *left != *right) return border(*left, *right, stretch, view);
  const DutyAnswer inside{left ? left : right, left || right ? DutyRule::inside : DutyRule::outside};
  return {inside, inside};
}

DutyAnswer BorderJudge::judge_outside(Xy at) const {
  if (!locator_) return {std::nullopt, DutyRule::outside};
  const index::Nearest found = locator_->nearest(at);
  if (found.shape < 0 || found.distance > policy_.nearest_within) return {std::nullopt, DutyRule::outside};
  return {nearest_ids_[static_cast<std::size_t>(found.shape)], DutyRule::nearest};
}

}  // namespace libgrid::roads::detail
