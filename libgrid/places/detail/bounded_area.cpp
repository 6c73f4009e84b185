#include <libgrid/places/detail/bounded_area.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/places/detail/meeting.hpp>
#include <libgrid/places/detail/street_path.hpp>

namespace libgrid::places::detail {
namespace {

constexpr std::size_t kNorth = 0, kSouth = 1, kEast = 2, kWest = 3;
constexpr std::size_t kMostMeetings = 3;  ///< of one corner

/// Corners in the order of the ring: north-east, north-west, south-west, south-east.
constexpr std::array<std::pair<std::size_t, std::size_t>, 4> kCorners{
    {{kNorth, kEast}, {kNorth, kWest}, {kSouth, kWest}, {kSouth, kEast}}};
/// The bound that leads from each corner to the next.
constexpr std::array<std::size_t, 4> kBetween{kNorth, kWest, kSouth, kEast};

Compass compass_at(std::size_t bound) { return static_cast<Compass>(bound + 1); }

/// Where two segments that do not share an end cross, if they do.
std::optional<Xy> crossing_of(Xy a, Xy b, Xy c, Xy d) {
  if (orientation(a, b, c) == orientation(a, b, d) || orientation(c, d, a) == orientation(c, d, b)) return std::nullopt;
  const double cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (cross == 0.0) return std::nullopt;
  const double share = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / cross;
  return Xy{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

double area_of(std::vector<Xy> ring) {
  if (ring.front() != ring.back()) ring.push_back(ring.front());
  return signed_area(ring).value;
}

/// Doubled points and there-and-back spikes.
std::vector<Xy> without_spikes(std::vector<Xy> ring) {
  ring.pop_back();
  for (bool again = true; again && ring.size() > 2;) {
    again = false;
    for (std::size_t i = 0; i < ring.size() && ring.size() > 2; ++i) {
      const std::size_t n = ring.size(), next = (i + 1) % n, after = (i + 2) % n;
      if (ring[i] != ring[next] && ring[i] != ring[after]) continue;
      ring.erase(ring.begin() + static_cast<std::ptrdiff_t>(next));
      again = true, i = n;
    }
  }
  if (!ring.empty()) ring.push_back(ring.front());
  return ring;
}

/// The larger of the two loops that a crossing of the edges i and j at `at` makes.
std::vector<Xy> larger_loop(const std::vector<Xy>& ring, std::size_t i, std::size_t j, Xy at) {
  const auto begin = ring.begin();
  std::vector<Xy> inner(begin + static_cast<std::ptrdiff_t>(i) + 1, begin + static_cast<std::ptrdiff_t>(j) + 1);
  std::vector<Xy> outer(begin, begin + static_cast<std::ptrdiff_t>(i) + 1);
  outer.push_back(at);
  outer.insert(outer.end(), begin + static_cast<std::ptrdiff_t>(j) + 1, ring.end());
  inner.insert(inner.begin(), at);
  inner.push_back(at);
  return std::abs(area_of(inner)) > std::abs(area_of(outer)) ? inner : outer;
}

std::optional<std::vector<Xy>> cut_one_loop(const std::vector<Xy>& ring) {
  for (std::size_t i = 0; i + 1 < ring.size(); ++i)
    for (std::size_t j = i + 2; j + 1 < ring.size(); ++j) {
      if (i == 0 && j + 2 == ring.size()) continue;  // neighbours at the seam
      const bool touch = ring[i] == ring[j] || ring[i + 1] == ring[j + 1] || ring[i] == ring[j + 1];
      const auto at = touch ? std::optional(ring[i] == ring[j] || ring[i] == ring[j + 1] ? ring[i] : ring[i + 1])
                            : crossing_of(ring[i], ring[i + 1], ring[j], ring[j + 1]);
      if (at) return without_spikes(larger_loop(ring, i, j, *at));
    }
  return std::nullopt;
}

Xy middle_of_line(const LineString& line) { return point_at(line, length(line) / 2.0); }

/// The middle of the widest stretch inside the ring, on five horizontal lines.
Xy point_inside(const std::vector<Xy>& ring) {
  const Box box = bounds(std::span<const Xy>(ring));
  Xy best = ring.front();
  double widest = -1.0;
  for (int k = 1; k <= 5; ++k) {
    const double y = box.min.y + (box.max.y - box.min.y) * k / 6.0;
    std::vector<double> at;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const Xy a = ring[i], b = ring[i + 1];
      if ((a.y > y) != (b.y > y)) at.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
    std::ranges::sort(at);
    for (std::size_t i = 0; i + 1 < at.size(); i += 2)
      if (at[i + 1] - at[i] > widest) widest = at[i + 1] - at[i], best = {(at[i] + at[i + 1]) / 2.0, y};
  }
  return best;
}

using Corners = std::array<std::vector<Meeting>, 4>;

/// The area of one choice of corners, if the paths are there and lie as they are said.
std::optional<BoundedArea> area_between(const AreaBounds& ways, const std::array<Meeting, 4>& corners, Metres jump) {
  BoundedArea area;
  std::array<Xy, 4> middle{};
  for (std::size_t k = 0; k < 4; ++k) {
    const LineString path = street_path(ways.at(kBetween.at(k)), corners.at(k).at, corners.at((k + 1) % 4).at, jump);
    if (path.size() < 2) return std::nullopt;
    middle.at(kBetween.at(k)) = middle_of_line(path);
    area.ring.insert(area.ring.end(), path.begin(), path.end());
    area.gap = std::max(area.gap, corners.at(k).gap);
  }
  if (middle[kEast].x <= middle[kWest].x || middle[kNorth].y <= middle[kSouth].y) return std::nullopt;
  area.ring.push_back(area.ring.front());
  area.ring = without_loops(std::move(area.ring));
  if (area.ring.size() < 4 || area_of(area.ring) == 0.0) return std::nullopt;
  if (area_of(area.ring) < 0.0) std::ranges::reverse(area.ring);
  area.inside = point_inside(area.ring);
  return area;
}

}  // namespace

std::vector<Xy> without_loops(std::vector<Xy> ring) {
  ring = without_spikes(std::move(ring));
  while (ring.size() > 3) {
    auto smaller = cut_one_loop(ring);
    if (!smaller) break;
    ring = std::move(*smaller);
  }
  return ring;
}

BoundedAreas bounded_areas(const AreaBounds& ways, const AreaOptions& options) {
  BoundedAreas areas;
  Corners corners;
  for (std::size_t k = 0; k < 4; ++k) {
    const auto [a, b] = kCorners.at(k);
    corners.at(k) = meetings(ways.at(a), ways.at(b), options.gap, options.apart);
    if (corners.at(k).empty()) corners.at(k) = meetings(ways.at(a), ways.at(b), options.corner, options.apart);
    if (corners.at(k).size() > kMostMeetings) corners.at(k).resize(kMostMeetings);
    if (corners.at(k).empty()) return areas.open = {compass_at(a), compass_at(b)}, areas;
  }
  for (const Meeting& north_east : corners[0])
    for (const Meeting& north_west : corners[1])
      for (const Meeting& south_west : corners[2])
        for (const Meeting& south_east : corners[3])
          if (auto area = area_between(ways, {north_east, north_west, south_west, south_east}, options.jump))
            areas.found.push_back(std::move(*area));
  std::ranges::stable_sort(areas.found, {}, [](const BoundedArea& area) { return area_of(area.ring); });
  const auto same = std::ranges::unique(areas.found, {}, &BoundedArea::ring);
  areas.found.erase(same.begin(), same.end());
  if (areas.found.empty()) areas.open = {compass_at(kNorth), compass_at(kSouth)};
  return areas;
}

}  // namespace libgrid::places::detail
