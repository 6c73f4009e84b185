#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <libgrid/workflow/detail/label_point.hpp>
#include <libgrid/workflow/detail/report_borders.hpp>
#include <libgrid/workflow/detail/report_map.hpp>
#include <libgrid/workflow/detail/report_view.hpp>

namespace libgrid::workflow::detail::report {
namespace {

constexpr int kTints = 6;
constexpr double kWidth = 10'000.0;  // units: a tenth of a screen pixel on a wide page
constexpr double kMargin = 120.0;
constexpr Metres kTolerance{5.0};

using Edge = std::pair<Xy, Xy>;

/// Each undirected edge once, smaller end first.
std::vector<Edge> edges_of(const MultiPolygon& shape) {
  std::vector<Edge> edges;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) edges.emplace_back(std::minmax(ring[i], ring[i + 1]));
  };
  for (const Polygon& polygon : shape) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  return edges;
}

std::vector<std::set<std::size_t>> neighbours_of(std::span<const Zone* const> zones) {
  std::map<Edge, std::size_t> owner;
  std::vector<std::set<std::size_t>> neighbours(zones.size());
  for (std::size_t i = 0; i < zones.size(); ++i)
    for (const Edge& edge : edges_of(zones[i]->shape)) {
      const auto [at, fresh] = owner.emplace(edge, i);
      if (fresh || at->second == i) continue;
      neighbours[i].insert(at->second);
      neighbours[at->second].insert(i);
    }
  return neighbours;
}

/// Room around a point: the distance to the nearest border.
double clearance(Xy p, const MultiPolygon& shape) {
  double least = 1e300;
  for (const Edge& edge : edges_of(shape))
    least = std::min(least, distance_to_segment(p, edge.first, edge.second).value);
  return least;
}

const Post* post_of(const ZoneMap& map, const Zone& zone) {
  const auto at = std::ranges::find_if(map.posts, [&](const Post& post) { return zone.post == post.id; });
  return at == map.posts.end() ? nullptr : &*at;
}

/// What the pointer shows: code, workload, streets, reports, post.
Words zone_tip(const ZoneMap& map, const Zone& zone, double mean) {
  const std::string ratio = fixed(zone.workload / mean, 3), km = fixed(zone.street_length.value / 1000.0, 1);
  const std::string reports = thousands(zone.reports);
  const Post* post = post_of(map, zone);
  return {zone.code + "，工作量/均值 " + ratio + "，道路 " + km + " km，上报 " + reports +
              (post ? "，" + post->title_zh : ""),
          zone.code + ", workload/mean " + ratio + ", streets " + km + " km, reports " + reports +
              (post ? ", " + post->title_en : "")};
}

/// "03-07" for "BOS-03-07": the city is known.
std::string short_code(const std::string& code, const std::string& city) {
  return code.starts_with(city + "-") ? code.substr(city.size() + 1) : code;
}

class ZoneMapDrawing {
 public:
  explicit ZoneMapDrawing(const ReportData& data)
      : data_(data),
        upper_(data.zones_at(1)),
        lowest_(data.zones_at(data.lowest_level())),
        borders_(shapes(lowest_), kTolerance),
        view_(box(upper_), kWidth) {}

  [[nodiscard]] std::string done() const {
    const std::string content = fills() + outlines() + links() + codes() + upper_borders() + upper_codes() + places();
    const double foot = view_.height() + kMargin;
    const std::string furniture =
        scale_bar(view_, {0.0, foot + 150.0}) + north_arrow({kWidth - 150.0, foot + 150.0}, 420.0);
    const std::string all = Element("g")
                                .with("transform", "translate(" + coordinate(kMargin) + " " + coordinate(kMargin) + ")")
                                .inside(content + furniture)
                                .done();
    return drawing(kWidth + 2 * kMargin, foot + kMargin + 180.0, {"网格方案图", "Map of the zones"}, all, "map");
  }

 private:
  static std::vector<const MultiPolygon*> shapes(const std::vector<const Zone*>& zones) {
    std::vector<const MultiPolygon*> out;
    for (const Zone* zone : zones) out.push_back(&zone->shape);
    return out;
  }

