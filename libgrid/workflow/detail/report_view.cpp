#include <libgrid/workflow/detail/report_view.hpp>

#include <cmath>

#include <libgrid/workflow/detail/report_scale.hpp>

namespace libgrid::workflow::detail::report {
namespace {

std::string whole(double number) { return std::to_string(std::llround(number)); }

/// Relative line commands after a first absolute one.
std::string commands(const MapView& view, std::span<const Xy> points) {
  std::string text;
  Spot pen{};
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Spot spot = view(points[i]);
    if (i == 0) {
      text += "M" + whole(spot.x) + " " + whole(spot.y) + "l";
    } else if (spot.x != pen.x || spot.y != pen.y) {
      const std::string x = whole(spot.x - pen.x), y = whole(spot.y - pen.y);
      if (!text.ends_with('l') && !x.starts_with('-')) text += ' ';
      text += x + (y.starts_with('-') ? "" : " ") + y;
    }
    pen = spot;
  }
  return text;
}

}  // namespace

MapView::MapView(const Box& land, double width)
    : land_(land),
      width_(width),
      scale_(width / (land.max.x - land.min.x)),
      height_(std::ceil((land.max.y - land.min.y) * scale_)) {}

Spot MapView::operator()(Xy p) const {
  return {std::round((p.x - land_.min.x) * scale_), std::round((land_.max.y - p.y) * scale_)};
}

std::string MapView::outline(const MultiPolygon& shape) const {
  std::string text;
  const auto add = [&](const Ring& ring) {
    // The closing point is what "z" draws.
    const std::string part = commands(*this, std::span(ring).first(ring.size() - 1));
    if (!part.ends_with('l')) text += part + "z";
  };
  for (const Polygon& polygon : shape) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  return text;
}

std::string MapView::line(std::span<const Xy> points) const {
  const std::string text = commands(*this, points);
  return text.ends_with('l') ? text + "0 0" : text;
}

std::string scale_bar(const MapView& view, Spot at) {
  const double metres = round_step(view.width() / view.units_per_metre() / 5.0, 1);
  const double width = metres * view.units_per_metre(), tick = view.height() / 150.0;
  const std::string words = metres >= 1000.0 ? fixed(metres / 1000.0, 0) + " km" : fixed(metres, 0) + " m";
  const std::string d = "M" + coordinate(at.x) + " " + coordinate(at.y - tick) + "v" + coordinate(tick) + "h" +
                        coordinate(width) + "v-" + coordinate(tick);
  return path(d, "scalebar") + label({at.x + width / 2, at.y - 1.5 * tick}, words, "maptext middle");
}

std::string north_arrow(Spot at, double height) {
  const double half = height / 4.0;
  const std::string d = "M" + coordinate(at.x) + " " + coordinate(at.y - height) + "l" + coordinate(half) + " " +
                        coordinate(height) + "l-" + coordinate(half) + "-" + coordinate(half) + "l-" +
                        coordinate(half) + " " + coordinate(half) + "z";
  return path(d, "north") + label({at.x, at.y - height - half / 2}, "N", "maptext middle");
}

}  // namespace libgrid::workflow::detail::report
