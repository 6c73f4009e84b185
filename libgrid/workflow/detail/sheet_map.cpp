#include <algorithm>
#include <cmath>
#include <string>

#include <libgrid/workflow/detail/report_markup.hpp>
#include <libgrid/workflow/detail/report_scale.hpp>
#include <libgrid/workflow/detail/report_svg.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/detail/sheet_page.hpp>

namespace libgrid::workflow::detail {
namespace {

using namespace report;

constexpr double kMapWidth = 720.0, kMapHeight = 420.0, kMapMargin = 14.0;

/// Plane metres to the drawing, north up.
class SheetView {
 public:
  explicit SheetView(const Box& zone) {
    const double wide = std::max(zone.max.x - zone.min.x, 1.0), high = std::max(zone.max.y - zone.min.y, 1.0);
    scale_ = std::min((kMapWidth - 2 * kMapMargin) / wide, (kMapHeight - 2 * kMapMargin) / high);
    centre_ = {(zone.min.x + zone.max.x) / 2.0, (zone.min.y + zone.max.y) / 2.0};
    const double half_width = kMapWidth / 2.0 / scale_, half_height = kMapHeight / 2.0 / scale_;
    seen_ = {{centre_.x - half_width, centre_.y - half_height}, {centre_.x + half_width, centre_.y + half_height}};
  }
  [[nodiscard]] Spot spot(Xy p) const {
    return {kMapWidth / 2.0 + (p.x - centre_.x) * scale_, kMapHeight / 2.0 - (p.y - centre_.y) * scale_};
  }
  [[nodiscard]] bool sees(const Box& box) const { return seen_.meets(box); }
  [[nodiscard]] double scale() const { return scale_; }

 private:
  double scale_ = 1.0;
  Xy centre_;
  Box seen_;
};

std::string ring_commands(const SheetView& view, const Ring& ring) {
  std::string d;
  Spot last{-1e9, -1e9};
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Spot spot = view.spot(ring[i]);
    if (i > 0 && std::hypot(spot.x - last.x, spot.y - last.y) < 0.6) continue;  // below a pixel
    d += (d.empty() ? "M" : "L") + coordinate(spot.x) + " " + coordinate(spot.y);
    last = spot;
  }
  return d + "Z";
}

std::string shape_path(const SheetView& view, const MultiPolygon& shape, std::string_view css) {
  std::string d;
  for (const Polygon& polygon : shape) {
    d += ring_commands(view, polygon.outer);
    for (const Ring& hole : polygon.holes) d += ring_commands(view, hole);
  }
  return path(d, css);
}

std::string line_of(const SheetView& view, std::span<const Xy> line, std::string_view css) {
  std::vector<Spot> spots;
  for (const Xy p : line) spots.push_back(view.spot(p));
  return polyline(spots, css);
}

/// A round number of metres about a fifth of the width.
std::string scale_bar(const SheetView& view) {
  const double metres = round_step(kMapWidth / view.scale(), 6), width = metres * view.scale();
  const double y = kMapHeight - 16.0;
  return segment({14.0, y}, {14.0 + width, y}, "scale") +
         label({14.0, y - 5.0}, metres >= 1000.0 ? fixed(metres / 1000.0, 0) + " km" : fixed(metres, 0) + " m",
               "small");
}

std::string north() {
  return path("M" + coordinate(kMapWidth - 20) + " 34L" + coordinate(kMapWidth - 14) + " 14L" +
                  coordinate(kMapWidth - 8) + " 34Z",
              "north") +
         label({kMapWidth - 18.0, 46.0}, "N", "small");
}

std::string_view side_class(RoadSide side) { return side == RoadSide::whole ? "" : " one-side"; }

}  // namespace

namespace {

/// The zone, else all zones.
Box box_of(const SheetData& data, const Sheet& sheet) {
  if (sheet.zone != nullptr) return bounds(sheet.zone->shape);
  Box box;
  for (const Zone& zone : data.map.zones) box.extend(bounds(zone.shape));
  return box;
}

}  // namespace

std::string sheet_map(const SheetData& data, const Sheet& sheet) {
  const SheetView view(box_of(data, sheet));
  std::string out = rect({0, 0, kMapWidth, kMapHeight}, "paper");
  if (sheet.zone != nullptr) out += shape_path(view, sheet.zone->shape, "own");
  for (const Street& street : data.streets)
    if (view.sees(bounds(street.line))) out += line_of(view, street.line, "other");
  for (const Zone* other : data.lowest())
    if (other != sheet.zone && view.sees(bounds(other->shape))) out += shape_path(view, other->shape, "border");
  if (const auto mine = data.pieces_of.find({sheet.sector, sheet.code}); mine != data.pieces_of.end()) {
    for (const RoadPiece* piece : mine->second) {
      const std::size_t at = data.place_of_street.at(piece->street);
      const LineString part = substring(data.streets[at].line, piece->from, piece->to);
      out += line_of(view, part,
                     "k" + std::to_string(static_cast<int>(data.kinds[at])) + std::string(side_class(piece->side)));
    }
  }
  for (const SheetPlace& place : data.places_in(sheet))
    out += circle(view.spot(place.at), 3.0, "place", {place.name, place.name});
  if (data.city.synthetic) out += label({14.0, 26.0}, kSyntheticMark, "synthetic");
  return drawing(kMapWidth, kMapHeight, {"网格地图", "Map of the zone"}, out + scale_bar(view) + north(), "map");
}

}  // namespace libgrid::workflow::detail
