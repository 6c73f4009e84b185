#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include <libgrid/hotspot/street_cases.hpp>

namespace libgrid {
namespace hotspot {
namespace {

bool before(const ForestCase& a, const ForestCase& b) {
  return a.opened != b.opened ? a.opened < b.opened : a.id < b.id;
}

/// May the earlier case be parent of the later one, whatever their distance?
bool in_time(const ForestCase& earlier, const ForestCase& later, Seconds window) {
  if (!earlier.closed) return true;
  if (*earlier.closed < earlier.opened) return false;
  return *earlier.closed > later.opened || later.opened <= *earlier.closed + window;
}

double plane_distance(Xy a, Xy b) {
  const double dx = a.x - b.x;
  const double dy = a.y - b.y;
  return std::sqrt(dx * dx + dy * dy);
}

/// A square of a layer of squares; `layer` keeps categories apart.
struct Square {
  std::size_t layer = 0;
  std::int64_t y = 0, x = 0;
  friend auto operator<=>(const Square&, const Square&) = default;
};

/// Points in squares of the reach, to be asked for the neighbours of a point.
class SquareList {
 public:
  explicit SquareList(double side) : side_(side) {}

  void add(std::size_t layer, Xy at, std::uint32_t id) { entries_.emplace_back(square(layer, at), id); }
  void finish() { std::ranges::sort(entries_); }

  template <class Visit>
  void around(std::size_t layer, Xy at, const Visit& visit) const {
    const Square centre = square(layer, at);
    for (std::int64_t y = centre.y - 1; y <= centre.y + 1; ++y) {
      auto it = std::ranges::lower_bound(entries_, std::pair(Square{layer, y, centre.x - 1}, std::uint32_t{0}));
      for (; it != entries_.end() && it->first <= Square{layer, y, centre.x + 1}; ++it) visit(it->second);
    }
  }

  /// visit(i, j) of all ids within `most` of each other, itself too; at: of every id. From square to square the three
  /// rows around it only move on, so nothing is searched, and places are read in the order of the squares (a million
  /// cases: 0.3 of the time of one search each).
  template <class Visit>
  void near(std::span<const Xy> at, double most, const Visit& visit) const {
    std::vector<Xy> places;
    places.reserve(entries_.size());
    for (const auto& [of, id] : entries_) places.push_back(at[id]);
    std::array<std::size_t, 3> row{};
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const Square& centre = entries_[i].first;
      for (std::size_t k = 0; k < row.size(); ++k) {
        const std::int64_t y = centre.y + static_cast<std::int64_t>(k) - 1;
        const Square from{centre.layer, y, centre.x - 1}, to{centre.layer, y, centre.x + 1};
        while (row[k] < entries_.size() && entries_[row[k]].first < from) ++row[k];
        for (std::size_t j = row[k]; j < entries_.size() && entries_[j].first <= to; ++j)
          if (plane_distance(places[i], places[j]) <= most) visit(entries_[i].second, entries_[j].second);
      }
    }
  }

