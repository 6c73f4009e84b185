#include <libgrid/attribution/responsibility.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <tuple>

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

/// The nearest piece of a line and the side of it on which p lies.
struct OnLine {
  Metres distance{std::numeric_limits<double>::infinity()};
  Side side = Side::on;
};

OnLine nearest_on(const LineString& line, Xy p) {
  OnLine best;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Metres d = distance_to_segment(p, line[i - 1], line[i]);
    if (d < best.distance) best = {d, orientation(line[i - 1], line[i], p)};
  }
  return best;
}

bool serves(RoadSide side, Side of_place) {
  if (side == RoadSide::whole || of_place == Side::on) return true;
  return (side == RoadSide::left) == (of_place == Side::left);
}

bool finite(Xy p) { return std::isfinite(p.x) && std::isfinite(p.y); }

/// Whether the shape contains p moved by a hair to the south, then to the east (index/layer_locator.hpp, south_east):
/// parity of the crossings to the east of the moved point.
bool contains_moved(const MultiPolygon& shape, Xy p) {
  bool inside = false;
  const auto scan = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      Xy a = ring[i - 1], b = ring[i];
      if (b.y < a.y) std::swap(a, b);
      if ((a.y < p.y) == (b.y < p.y)) continue;
      Side side = orientation(a, b, p);
      if (side == Side::on) side = b.x < a.x ? Side::left : Side::right;
      inside ^= side == Side::left;
    }
  };
  for (const Polygon& polygon : shape) {
    scan(polygon.outer);
    for (const Ring& hole : polygon.holes) scan(hole);
  }
  return inside;
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
      exceptions_(locator_of(rules_.exceptions)) {}

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
  for (const Precedent& precedent : rules_.precedents) {
    if (precedent.category != place.category || precedent.sector != place.sector) continue;
    const Metres d = distance(precedent.at, place.at);
    if (d > least || (best != nullptr && d == least)) continue;
    best = &precedent;
    least = d;
  }
  if (best == nullptr) return false;
  found.method = ResponsibleBy::precedent;
  found.primary = best->zone;
  found.rule = best->id;
  found.distance = least;
  return true;
}

bool Responsible::by_duty(const ReportPlace& place, Responsibility& found) const {
  if (place.street.empty()) return false;
  const SegmentDuty* best = nullptr;
  Metres least = rules_.segment_reach;
  for (const SegmentDuty& duty : rules_.duties) {
    if (duty.street != place.street || !for_sector(duty.sector, place.sector)) continue;
    const OnLine near = nearest_on(duty.line, place.at);
    if (near.distance > least || (best != nullptr && near.distance == least) || !serves(duty.side, near.side)) continue;
    best = &duty;
    least = near.distance;
  }
  if (best == nullptr) return false;
  found.method = ResponsibleBy::segment_duty;
  found.primary = best->zone;
  found.rule = best->id;
  found.distance = least;
  return true;
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
  const std::vector<std::int32_t> covering = zones_.covering(place.at);
  if (covering.empty()) return false;
  std::int32_t chosen = covering.front();
  const bool tie = zones_.locate(place.at).where == Location::border;
  if (rules_.border == PointTie::south_east) {
    const auto half_open = std::ranges::find_if(covering, [&](std::int32_t z) {
      return contains_moved(rules_.zones[static_cast<std::size_t>(z)].shape, place.at);
    });
    if (half_open != covering.end()) chosen = *half_open;
  }
  found.primary = rules_.zones[static_cast<std::size_t>(chosen)].id;
  found.method = tie ? ResponsibleBy::tie : ResponsibleBy::inside;
  found.rule = !tie ? "inside" : rules_.border == PointTie::lowest_code ? "lowest_code" : "south_east";
  return true;
}

bool Responsible::by_nearest(const ReportPlace& place, Responsibility& found) const {
  const auto near = zones_.within(place.at, rules_.gap_reach);
  if (near.empty()) return false;
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
