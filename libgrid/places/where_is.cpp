#include <libgrid/places/where_is.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <tuple>

#include <libgrid/places/detail/beside.hpp>
#include <libgrid/places/detail/bounded_area.hpp>
#include <libgrid/places/detail/find_street.hpp>
#include <libgrid/places/detail/meeting.hpp>
#include <libgrid/places/detail/street_path.hpp>

namespace libgrid::places {
namespace {

using detail::find_street;
using detail::FoundStreet;
using detail::kAsWritten;
using detail::kOverGap;

constexpr double kHalfKnown = 0.6;
constexpr double kNumberUnused = 0.4;  ///< of a house number only the street was found

Xy middle_of(std::span<const LineString> ways) {
  Box box;
  for (const LineString& way : ways) box.extend(bounds(way));
  return detail::nearest_on(ways, {(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2}).at;
}

/// The same pieces in any order of the ways.
std::vector<LineString> in_order(std::vector<LineString> ways) {
  std::ranges::sort(ways);
  return ways;
}

WhereCandidate along(const FoundStreet& found, std::vector<LineString> stretch) {
  WhereCandidate candidate;
  candidate.at = middle_of(stretch);
  candidate.stretch = std::move(stretch);
  candidate.confidence = found.confidence;
  candidate.street = found.street->name;
  return candidate;
}

class Search {
 public:
  Search(const LocationPart& said, const Gazetteer& gazetteer, const WhereOptions& options)
      : gazetteer_(gazetteer), options_(options) {
    result_.said = said;
  }

  Whereabouts run() {
    switch (result_.said.kind) {
      case LocationKind::street:
        whole_street();
        break;
      case LocationKind::crossing:
        crossing();
        break;
      case LocationKind::stretch:
        stretch();
        break;
      case LocationKind::section:
        section();
        break;
      case LocationKind::bridge:
        bridge();
        break;
      case LocationKind::near:
        near();
        break;
      case LocationKind::around:
        around();
        break;
      case LocationKind::address:
        address();
        break;
      case LocationKind::area:
        area();
        break;
    }
    if (result_.said.offset > Metres{0.0}) move_aside();
    if (result_.said.number > 0 && result_.said.kind != LocationKind::address)
      doubt(WhereDoubt::number_not_used, kHalfKnown);
    conclude();
    return std::move(result_);
  }

 private:
  FoundStreet known(const std::string& name) {
    const FoundStreet found = name.empty() ? FoundStreet{} : find_street(name, gazetteer_);
    if (found.street == nullptr) miss(name.empty() ? WhereMiss::nothing_said : WhereMiss::street_missing, name);
    return found;
  }

  void miss(WhereMiss why, const std::string& name = {}) {
    if (result_.miss != WhereMiss::nothing_said) return;  // the first cause is the one that is told
    result_.miss = why;
    result_.missing = name;
  }

  /// Every candidate is at most this sure; the first doubt is the one that is told.
  void doubt(WhereDoubt why, double most) {
    if (result_.candidates.empty()) return;
    if (result_.doubt == WhereDoubt::none) result_.doubt = why;
    for (WhereCandidate& candidate : result_.candidates) candidate.confidence = std::min(candidate.confidence, most);
  }

  void whole_street() {
    const FoundStreet found = known(result_.said.street);
    if (found.street == nullptr) return;
    result_.candidates.push_back(along(found, in_order(part_of(found))));
  }

  static std::vector<LineString> part_of(const FoundStreet& found) {
    return found.part == Compass::none ? found.street->ways : detail::street_section(found.street->ways, found.part);
  }

  std::vector<detail::Meeting> meet(const NamedStreet& a, const NamedStreet& b) const {
    return detail::meetings(a.ways, b.ways, options_.gap, options_.apart);
  }

  /// Two streets; where more are named, the first two of them that meet, at the crossings that the others touch.
  void crossing() {
    const std::vector<FoundStreet> streets = crossing_streets();
    if (streets.size() < 2) return miss(WhereMiss::nothing_said, result_.said.from);
    for (std::size_t i = 0; i < streets.size() && result_.candidates.empty(); ++i)
      for (std::size_t j = i + 1; j < streets.size() && result_.candidates.empty(); ++j)
        add_meetings(touched_by(meet(*streets[i].street, *streets[j].street), streets),
                     std::min(streets[i].confidence, streets[j].confidence), streets[i].street->name);
    if (result_.candidates.empty()) miss(WhereMiss::no_crossing, result_.said.street + " / " + result_.said.from);
  }

  /// The known ones, each once. A name that is not known is the miss, unless two others are.
  std::vector<FoundStreet> crossing_streets() {
    std::vector<std::string> names{result_.said.street, result_.said.from};
    names.insert(names.end(), result_.said.also.begin(), result_.said.also.end());
    std::vector<FoundStreet> streets;
    for (const std::string& name : names)
      if (const FoundStreet found = known(name); found.street != nullptr && !holds_street(streets, found))
        streets.push_back(found);
    return streets;
  }

  static bool holds_street(const std::vector<FoundStreet>& streets, const FoundStreet& found) {
    return std::ranges::find(streets, found.street, &FoundStreet::street) != streets.end();
  }

  std::vector<detail::Meeting> touched_by(std::vector<detail::Meeting> meetings,
                                          const std::vector<FoundStreet>& streets) const {
    if (streets.size() < 3) return meetings;
    std::vector<detail::Meeting> kept = meetings;
    std::erase_if(kept, [&](const detail::Meeting& meeting) {
      return !std::ranges::all_of(streets, [&](const FoundStreet& found) {
        return detail::nearest_on(found.street->ways, meeting.at).distance.value <= options_.apart.value;
      });
    });
    return kept.empty() ? meetings : kept;
  }

  void add_meetings(const std::vector<detail::Meeting>& meetings, double confidence, const std::string& street) {
    for (const detail::Meeting& meeting : meetings) {
      WhereCandidate candidate;
      candidate.at = meeting.at;
      candidate.confidence = std::min(confidence, meeting.gap.value > 0.0 ? kOverGap : kAsWritten);
      candidate.street = street;
      result_.candidates.push_back(std::move(candidate));
    }
  }

  /// An end of a stretch: a street that is crossed, or a place that is passed.
  std::vector<Xy> stops(const NamedStreet& street, const std::string& name) {
    std::vector<Xy> at;
    if (const FoundStreet other = find_street(name, gazetteer_); other.street != nullptr) {
      for (const detail::Meeting& meeting : meet(street, *other.street)) at.push_back(meeting.at);
      if (at.empty()) miss(WhereMiss::no_crossing, street.name + " / " + name);
    } else if (const NamedPlace* place = gazetteer_.place(name)) {
      at.push_back(place->at);
    } else {
      miss(WhereMiss::street_missing, name);
    }
    return at;
  }

  void stretch() {
    if (result_.said.street.empty()) return miss(WhereMiss::nothing_said, result_.said.from);
    const FoundStreet found = known(result_.said.street);
    if (found.street == nullptr) return;
    const std::vector<Xy> from = stops(*found.street, result_.said.from);
    const std::vector<Xy> to = stops(*found.street, result_.said.to);
    LineString best;
    for (const Xy a : from)
      for (const Xy b : to) {
        LineString path = detail::street_path(found.street->ways, a, b, options_.jump);
        if (path.size() >= 2 && (best.empty() || length(path).value < length(best).value)) best = std::move(path);
      }
    if (best.empty()) return miss(WhereMiss::no_crossing, result_.said.from + " / " + result_.said.to);
    result_.candidates.push_back(along(found, {std::move(best)}));
  }

  void section() {
    const FoundStreet found = known(result_.said.street);
    if (found.street == nullptr) return;
    if (result_.said.place.empty()) {
      result_.candidates.push_back(
          along(found, in_order(detail::street_section(found.street->ways, result_.said.section))));
      return;
    }
    const NamedPlace* place = gazetteer_.place(result_.said.place);
    if (place == nullptr) return miss(WhereMiss::place_missing, result_.said.place);
    const detail::NearestPoint foot = detail::nearest_on(found.street->ways, place->at);
    const LineString& way = found.street->ways[foot.line];
    const Metres at = measure_of(way, foot.at);
    WhereCandidate candidate = along(
        found, {substring(way, Metres{at.value - options_.reach.value}, Metres{at.value + options_.reach.value})});
    candidate.at = foot.at;
    candidate.place = place->name;
    result_.candidates.push_back(std::move(candidate));
  }

  static Metres measure_of(const LineString& way, Xy on_way) {
    double measure = 0.0;
    double best = std::numeric_limits<double>::infinity();
    double found = 0.0;
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
      if (const double away = distance_to_segment(on_way, way[i], way[i + 1]).value; away < best) {
        best = away;
        found = measure + distance(way[i], on_way).value;
      }
      measure += distance(way[i], way[i + 1]).value;
    }
    return Metres{found};
  }

  void bridge() {
    const FoundStreet found = known(result_.said.street);
    if (found.street == nullptr) return;
    for (const NamedStreet* water : gazetteer_.waterways())
      add_meetings(meet(*found.street, *water), found.confidence, found.street->name);
    if (result_.candidates.empty()) miss(WhereMiss::no_crossing, result_.said.street);
  }

  void near() {
    const NamedPlace* place = gazetteer_.place(result_.said.place);
    const FoundStreet street =
        result_.said.street.empty() ? FoundStreet{} : find_street(result_.said.street, gazetteer_);
    if (place == nullptr && street.street == nullptr)
      return result_.said.street.empty() ? miss(WhereMiss::place_missing, result_.said.place)
                                         : miss(WhereMiss::street_missing, result_.said.street);
    WhereCandidate candidate = place == nullptr ? along(street, in_order(street.street->ways)) : WhereCandidate{};
    if (place != nullptr) {
      candidate.at = place->at;
      candidate.place = place->name;
      if (street.street != nullptr) candidate.street = street.street->name;
    }
    const bool both = place != nullptr && (result_.said.street.empty() || street.street != nullptr);
    candidate.confidence = kAsWritten;
    result_.candidates.push_back(std::move(candidate));
    if (!both) doubt(WhereDoubt::partly_known, kHalfKnown);
  }

  void around() {
    for (const NamedPlace& place : gazetteer_.places()) {
      if (std::ranges::find(result_.said.classes, place.place_class) == result_.said.classes.end()) continue;
      WhereCandidate candidate;
      candidate.at = place.at;
      candidate.confidence = kAsWritten;
      candidate.place = place.name;
      result_.candidates.push_back(std::move(candidate));
    }
    std::ranges::sort(result_.candidates, {}, [](const WhereCandidate& c) { return std::tuple(c.at, c.place); });
    if (result_.candidates.empty()) miss(WhereMiss::place_missing);
  }

  /// A range of which one end is not known holds the other end alone; one from odd to even holds both parities.
  static bool holds(int from, int to, int number) {
    if (from <= 0 || to <= 0) return number > 0 && (number == from || number == to);
    const auto [low, high] = std::minmax({from, to});
    return number >= low && number <= high && (from % 2 != to % 2 || number % 2 == to % 2);
  }

  void address() {
    const FoundStreet found = known(result_.said.street);
    if (found.street == nullptr) return;
    const int number = result_.said.number;
    if (gazetteer_.addresses(found.street->name).empty()) {
      result_.candidates.push_back(along(found, in_order(part_of(found))));
      return doubt(WhereDoubt::number_not_used, kNumberUnused);
    }
    for (const AddressRange& range : gazetteer_.addresses(found.street->name)) {
      if (holds(range.left_from, range.left_to, number))
        add_address(range, range.left_from, range.left_to, StreetSide::left, found);
      if (holds(range.right_from, range.right_to, number))
        add_address(range, range.right_from, range.right_to, StreetSide::right, found);
    }
    std::ranges::sort(result_.candidates, {}, &WhereCandidate::at);
    if (result_.candidates.empty()) miss(WhereMiss::number_missing, std::to_string(number));
  }

  void add_address(const AddressRange& range, int from, int to, StreetSide side, const FoundStreet& found) {
    const bool one_number = from == to || from <= 0 || to <= 0;
    const double share =
        one_number ? 0.5 : static_cast<double>(result_.said.number - from) / static_cast<double>(to - from);
    WhereCandidate candidate;
    candidate.at = point_at(range.line, Metres{share * length(range.line).value});
    candidate.confidence = found.confidence;
    candidate.side = side;
    candidate.street = found.street->name;
    result_.candidates.push_back(std::move(candidate));
  }

  /// The four bounds that are known; the first that is not is the miss.
  std::vector<FoundStreet> bounds_said() {
    std::vector<FoundStreet> found;
    for (const std::string& name : result_.said.bounds) found.push_back(known(name));
    return found;
  }

  void area() {
    const std::vector<FoundStreet> bounds = bounds_said();
    if (std::ranges::find(bounds, nullptr, &FoundStreet::street) != bounds.end()) return;
    detail::AreaBounds ways{};
    double sure = kAsWritten;
    for (std::size_t i = 0; i < 4; ++i)
      ways.at(i) = bounds[i].street->ways, sure = std::min(sure, bounds[i].confidence);
    const detail::BoundedAreas areas = detail::bounded_areas(
        ways, {.gap = options_.gap, .apart = options_.apart, .jump = options_.jump, .corner = options_.corner});
    for (const detail::BoundedArea& area : areas.found) {
      WhereCandidate candidate;
      candidate.area = area.ring;
      candidate.at = area.inside;
      candidate.confidence = std::min(sure, area.gap.value > 0.0 ? kOverGap : kAsWritten);
      result_.candidates.push_back(std::move(candidate));
    }
    if (areas.found.empty()) {
      const auto name = [&](Compass bound) { return result_.said.bounds.at(static_cast<std::size_t>(bound) - 1); };
      return miss(WhereMiss::no_crossing, name(areas.open.first) + " / " + name(areas.open.second));
    }
    if (std::ranges::any_of(areas.found, [&](const auto& area) { return area.gap > options_.gap; }))
      doubt(WhereDoubt::corner_open, kHalfKnown);
  }

  /// The streets of the text, along which an offset may lead.
  std::vector<const NamedStreet*> streets_said() const {
    std::vector<std::string> names{result_.said.street};
    if (result_.said.kind == LocationKind::crossing) names.push_back(result_.said.from);
    std::vector<const NamedStreet*> streets;
    for (const std::string& name : names)
      if (const FoundStreet found = name.empty() ? FoundStreet{} : find_street(name, gazetteer_);
          found.street != nullptr)
        streets.push_back(found.street);
    return streets;
  }

  void move_aside() {
    const std::vector<const NamedStreet*> streets = streets_said();
    bool straight = false;
    for (WhereCandidate& candidate : result_.candidates) {
      const Xy by = detail::step_of(result_.said.side, result_.said.offset);
      std::optional<Xy> along_street;
      if (candidate.stretch.empty() && candidate.area.empty())
        along_street =
            detail::along_towards(streets, candidate.at, result_.said.side, result_.said.offset, options_.jump);
      straight = straight || !along_street;
      candidate.at = along_street.value_or(Xy{candidate.at.x + by.x, candidate.at.y + by.y});
      for (LineString& way : candidate.stretch) detail::shift(way, by);
      detail::shift(candidate.area, by);
      candidate.confidence = std::min(candidate.confidence, kOverGap);
    }
    if (straight) doubt(WhereDoubt::offset_straight, kHalfKnown);
  }

  void conclude() {
    if (result_.candidates.empty()) return;
    result_.missing.clear();
    std::ranges::stable_sort(result_.candidates, std::ranges::greater{}, &WhereCandidate::confidence);
    if (result_.said.kind == LocationKind::around) {
      result_.status = WhereStatus::area;
      result_.miss = WhereMiss::none;
      return;
    }
    const auto n = static_cast<double>(result_.candidates.size());
    const bool area = result_.said.kind == LocationKind::area;
    result_.status = n > 1 ? WhereStatus::several : area ? WhereStatus::area : WhereStatus::found;
    result_.miss = n > 1 ? WhereMiss::several : WhereMiss::none;
    for (WhereCandidate& candidate : result_.candidates) candidate.confidence /= n;
  }

  const Gazetteer& gazetteer_;
  const WhereOptions& options_;
  Whereabouts result_;
};

}  // namespace

std::string_view word(WhereStatus status) {
  static constexpr std::array<std::string_view, 4> kWords{"found", "several", "area", "unknown"};
  return kWords.at(static_cast<std::size_t>(status));
}

std::string_view word(WhereMiss miss) {
  static constexpr std::array<std::string_view, 7> kWords{
      "", "nothing_said", "street_missing", "place_missing", "no_crossing", "number_missing", "several"};
  return kWords.at(static_cast<std::size_t>(miss));
}

std::string_view word(WhereDoubt doubt) {
  static constexpr std::array<std::string_view, 5> kWords{"", "number_not_used", "offset_straight", "corner_open",
                                                          "partly_known"};
  return kWords.at(static_cast<std::size_t>(doubt));
}

std::string_view word(StreetSide side) {
  static constexpr std::array<std::string_view, 3> kWords{"", "left", "right"};
  return kWords.at(static_cast<std::size_t>(side));
}

Whereabouts where_is(const LocationPart& said, const Gazetteer& gazetteer, const WhereOptions& options) {
  return Search(said, gazetteer, options).run();
}

std::vector<Whereabouts> where_are(std::string_view text, const Gazetteer& gazetteer, const WhereOptions& options) {
  std::vector<Whereabouts> found;
  for (const LocationPart& said : parse_location(text, gazetteer.vocabulary()).parts)
    found.push_back(where_is(said, gazetteer, options));
  return found;
}

Whereabouts where_is(std::string_view text, const Gazetteer& gazetteer, const WhereOptions& options) {
  const LocationText said = parse_location(text, gazetteer.vocabulary());
  if (!said.parts.empty()) return where_is(said.parts.front(), gazetteer, options);
  Whereabouts nothing;
  nothing.missing = said.rest;
  return nothing;
}

}  // namespace libgrid::places
