#include <algorithm>
#include <cmath>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/workflow/detail/label_point.hpp>
#include <libgrid/workflow/detail/report_borders.hpp>
#include <libgrid/workflow/detail/report_map.hpp>
#include <libgrid/workflow/detail/report_view.hpp>

namespace libgrid::workflow::detail::report {
namespace {

constexpr int kTints = 6;
constexpr Metres kTolerance{5.0};
// Units are a tenth of a screen pixel on a wide page.
constexpr double kCityWidth = 9'000.0;
constexpr double kSheetWidth = 4'300.0;
constexpr double kSheetHeight = 4'600.0;
constexpr double kMargin = 120.0;
constexpr double kLargestCode = 110.0;
constexpr double kSmallestCode = 52.0;

Box box_of(std::span<const Zone* const> zones) {
  Box out;
  for (const Zone* zone : zones) out.extend(bounds(zone->shape));
  return out;
}

/// Room around a point: the distance to the nearest border.
double clearance(Xy p, const MultiPolygon& shape) {
  double least = 1e300;
  const auto look = [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
      least = std::min(least, distance_to_segment(p, ring[i], ring[i + 1]).value);
  };
  for (const Polygon& polygon : shape) {
    look(polygon.outer);
    for (const Ring& hole : polygon.holes) look(hole);
  }
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

/// The cell's centre or one of its corners lies in the zone.
bool meets(const Zone& zone, const Box& cell) {
  const Xy centre{(cell.min.x + cell.max.x) / 2, (cell.min.y + cell.max.y) / 2};
  const std::vector<Xy> probes{centre, cell.min, cell.max, {cell.min.x, cell.max.y}, {cell.max.x, cell.min.y}};
  return std::ranges::any_of(probes, [&](Xy p) { return locate(zone.shape, p) != Location::outside; });
}

std::string shifted(double x, double y, std::string_view content) {
  return Element("g")
      .with("transform", "translate(" + coordinate(x) + " " + coordinate(y) + ")")
      .inside(content)
      .done();
}

}  // namespace

ZoneMaps::ZoneMaps(const ReportData& data)
    : data_(data), uppers_(data.zones_at(1)), lowest_(data.zones_at(data.lowest_level())) {
  std::vector<const MultiPolygon*> shapes;
  for (const Zone* zone : lowest_) shapes.push_back(&zone->shape);
  const BorderSimplifier borders(shapes, kTolerance);
  for (const Zone* zone : lowest_) shapes_[zone->id] = borders.simplified(zone->shape);
  for (const Zone* zone : uppers_) shapes_[zone->id] = borders.simplified(zone->shape);
  const std::vector<int> tints = neighbour_tints(uppers_, kTints);
  for (std::size_t i = 0; i < uppers_.size(); ++i) tints_[uppers_[i]->id] = tints[i];
}

std::string ZoneMaps::city() const {
  const Box land = box_of(uppers_);
  const MapView view(land, kCityWidth);
  const std::string content = ground(view, uppers_, lowest_) + links(view, land) + codes(view, lowest_, true) +
                              upper_codes(view) + places(view, nullptr);
  const double foot = view.height() + kMargin + 150.0;
  const std::string furniture = scale_bar(view, {0.0, foot}) + north_arrow({kCityWidth - 150.0, foot}, 420.0);
  return drawing(kCityWidth + 2 * kMargin, foot + kMargin + 30.0, {"网格方案图", "Map of the zones"},
                 shifted(kMargin, kMargin, content + furniture), "map");
}

std::string ZoneMaps::sheet(const Zone& upper) const {
  const std::vector<const Zone*> zones = data_.lowest_in(upper);
  const Box land = bounds(upper.shape);
  const double aspect = (land.max.x - land.min.x) / (land.max.y - land.min.y);
  const MapView view(land, std::min(kSheetWidth, kSheetHeight * aspect));
  const std::vector<const Zone*> only{&upper};
  const std::string content =
      ground(view, only, zones) + links(view, land) + codes(view, zones, false) + places(view, &upper);
  const std::string bar = scale_bar(view, {0.0, view.height() + 230.0});
  return drawing(kSheetWidth + 2 * kMargin, view.height() + 2 * kMargin + 230.0,
                 {upper.code + " 分图", "Sheet of " + upper.code},
                 shifted(kMargin + (kSheetWidth - view.width()) / 2, kMargin, content + bar), "map");
}

std::string ZoneMaps::ground(const MapView& view, std::span<const Zone* const> uppers,
                             std::span<const Zone* const> zones) const {
  std::string fills;
  for (const Zone* zone : uppers)
    fills += path(view.outline(shapes_.at(zone->id)), "tint" + std::to_string(tints_.at(zone->id)));
  return group("fills", fills) + group("zones", outlines(view, zones, "zone")) +
         group("uppers", outlines(view, uppers, "upper"));
}

std::string ZoneMaps::outlines(const MapView& view, std::span<const Zone* const> zones, std::string_view css) const {
  const double mean = 1.0 / static_cast<double>(std::max<std::size_t>(lowest_.size(), 1));
  std::string out;
  for (const Zone* zone : zones) {
    const Words tip = css == "zone" ? zone_tip(data_.map, *zone, mean) : Words{};
    out += path(view.outline(shapes_.at(zone->id)), css, tip) + "\n";
  }
  return out;
}

std::string ZoneMaps::links(const MapView& view, const Box& within) const {
  std::string out;
  for (const Link& link : data_.links)
    if (std::ranges::all_of(link.line, [&](Xy p) { return within.contains(p); }))
      out += path(view.line(link.line), "link", {"声明的连接", "declared link"});
  return out;
}

std::string ZoneMaps::upper_codes(const MapView& view) const {
  std::string out;
  if (data_.lowest_level() == 1) return out;
  for (const Zone* zone : uppers_) {
    const Spot spot = view(label_point(zone->shape));
    out += label({spot.x, spot.y + 70.0}, short_code(*zone), "uppercode");
  }
  return out;
}

/// Codes as large as their zone allows; none where they could not be read, or would lie under the code of an upper
/// zone.
std::string ZoneMaps::codes(const MapView& view, std::span<const Zone* const> zones, bool below_uppers) const {
  std::vector<Spot> taken;
  if (below_uppers && data_.lowest_level() > 1)
    for (const Zone* zone : uppers_) taken.push_back(view(label_point(zone->shape)));
  std::string out;
  for (const Zone* zone : zones) {
    const Xy at = label_point(zone->shape);
    // Five characters are about 2.9 times as wide as high; half of that must fit to either side.
    const double letters = static_cast<double>(short_code(*zone).size()) / 5.0;
    const double size = std::min(kLargestCode, clearance(at, zone->shape) * view.units_per_metre() / (1.3 * letters));
    const Spot spot = view(at);
    const auto hides = [&](const Spot& upper) {
      return std::abs(upper.x - spot.x) < 140.0 + 1.45 * letters * size &&
             std::abs(upper.y - spot.y) < 100.0 + 0.5 * size;
    };
    if ((below_uppers && size < kSmallestCode) || std::ranges::any_of(taken, hides)) continue;
    out += Element("text")
               .with("x", spot.x)
               .with("y", std::round(spot.y + size * 0.35))
               .with("font-size", std::round(std::max(size, kSmallestCode)))
               .text(short_code(*zone))
               .done();
  }
  return group("codes", out);
}

std::vector<std::int64_t> ZoneMaps::places_in(const Zone& zone) const {
  std::vector<std::int64_t> ranks;
  for (const WorstPlace& place : data_.worst_places)
    if (meets(zone, hotspot::cell_box(data_.raster, place.cell))) ranks.push_back(place.rank);
  return ranks;
}

/// The worst place last, so that it lies on top.
std::string ZoneMaps::places(const MapView& view, const Zone* only) const {
  std::string out;
  for (auto place = data_.worst_places.rbegin(); place != data_.worst_places.rend(); ++place) {
    if (only && !meets(*only, hotspot::cell_box(data_.raster, place->cell))) continue;
    const Spot spot = view(hotspot::cell_centre(data_.raster, place->cell));
    const std::string rank = std::to_string(place->rank), n = thousands(place->n_rebound);
    out += circle(spot, 72.0, "place",
                  {"第 " + rank + " 位：反弹 " + n + " 件，" + place->top_category,
                   "No. " + rank + ": " + n + " rebounds, " + place->top_category});
    out += label({spot.x, spot.y + 35.0}, rank, rank.size() > 1 ? "placerank narrow" : "placerank");
  }
  return group("places", out);
}

/// "03-07" for "BOS-03-07": the city is known.
std::string ZoneMaps::short_code(const Zone& zone) const {
  const std::string prefix = data_.city.code + "-";
  return zone.code.starts_with(prefix) ? zone.code.substr(prefix.size()) : zone.code;
}

}  // namespace libgrid::workflow::detail::report