  static Box box(const std::vector<const Zone*>& zones) {
    Box out;
    for (const Zone* zone : zones) out.extend(bounds(zone->shape));
    return out;
  }

  [[nodiscard]] std::string outline(const Zone& zone) const { return view_.outline(borders_.simplified(zone.shape)); }

  [[nodiscard]] std::string fills() const {
    const std::vector<int> tints = neighbour_tints(upper_, kTints);
    std::string out;
    for (std::size_t i = 0; i < upper_.size(); ++i) out += path(outline(*upper_[i]), "tint" + std::to_string(tints[i]));
    return group("fills", out);
  }

  [[nodiscard]] std::string outlines() const {
    const double mean = 1.0 / static_cast<double>(std::max<std::size_t>(lowest_.size(), 1));
    std::string out;
    for (const Zone* zone : lowest_) out += path(outline(*zone), "zone", zone_tip(data_.map, *zone, mean)) + "\n";
    return group("zones", out);
  }

  [[nodiscard]] std::string upper_borders() const {
    std::string out;
    for (const Zone* zone : upper_) out += path(outline(*zone), "upper");
    return group("uppers", out);
  }

  [[nodiscard]] std::string links() const {
    std::string out;
    for (const Link& link : data_.links) out += path(view_.line(link.line), "link", {"声明的连接", "declared link"});
    return out;
  }

  /// Codes as large as their zone allows, none where they could not be read.
  [[nodiscard]] std::string codes() const {
    std::string out;
    for (const Zone* zone : lowest_) {
      const Xy at = label_point(zone->shape);
      const double room = clearance(at, zone->shape) * view_.units_per_metre();
      const double size = std::clamp(room / 1.3, 0.0, 110.0);
      if (size < 55.0) continue;
      const Spot spot = view_(at);
      out += Element("text")
                 .with("x", spot.x)
                 .with("y", spot.y + size * 0.35)
                 .with("font-size", std::round(size))
                 .text(short_code(zone->code, data_.city.code))
                 .done();
    }
    return group("codes", out);
  }

  [[nodiscard]] std::string upper_codes() const {
    if (data_.lowest_level() == 1) return {};
    std::string out;
    for (const Zone* zone : upper_) {
      const Spot spot = view_(label_point(zone->shape));
      out += label({spot.x, spot.y + 90.0}, short_code(zone->code, data_.city.code), "uppercode");
    }
    return out;
  }

  [[nodiscard]] std::string places() const {
    std::string out;
    for (const WorstPlace& place : data_.worst_places) {
      const Spot spot = view_(hotspot::cell_centre(data_.raster, place.cell));
      const std::string rank = std::to_string(place.rank), n = thousands(place.n_rebound);
      out += circle(spot, 95.0, "place",
                    {"第 " + rank + " 位：反弹 " + n + " 件，" + place.top_category,
                     "No. " + rank + ": " + n + " rebounds, " + place.top_category});
      out += label({spot.x, spot.y + 42.0}, rank, "placerank");
    }
    return group("places", out);
  }

  const ReportData& data_;
  std::vector<const Zone*> upper_;
  std::vector<const Zone*> lowest_;
  BorderSimplifier borders_;
  MapView view_;
};

}  // namespace

std::vector<int> neighbour_tints(std::span<const Zone* const> zones, int tints) {
  const auto neighbours = neighbours_of(zones);
  std::vector<int> chosen(zones.size(), -1);
  std::vector<int> uses(static_cast<std::size_t>(tints), 0);
  for (std::size_t i = 0; i < zones.size(); ++i) {
    std::set<int> taken;
    for (const std::size_t j : neighbours[i]) taken.insert(chosen[j]);
    // Among the free ones the least used, so that the colours spread over the city.
    const auto rank = [&](int tint) { return std::pair(taken.contains(tint), uses[static_cast<std::size_t>(tint)]); };
    int best = 0;
    for (int tint = 1; tint < tints; ++tint)
      if (rank(tint) < rank(best)) best = tint;
    chosen[i] = best;
    ++uses[static_cast<std::size_t>(best)];
  }
  return chosen;
}

std::string zone_map(const ReportData& data) { return ZoneMapDrawing(data).done(); }

}  // namespace libgrid::workflow::detail::report