 private:
  [[nodiscard]] Square square(std::size_t layer, Xy at) const {
    return {layer, static_cast<std::int64_t>(std::floor(at.y / side_)),
            static_cast<std::int64_t>(std::floor(at.x / side_))};
  }
  double side_;
  std::vector<std::pair<Square, std::uint32_t>> entries_;
};

std::pair<std::int32_t, Metres> order_of(const roads::StreetPlace& p) { return {p.segment, p.measure}; }

/// Pairs that are near enough in time and, as the crow flies, in space; the plane's ones are measured.
struct Candidates {
  std::vector<CasePair> plane;
  std::vector<CasePair> street;  ///< a on the earlier place of the streets
};

Candidates candidates_of(std::span<const ForestCase> cases, const StreetPlaces& streets, const ForestRules& rules) {
  const double radius = rules.radius.value;
  SquareList own(radius), off_street(radius), snapped(radius);
  for (std::uint32_t i = 0; i < cases.size(); ++i) {
    if (!cases[i].has_place) continue;
    own.add(cases[i].category, cases[i].at, i);
    if (streets.place[i])
      snapped.add(cases[i].category, streets.on_street[i], i);
    else
      off_street.add(cases[i].category, cases[i].at, i);
  }
  own.finish(), off_street.finish(), snapped.finish();
  Candidates found;
  const auto useful = [&](std::uint32_t j, std::uint32_t i) {
    return before(cases[j], cases[i]) && in_time(cases[j], cases[i], rules.window);
  };
  for (std::uint32_t i = 0; i < cases.size(); ++i) {
    if (!cases[i].has_place) continue;
    const SquareList& others = streets.place[i] ? off_street : own;  // one of the two is on no street
    others.around(cases[i].category, cases[i].at, [&](std::uint32_t j) {
      if (!useful(j, i)) return;
      const double d = plane_distance(cases[i].at, cases[j].at);
      if (d <= radius) found.plane.push_back({j, i, Metres{d}});
    });
  }
  // A street is never shorter than the straight line; 1 mm is more than the rounding of both.
  snapped.near(streets.on_street, radius + 1e-3, [&](std::uint32_t i, std::uint32_t j) {
    if (!useful(j, i)) return;
    const bool forward = order_of(*streets.place[j]) <= order_of(*streets.place[i]);
    found.street.push_back({forward ? j : i, forward ? i : j, Metres{}});
  });
  return found;
}

}  // namespace

StreetGround street_ground(std::span<const LineString> segments, Metres reach) {
  return {roads::StreetGraph::build(segments), roads::Snapper::build(segments), reach};
}

StreetPlaces on_streets(const StreetGround& ground, std::span<const Xy> places) {
  StreetPlaces found{{places.begin(), places.end()}, {places.begin(), places.end()}, {}};
  found.place.resize(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const roads::Snap snap = ground.snapper.nearest(places[i], ground.reach);
    if (snap.line < 0) continue;
    const Metres whole = ground.graph.length(snap.line);
    found.place[i] = roads::StreetPlace{snap.line, std::clamp(snap.measure, Metres{0.0}, whole)};
    found.on_street[i] = snap.at;
  }
  return found;
}

std::vector<CasePair> near_pairs(std::span<const ForestCase> cases, const StreetGround& ground,
                                 const StreetPlaces& places, const ForestRules& rules) {
  Candidates found = candidates_of(cases, places, rules);
  const auto place = [&](const CasePair& pair) { return order_of(*places.place[pair.a]); };
  std::ranges::sort(found.street, {}, [&](const CasePair& pair) { return std::tuple(place(pair), pair.a, pair.b); });
  std::vector<CasePair> pairs = std::move(found.plane);
  for (std::size_t from = 0, to = 0; from < found.street.size(); from = to) {
    while (to < found.street.size() && place(found.street[to]) == place(found.street[from])) ++to;
    const roads::StreetsAround around = ground.graph.around(*places.place[found.street[from].a], rules.radius);
    for (std::size_t k = from; k < to; ++k) {
      const auto distance = around.to(*places.place[found.street[k].b]);
      if (distance) pairs.push_back({found.street[k].a, found.street[k].b, *distance});
    }
  }
  return pairs;
}

std::vector<std::optional<Metres>> nearest_of(const StreetGround& ground, const StreetPlaces& places,
                                              const StreetPlaces& others, Metres limit) {
  SquareList own(limit.value), snapped(limit.value);
  for (std::uint32_t i = 0; i < places.at.size(); ++i) {
    own.add(0, places.at[i], i);
    if (places.place[i]) snapped.add(0, places.on_street[i], i);
  }
  own.finish(), snapped.finish();
  std::vector<std::optional<Metres>> nearest(places.at.size());
  const auto offer = [&](std::uint32_t i, Metres distance) {
    if (distance <= limit && (!nearest[i] || distance < *nearest[i])) nearest[i] = distance;
  };
  for (std::size_t k = 0; k < others.at.size(); ++k) {
    own.around(0, others.at[k], [&](std::uint32_t i) {
      if (!others.place[k] || !places.place[i]) offer(i, Metres{plane_distance(others.at[k], places.at[i])});
    });
    if (!others.place[k]) continue;
    const roads::StreetsAround around = ground.graph.around(*others.place[k], limit);
    snapped.around(0, others.on_street[k], [&](std::uint32_t i) {
      if (const auto distance = around.to(*places.place[i])) offer(i, *distance);
    });
  }
  return nearest;
}

}  // namespace hotspot
}  // namespace libgrid
