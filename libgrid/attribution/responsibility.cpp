#include <libgrid/attribution/responsibility.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <tuple>

#include <libgrid/attribution/detail/rule_index.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid::attribution {
namespace {

template <class Thing>
index::Locator locator_of(const std::vector<Thing>& things) {
  std::vector<MultiPolygon> shapes;
  for (const Thing& thing : things) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(thing.shape)>, Polygon>) {
      shapes.push_back({thing.shape});
    } else {
      shapes.push_back(thing.shape);
    }
  }
  return index::Locator::build(shapes);
}

/// Whatever the order they came in, the order in which they answer.
ResponsibilityRules in_order(ResponsibilityRules rules) {
  std::ranges::sort(rules.zones,
                    [](const Zone& a, const Zone& b) { return std::tie(a.code, a.id) < std::tie(b.code, b.id); });
  std::ranges::sort(rules.districts, {}, &District::id);
  std::ranges::sort(rules.exceptions, [](const ExceptionArea& a, const ExceptionArea& b) {
    return std::tie(a.priority, a.code) < std::tie(b.priority, b.code);
  });
  std::ranges::sort(rules.duties, {}, &SegmentDuty::id);
  std::ranges::sort(rules.precedents, {}, &Precedent::id);
  return rules;
}

bool for_sector(const std::string& of_rule, const std::string& asked) { return of_rule.empty() || of_rule == asked; }

bool serves(RoadSide side, Side of_place) {
  if (side == RoadSide::whole || of_place == Side::on) return true;
  return (side == RoadSide::left) == (of_place == Side::left);
}

bool finite(Xy p) { return std::isfinite(p.x) && std::isfinite(p.y); }

index::LayerLocator layer_of(const std::vector<Zone>& zones) {
  std::vector<MultiPolygon> shapes;
  for (const Zone& zone : zones) shapes.push_back(zone.shape);
  const std::vector<index::LayerShapes> layers{{.shapes = shapes}};
  return index::LayerLocator::build(layers);
}

}  // namespace

std::string_view word(ResponsibleBy method) {
  constexpr std::array<std::string_view, 8> kWords{"precedent", "segment_duty", "exception", "inside",
                                                   "tie",       "nearest",      "district",  "none"};
  return kWords[static_cast<std::size_t>(method)];
}

Responsible::Responsible(ResponsibilityRules rules)
    : rules_(in_order(std::move(rules))),
      zones_(locator_of(rules_.zones)),
      districts_(locator_of(rules_.districts)),
      exceptions_(locator_of(rules_.exceptions)),
      left_out_(index::Locator::build(std::span<const Polygon>(rules_.left_out))),
      answering_(layer_of(rules_.zones)),
      index_(std::make_shared<const detail::RuleIndex>(rules_.duties, rules_.precedents, rules_.precedent_radius)) {}

Responsibility Responsible::answer(const ReportPlace& place) const {
  Responsibility found;
  found.plan_version = rules_.plan_version;
  found.rule = "outside";
  if (!finite(place.at)) return found;
  found.candidates = candidates(place);
  found.to_verify = found.candidates.size() > 1;
  if (!by_precedent(place, found) && !by_duty(place, found) && !by_exception(place, found) && !by_zone(place, found) &&
      !by_nearest(place, found))
    by_district(place, found);
  return found;
}

bool Responsible::by_precedent(const ReportPlace& place, Responsibility& found) const {
  const Precedent* best = nullptr;
  Metres least = rules_.precedent_radius;
  index_->precedents_near(place.sector, place.category, place.at, [&](std::size_t i) {
    const Precedent& precedent = rules_.precedents[i];
    const Metres d = distance(precedent.at, place.at);
    if (d > least || (best != nullptr && d == least && precedent.id > best->id)) return;
    best = &precedent;
    least = d;
  });
  if (best == nullptr) return false;
  found.method = ResponsibleBy::precedent;
  found.primary = best->zone;
  found.rule = best->id;
  found.distance = least;
  return true;
}

bool Responsible::by_duty(const ReportPlace& place, Responsibility& found) const {
  if (!place.street) return false;
  for (const std::size_t i : index_->duties_along(place.street->street)) {  // by id
    const SegmentDuty& duty = rules_.duties[i];
    const bool holds = duty.from <= place.street->measure && place.street->measure <= duty.to;
    if (!holds || !for_sector(duty.sector, place.sector) || !serves(duty.side, place.street->side)) continue;
    found.method = ResponsibleBy::segment_duty;
    found.primary = duty.zone;
    found.rule = duty.id;
    found.distance = place.street->distance;
    return true;
  }
  return false;
}

bool Responsible::by_exception(const ReportPlace& place, Responsibility& found) const {
  for (const std::int32_t e : exceptions_.covering(place.at)) {  // in the order of priority and code
    const ExceptionArea& area = rules_.exceptions[static_cast<std::size_t>(e)];
    if (!for_sector(area.sector, place.sector)) continue;
    found.method = ResponsibleBy::exception;
    found.primary = area.zone;
    found.rule = area.code;
    return true;
  }
  return false;
}

bool Responsible::by_zone(const ReportPlace& place, Responsibility& found) const {
  const auto rule = rules_.border == PointTie::south_east ? index::TieRule::south_east : index::TieRule::lowest;
  std::int32_t chosen = -1;
  const bool tie = answering_.locate(place.at, {&chosen, 1}, rule) != 0;
  if (chosen < 0) return false;
  found.primary = rules_.zones[static_cast<std::size_t>(chosen)].id;
  found.method = tie ? ResponsibleBy::tie : ResponsibleBy::inside;
  found.rule = !tie ? "inside" : rules_.border == PointTie::lowest_code ? "lowest_code" : "south_east";
  return true;
}

bool Responsible::by_nearest(const ReportPlace& place, Responsibility& found) const {
  const auto near = zones_.within(place.at, rules_.gap_reach);
  if (near.empty() || left_out_.locate(place.at).shape >= 0) return false;
  found.method = ResponsibleBy::nearest;
  found.primary = rules_.zones[static_cast<std::size_t>(near.front().shape)].id;
  found.rule = "nearest";
  found.distance = near.front().distance;
  return true;
}

void Responsible::by_district(const ReportPlace& place, Responsibility& found) const {
  const index::Hit hit = districts_.locate(place.at);
  if (hit.shape < 0) return;
  const District& district = rules_.districts[static_cast<std::size_t>(hit.shape)];
  found.method = ResponsibleBy::district;
  found.rule = district.name;
  found.district = district.id;
}

std::vector<Candidate> Responsible::candidates(const ReportPlace& place) const {
  std::vector<Candidate> found;
  for (const index::Nearest& near : zones_.within(place.at, std::max(rules_.least_accuracy, place.accuracy)))
    found.push_back({rules_.zones[static_cast<std::size_t>(near.shape)].id, near.distance});
  return found;
}

}  // namespace libgrid::attribution
