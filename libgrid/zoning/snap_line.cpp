#include <libgrid/zoning/snap_line.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <libgrid/zoning/detail/finite_line.hpp>
#include <libgrid/zoning/detail/number_text.hpp>

namespace libgrid::zoning {
namespace {

constexpr double kDetour = 4.0;  ///< what a metre at full reach costs more

double distance_to_line(std::span<const Xy> line, Xy p) {
  double least = HUGE_VAL;
  for (std::size_t i = 1; i < line.size(); ++i)
    least = std::min(least, distance_to_segment(p, line[i - 1], line[i]).value);
  return least;
}

Xy foot_on(Xy p, Xy a, Xy b) {
  const double dx = b.x - a.x, dy = b.y - a.y, all = dx * dx + dy * dy;
  const double share = all > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / all, 0.0, 1.0) : 0.0;
  if (share == 1.0) return b;
  return {a.x + share * dx, a.y + share * dy};
}

using StreetEdge = std::pair<Xy, Xy>;  ///< lower point first

/// Street edges near a drawn line as a graph.
class StreetCorridor {
 public:
  StreetCorridor(std::span<const Xy> drawn, std::span<const LineString> streets, double reach)
      : drawn_(drawn), reach_(reach) {
    const Box box = bounds(drawn).grown(Metres{reach});
    for (const LineString& street : streets) {
      for (std::size_t i = 1; i < street.size(); ++i) {
        const Box here = bounds(std::span(street).subspan(i - 1, 2));
        if (street[i - 1] != street[i] && box.meets(here)) edges_.insert(std::minmax(street[i - 1], street[i]));
      }
    }
  }

  /// Makes the street point nearest to p a vertex. Nothing: none is within reach.
  std::optional<Xy> anchor(Xy p) {
    std::optional<std::pair<double, StreetEdge>> best;
    for (const StreetEdge& edge : edges_) {
      const double away = distance(p, foot_on(p, edge.first, edge.second)).value;
      if (away <= reach_ && (!best || away < best->first)) best = {away, edge};
    }
    if (!best) return std::nullopt;
    const StreetEdge edge = best->second;
    const Xy foot = foot_on(p, edge.first, edge.second);
    if (foot == edge.first || foot == edge.second) return foot;
    edges_.erase(edge);
    edges_.insert(std::minmax(edge.first, foot));
    edges_.insert(std::minmax(foot, edge.second));
    return foot;
  }

  /// Dijkstra; ties by the lower point. Empty: no way.
  LineString way(Xy from, Xy to) {
    connect();
    std::map<Xy, std::pair<double, Xy>> reached;
    using Entry = std::tuple<double, Xy, Xy>;  // cost, point, from where
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    queue.emplace(0.0, from, from);
    while (!queue.empty()) {
      const auto [cost, here, before] = queue.top();
      queue.pop();
      if (!reached.emplace(here, std::pair(cost, before)).second) continue;
      if (here == to) break;
      for (const auto& [next, price] : neighbours_[here])
        if (!reached.contains(next)) queue.emplace(cost + price, next, here);
    }
    LineString line;
    if (!reached.contains(to)) return line;
    for (Xy at = to; at != from; at = reached.at(at).second) line.push_back(at);
    line.push_back(from);
    std::ranges::reverse(line);
    return line;
  }

 private:
  void connect() {
    std::map<Xy, double> away;
    const auto how_far = [&](Xy p) {
      const auto [there, is_new] = away.try_emplace(p, 0.0);
      if (is_new) there->second = distance_to_line(drawn_, p);
      return there->second;
    };
    for (const auto& [a, b] : edges_) {
      if (how_far(a) > reach_ || how_far(b) > reach_) continue;
      const double off = distance_to_line(drawn_, {(a.x + b.x) / 2.0, (a.y + b.y) / 2.0});
      const double price = distance(a, b).value * (1.0 + kDetour * off / reach_);
      neighbours_[a].emplace_back(b, price);
      neighbours_[b].emplace_back(a, price);
    }
  }

  std::span<const Xy> drawn_;
  double reach_;
  std::set<StreetEdge> edges_;
  std::map<Xy, std::vector<std::pair<Xy, double>>> neighbours_;
};

Error not_along(std::string why) { return make_error(ErrorCode::parameter_invalid, std::move(why)).at_field("line"); }

std::string metres(double length) { return detail::fixed(length, 1); }

/// Which end has no street within reach, where it is, and how far the nearest one.
Error no_street_near(const char* end, Xy p, std::span<const LineString> streets, double reach) {
  double nearest = HUGE_VAL;
  for (const LineString& street : streets) nearest = std::min(nearest, distance_to_line(street, p));
  if (!std::isfinite(nearest)) return not_along("there are no streets");
  return not_along(std::string("no street within ") + metres(reach) + " m of the " + end + " of the line (" +
                   metres(p.x) + ", " + metres(p.y) + "): the nearest is " + metres(nearest) +
                   " m away; draw it there or reach further");
}

}  // namespace

Expected<SnappedLine> snap_line(std::span<const Xy> drawn, std::span<const LineString> streets,
                                const SnapOptions& options) {
  GRID_ASSERT(drawn.size() >= 2);
  GRID_CHECK(detail::check_finite(drawn));
  StreetCorridor corridor(drawn, streets, options.reach.value);
  const auto from = corridor.anchor(drawn.front());
  const auto to = corridor.anchor(drawn.back());
  if (!from) return fail(no_street_near("start", drawn.front(), streets, options.reach.value));
  if (!to) return fail(no_street_near("end", drawn.back(), streets, options.reach.value));
  if (*from == *to) return fail(not_along("both ends come to one point of the streets"));
  SnappedLine snapped{corridor.way(*from, *to), {}};
  if (snapped.line.empty())
    return fail(not_along("no way over streets within " + metres(options.reach.value) +
                          " m of the line joins its ends; draw along streets or reach further"));
  for (const Xy p : snapped.line) snapped.farthest = std::max(snapped.farthest, Metres{distance_to_line(drawn, p)});
  return snapped;
}

}  // namespace libgrid::zoning
