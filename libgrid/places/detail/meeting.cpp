#include <libgrid/places/detail/meeting.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace libgrid::places::detail {
namespace {

Xy nearest_on_segment(Xy p, Xy a, Xy b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  if (square == 0.0) return a;
  const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0);
  return {a.x + t * dx, a.y + t * dy};
}

struct Approach {
  Xy at;
  double gap = std::numeric_limits<double>::infinity();
};

/// The point of ab where cd crosses it, if it does so away from parallel.
std::optional<Xy> crossing(Xy a, Xy b, Xy c, Xy d) {
  const double cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (cross == 0.0) return std::nullopt;
  const double s = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / cross;
  const double t = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / cross;
  if (s < 0.0 || s > 1.0 || t < 0.0 || t > 1.0) return std::nullopt;
  return Xy{a.x + s * (b.x - a.x), a.y + s * (b.y - a.y)};
}

Approach approach(Xy a, Xy b, Xy c, Xy d) {
  if (const std::optional<Xy> at = crossing(a, b, c, d)) return {*at, 0.0};
  Approach best;
  const auto take = [&best](Xy on_first, Xy on_second) {
    const double gap = distance(on_first, on_second).value;
    if (gap < best.gap) best = {on_first, gap};
  };
  take(a, nearest_on_segment(a, c, d));
  take(b, nearest_on_segment(b, c, d));
  take(nearest_on_segment(c, a, b), c);
  take(nearest_on_segment(d, a, b), d);
  return best;
}

/// All approaches of at most `gap` between segments of two lines.
void collect(const LineString& a, const LineString& b, double gap, std::vector<Approach>& out) {
  if (a.size() < 2 || b.size() < 2 || !bounds(a).grown(Metres{gap}).meets(bounds(b))) return;
  for (std::size_t i = 0; i + 1 < a.size(); ++i)
    for (std::size_t j = 0; j + 1 < b.size(); ++j)
      if (const Approach found = approach(a[i], a[i + 1], b[j], b[j + 1]); found.gap <= gap) out.push_back(found);
}

std::size_t root_of(std::vector<std::size_t>& parent, std::size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

/// Points within `apart` of each other, through others, under one root.
std::vector<std::size_t> single_linkage(std::span<const Approach> points, double apart) {
  std::vector<std::size_t> parent(points.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (distance(points[i].at, points[j].at).value <= apart) {
        const auto [low, high] = std::pair(root_of(parent, i), root_of(parent, j));
        parent[std::max(low, high)] = std::min(low, high);
      }
  for (std::size_t i = 0; i < points.size(); ++i) parent[i] = root_of(parent, i);
  return parent;
}

Meeting meeting_of(std::span<const Approach> points, std::span<const std::size_t> root, std::size_t which) {
  Xy mean;
  Meeting meeting{.at = {}, .points = 0, .gap = Metres{std::numeric_limits<double>::infinity()}};
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (root[i] != which) continue;
    mean = {mean.x + points[i].at.x, mean.y + points[i].at.y};
    ++meeting.points;
    meeting.gap.value = std::min(meeting.gap.value, points[i].gap);
  }
  const auto n = static_cast<double>(meeting.points);
  mean = {mean.x / n, mean.y / n};
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < points.size(); ++i)
    if (root[i] == which && distance(points[i].at, mean).value < nearest) {
      nearest = distance(points[i].at, mean).value;
      meeting.at = points[i].at;
    }
  return meeting;
}

}  // namespace

std::vector<Meeting> meetings(std::span<const LineString> a, std::span<const LineString> b, Metres gap, Metres apart) {
  constexpr double kTouch = 0.01;  // a centimetre: what projecting a shared vertex may cost
  std::vector<Approach> points;
  for (const LineString& one : a)
    for (const LineString& other : b) collect(one, other, gap.value, points);
  if (std::ranges::any_of(points, [](const Approach& p) { return p.gap <= kTouch; }))
    std::erase_if(points, [](const Approach& p) { return p.gap > kTouch; });
  // The same points in any order of the ways; one place counts once.
  std::ranges::sort(points, {}, [](const Approach& p) { return std::pair(p.at, p.gap); });
  const auto again = std::ranges::unique(points, {}, &Approach::at);
  points.erase(again.begin(), again.end());

  const std::vector<std::size_t> root = single_linkage(points, apart.value);
  std::vector<Meeting> found;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (root[i] == i) found.push_back(meeting_of(points, root, i));
  for (Meeting& meeting : found)
    if (meeting.gap.value <= kTouch) meeting.gap = Metres{0.0};
  std::ranges::sort(found, {}, [](const Meeting& m) { return std::tuple(m.gap.value, -m.points, m.at); });
  return found;
}

NearestPoint nearest_on(std::span<const LineString> lines, Xy p) {
  NearestPoint best{.at = {}, .distance = Metres{std::numeric_limits<double>::infinity()}, .line = 0};
  for (std::size_t k = 0; k < lines.size(); ++k)
    for (std::size_t i = 0; i + 1 < lines[k].size(); ++i) {
      const Xy at = nearest_on_segment(p, lines[k][i], lines[k][i + 1]);
      if (const Metres away = distance(p, at); away.value < best.distance.value) best = {at, away, k};
    }
  return best;
}

}  // namespace libgrid::places::detail
